package protomass.flame.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import protomass.flame.genome.Genome;
import protomass.flame.genome.PlaneMap;
import protomass.flame.genome.Transform;
import protomass.flame.genome.VariationTerm;
import protomass.flame.render.Frame;
import protomass.flame.variation.Affine;

/** The program flam3-render, given the same genome, size and number of points, on one thread. */
final class Flam3Reference {
  private static final String PROGRAM = "flam3-render";

  private final Path program;
  private final Path folder;

  private Flam3Reference(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The program on the PATH. */
  static Optional<Flam3Reference> find(Path folder) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
        .map(part -> Path.of(part, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .map(path -> new Flam3Reference(path, folder));
  }

  /** Seconds of processor time for one picture. */
  double render(Genome genome, Frame frame, int size, long points)
      throws IOException, InterruptedException {
    Path file = folder.resolve("genome.flam3");
    Files.writeString(file, xml(genome, frame, size, points));
    String command =
        "TIMEFORMAT='%%U %%S'; time in='%s' out='%s' nthreads=1 verbose=0 '%s' >/dev/null 2>&1"
            .formatted(file, folder.resolve("flam3.png"), program);
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(PROGRAM + " failed: " + output);
    }
    String[] seconds = output.split(" ", -1);
    return Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
  }

  private static String xml(Genome genome, Frame frame, int size, long points) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "<flame name=\"f\" size=\"%d %d\" center=\"%f %f\" scale=\"%f\" supersample=\"1\""
                + " filter=\"0.1\" quality=\"%f\" passes=\"1\" temporal_samples=\"1\""
                + " estimator_radius=\"0\" brightness=\"4\" gamma=\"4\" vibrancy=\"1\">%n",
            size,
            size,
            frame.centreX(),
            frame.centreY(),
            size / (2 * frame.halfWidth()),
            points / ((double) size * size)));
    for (Transform transform : genome.transforms()) {
      text.append(
          String.format(
              Locale.ROOT,
              "<xform weight=\"%f\" color=\"%f\" %s/>%n",
              transform.weight(),
              transform.colour(),
              attributes(transform.map())));
    }
    if (genome.finalMap() != null) {
      text.append("<finalxform color=\"0\" ").append(attributes(genome.finalMap())).append("/>\n");
    }
    for (int i = 0; i < 256; i++) {
      text.append("<color index=\"%d\" rgb=\"%d %d 200\"/>%n".formatted(i, i, 255 - i));
    }
    return text.append("</flame>\n").toString();
  }

  private static String attributes(PlaneMap map) {
    StringBuilder text = new StringBuilder();
    for (VariationTerm term : map.variations()) {
      text.append(term.variation().label()).append("=\"").append(term.weight()).append("\" ");
    }
    text.append("coefs=\"").append(list(map.affine())).append("\" ");
    if (!map.post().equals(Affine.IDENTITY)) {
      text.append("post=\"").append(list(map.post())).append("\" ");
    }
    return text.toString();
  }

  private static String list(Affine affine) {
    StringBuilder text = new StringBuilder();
    for (float coefficient : affine.toList()) {
      text.append(coefficient).append(' ');
    }
    return text.toString().strip();
  }
}
