package protomass.vision.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.artefact.Segmentation;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Split;
import protomass.core.command.CommandRunner;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFile;
import protomass.testing.SharedFolder;
import protomass.testing.Unsealed;
import protomass.vision.encoder.PatchEncoder;
import protomass.vision.resnet.SyntheticCatalogue;

class SegmentCommandTest {
  @TempDir Path folder;
  private Path catalogue;
  private Path encoderFile;
  private final StringWriter err = new StringWriter();

  /** Tokens are means of a patch's channels and of their squares: enough to tell core from rest. */
  private record PatchMeans(int patchSize, int channels) implements PatchEncoder {
    @Override
    public int width() {
      return 2 * channels;
    }

    @Override
    public float[] patchTokens(float[] images, int count, int size) {
      int side = size / patchSize;
      float[] tokens = new float[count * side * side * width()];
      float weight = 1f / (patchSize * patchSize);
      for (int i = 0; i < images.length; i++) {
        int x = i % size / patchSize;
        int y = i / size % size / patchSize;
        int channel = i / (size * size) % channels;
        int image = i / (size * size * channels);
        int token = ((image * side + y) * side + x) * width() + 2 * channel;
        tokens[token] += weight * images[i];
        tokens[token + 1] += weight * images[i] * images[i];
      }
      return tokens;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void writeMaps() throws IOException {
    catalogue = SyntheticCatalogue.write(folder, 40, 32);
    encoderFile = Files.writeString(folder.resolve("encoder.safetensors"), "weights");
  }

  private int run(Path out, String... options) {
    return run(new PatchMeans(8, 3), out, options);
  }

  private int run(PatchEncoder encoder, Path out, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--quiet", "--catalogue", "" + catalogue));
    arguments.addAll(List.of("--encoder", "" + encoderFile, "--out", "" + out));
    arguments.addAll(List.of(options));
    return CommandRunner.of(new SegmentCommand((source, threads) -> encoder))
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private void assertRefused(int exitCode, String message, String... options) throws IOException {
    Path out = folder.resolve("refused");
    assertEquals(exitCode, run(out, options), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().contains("refused")));
    }
  }

  private static Segmentation read(Path out) {
    return Json.read(out.resolve(Segmentation.FILE_NAME), Segmentation.class);
  }

  @Test
  void writesAPicturePerMapAndTheirDescription() throws IOException {
    Path out = folder.resolve("segmentation");
    assertEquals(0, run(out, "--count", "3"), err.toString());
    Segmentation segmentation = read(out);
    assertEquals(3, segmentation.panels().size());
    assertEquals("encoder.safetensors", segmentation.encoder());
    // 32 pixels and patches of 8: enlarged four times for 16 x 16 tokens.
    assertEquals(4, segmentation.enlargement());
    assertEquals(16, segmentation.tokensPerSide());
    assertEquals(30, segmentation.fittedMaps());
    assertEquals(30 * 256, segmentation.fittedTokens());
    double explained =
        segmentation.explainedVarianceRatio().stream().mapToDouble(Double::doubleValue).sum();
    assertTrue(explained > 0.9 && explained <= 1 + 1e-12, "explained " + explained);
    assertEquals(3, segmentation.provenance().inputs().size());

    double lightest = 0;
    Catalogue read = Catalogue.read(catalogue);
    for (Segmentation.Panel panel : segmentation.panels()) {
      CatalogueRow row =
          read.rows().stream().filter(r -> r.id().equals(panel.id())).findFirst().orElseThrow();
      assertEquals(Split.TEST, row.split());
      assertEquals(row.massMsun(), panel.massMsun());
      assertEquals(row.ageYr(), panel.ageYr());
      assertTrue(panel.massMsun() > lightest);
      lightest = panel.massMsun();
      assertEquals(
          List.of("column_density", "velocity", "dispersion"),
          List.copyOf(panel.ranges().keySet()));
      BufferedImage image = ImageIO.read(out.resolve(panel.file()).toFile());
      assertEquals(256, image.getHeight());
      assertEquals(row.cloud(), panel.cloud());
      assertEquals(row.star(), panel.star());
      try (MapFile file = MapFile.open(read.mapFile(row))) {
        assertEquals(file.size() * file.pixelPc(), panel.sidePc());
        assertEquals(file.starPlace(row.index()).rightPc(), panel.starRightPc());
        assertEquals(file.starPlace(row.index()).upPc(), panel.starUpPc());
      }
    }
    assertEquals(3, segmentation.correlations().size());
    for (Segmentation.Correlations component : segmentation.correlations()) {
      assertTrue(component.logColumnDensity() >= 0, segmentation.correlations().toString());
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void needsNoCatalogueWhenMapsAreNamed() throws IOException {
    Path maps = Catalogue.read(catalogue).mapFile(Catalogue.read(catalogue).rows().getFirst());
    int count;
    try (MapFile file = MapFile.open(maps)) {
      count = file.rows().size();
    }
    Path out = folder.resolve("segmentation");
    int exitCode = runAlone(out, "--maps", maps.toString(), "--count", "1000");
    assertEquals(0, exitCode, err.toString());
    assertEquals(count, read(out).panels().size());
    assertEquals(Math.min(count, 256), read(out).fittedMaps());
    assertEquals(ExitCodes.USAGE, runAlone(folder.resolve("refused")));
    assertTrue(err.toString().contains("neither --catalogue nor --maps"), err.toString());
  }

  private int runAlone(Path out, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--quiet", "--encoder", "" + encoderFile, "--out", "" + out));
    arguments.addAll(List.of(options));
    return CommandRunner.of(new SegmentCommand((source, threads) -> new PatchMeans(8, 3)))
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void worksWithATransformer() {
    Path out = folder.resolve("segmentation");
    String random = "random:" + SharedFolder.repository().resolve("conf/recipes/test.yaml") + ":3";
    int exitCode =
        CommandRunner.of(new SegmentCommand())
            .setErr(new PrintWriter(err))
            .execute(
                "--quiet",
                "--threads=1",
                "--count=1",
                "--catalogue=" + catalogue,
                "--encoder=" + random,
                "--out=" + out);
    assertEquals(0, exitCode, err.toString());
    Segmentation segmentation = read(out);
    assertEquals("random:test.yaml:3", segmentation.encoder());
    assertEquals(16, segmentation.tokensPerSide());
    List<Double> ratios = segmentation.explainedVarianceRatio();
    assertTrue(ratios.get(0) > ratios.get(1) && ratios.get(2) > 0, ratios.toString());
  }

  /**
   * Of thirty maps three threads have some each, and the last piece is of another size. With 144
   * tokens of a map fourteen maps make a batch, which is no whole number of pieces.
   */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "3"})
  void givesTheSameBytesForAnyNumberOfThreads(String upsample) throws IOException {
    String random = "random:" + SharedFolder.repository().resolve("conf/recipes/test.yaml") + ":3";
    Map<String, String> first = null;
    for (int threads = 1; threads <= 3; threads++) {
      Path out = folder.resolve("segmentation-" + threads);
      int exitCode =
          CommandRunner.of(new SegmentCommand())
              .setErr(new PrintWriter(err))
              .execute(
                  "--quiet",
                  "--threads=" + threads,
                  "--count=10",
                  "--upsample=" + upsample,
                  "--catalogue=" + catalogue,
                  "--encoder=" + random,
                  "--out=" + out);
      assertEquals(0, exitCode, err.toString());
      Map<String, String> files = contents(out);
      assertEquals(11, files.size());
      first = first == null ? files : first;
      assertEquals(first, files, threads + " threads");
    }
  }

  /** Files by name; a picture by its bytes, the record by its numbers without the command line. */
  private static Map<String, String> contents(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(out)) {
      for (Path file : all.toList()) {
        files.put(
            file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    Segmentation record = read(out);
    files.put(
        Segmentation.FILE_NAME,
        record.panels() + " " + record.explainedVarianceRatio() + " " + record.correlations());
    return files;
  }

  @Test
  void theCoreHasOtherColoursThanTheEdge() throws IOException {
    Path out = folder.resolve("segmentation");
    assertEquals(0, run(out, "--count", "1"), err.toString());
    BufferedImage image = ImageIO.read(out.resolve(read(out).panels().getFirst().file()).toFile());
    int left = 3 * (256 + 8);
    int red = image.getRGB(left + 128, 128) >> 16 & 0xFF;
    int redAtEdge = image.getRGB(left + 4, 4) >> 16 & 0xFF;
    assertTrue(Math.abs(red - redAtEdge) > 50, red + " and " + redAtEdge);
  }

  @Test
  void givesTheSameBytesEveryTimeAndReplacesItsOwnFolder() throws IOException {
    Path out = folder.resolve("segmentation");
    assertEquals(0, run(out, "--count", "2"), err.toString());
    byte[] json = Files.readAllBytes(out.resolve(Segmentation.FILE_NAME));
    Path picture = out.resolve(read(out).panels().getLast().file());
    byte[] png = Files.readAllBytes(picture);
    assertEquals(0, run(out, "--count", "4"), err.toString());
    List<Segmentation.Panel> more = read(out).panels();
    assertEquals(4, more.size());
    assertEquals(0, run(out, "--count", "2"), err.toString());
    assertArrayEquals(json, Files.readAllBytes(out.resolve(Segmentation.FILE_NAME)));
    assertArrayEquals(png, Files.readAllBytes(picture));
    // Two pictures and the record: those of the larger earlier one are gone.
    assertEquals(3, Objects.requireNonNull(out.toFile().list()).length);
  }

  @Test
  void showsAllTestMapsWhenThereAreFewer() {
    Path out = folder.resolve("segmentation");
    assertEquals(0, run(out, "--count", "100"), err.toString());
    assertEquals(10, read(out).panels().size());
  }

  @Test
  void spreadsOverTheRanksOfMass() {
    Catalogue read = Catalogue.read(catalogue);
    int[] test = read.positions(Split.TEST);
    int[] sorted = PanelSelection.rows(read, test, test.length);
    for (int i = 1; i < sorted.length; i++) {
      assertTrue(read.rows().get(sorted[i]).massMsun() > read.rows().get(sorted[i - 1]).massMsun());
    }
    // Of ten ranks the middles of two halves, and of five pairs.
    assertArrayEquals(new int[] {sorted[2], sorted[7]}, PanelSelection.rows(read, test, 2));
    assertArrayEquals(
        new int[] {sorted[1], sorted[3], sorted[5], sorted[7], sorted[9]},
        PanelSelection.rows(read, test, 5));
  }

  /** Of two runs of masses the middles are of one star; the second shows another. */
  @Test
  void showsOtherStarsBeforeOneTwice() {
    List<CatalogueRow> rows = new ArrayList<>();
    long[] stars = {1, 7, 1, 2, 7, 1};
    for (int i = 0; i < stars.length; i++) {
      rows.add(
          new CatalogueRow(
              "T1-00001-000%d-x".formatted(i),
              "maps.fits",
              i,
              1,
              stars[i],
              LineOfSight.X,
              1 + i,
              1000,
              Split.TEST,
              0,
              "T1",
              "T1"));
    }
    Catalogue made = new Catalogue(catalogue, rows);
    int[] all = {0, 1, 2, 3, 4, 5};
    assertArrayEquals(new int[] {1, 3}, PanelSelection.rows(made, all, 2));
    assertArrayEquals(new int[] {1, 3, 5}, PanelSelection.rows(made, all, 3));
    assertArrayEquals(all, PanelSelection.rows(made, all, 9));
  }

  @Test
  void showsOnlyMapsOfTheFilesNamed() {
    Path out = folder.resolve("segmentation");
    String wanted = folder.resolve("maps-1.fits").toString();
    assertEquals(0, run(out, "--count", "100", "--maps", wanted), err.toString());
    List<Segmentation.Panel> panels = read(out).panels();
    assertEquals(5, panels.size());
    assertTrue(panels.stream().allMatch(panel -> panel.id().startsWith("T1-00001-")));
  }

  @Test
  void sampleOfManyMapsIsBounded() {
    int[] many = java.util.stream.IntStream.range(0, 1000).map(i -> 3 * i).toArray();
    int[] rows = TokenSample.rows(many, 1);
    assertEquals(TokenSample.MAXIMUM_MAPS, rows.length);
    for (int i = 1; i < rows.length; i++) {
      assertTrue(rows[i] > rows[i - 1]);
    }
  }

  @Test
  void keepsAFolderThatIsNotItsOwn() throws IOException {
    Path own = Files.createDirectory(folder.resolve("thesis"));
    Files.writeString(own.resolve("chapter.tex"), "");
    assertEquals(ExitCodes.USAGE, run(own), err.toString());
    assertTrue(err.toString().contains("exists and holds no segmentation.json"), err.toString());
    assertTrue(Files.exists(own.resolve("chapter.tex")));
  }

  @Test
  void replacesASegmentationButNotWhatStandsInItBesides() throws IOException {
    Path out = folder.resolve("segmentation");
    assertEquals(0, run(out, "--count", "2"), err.toString());
    assertEquals(0, run(out, "--count", "1"), err.toString());
    assertEquals(1, read(out).panels().size());
    Files.writeString(out.resolve("notes.txt"), "mine");
    assertEquals(ExitCodes.USAGE, run(out, "--count", "2"), err.toString());
    assertTrue(err.toString().contains("holds notes.txt"), err.toString());
    assertEquals("mine", Files.readString(out.resolve("notes.txt")));
    assertEquals(1, read(out).panels().size());
  }

  @Test
  void refusesAnEncoderOfOneChannel() {
    assertEquals(ExitCodes.USAGE, run(new PatchMeans(8, 1), folder.resolve("out")), err.toString());
    assertTrue(err.toString().contains("takes 1 channels"), err.toString());
  }

  @Test
  void refusesNoPictures() throws IOException {
    assertRefused(ExitCodes.USAGE, "--count is 0; give a value from 1 to", "--count", "0");
  }

  @Test
  void refusesAnEnlargementThatDoesNotFit() throws IOException {
    assertRefused(ExitCodes.USAGE, "--upsample 'x' is no whole number", "--upsample", "x");
  }

  @Test
  void refusesMapsThatAreNotInTheCatalogue() throws IOException {
    assertRefused(ExitCodes.USAGE, "other.fits is no file of", "--maps", "other.fits");
  }

  @Test
  void namesAnEncoderThatIsMissing() throws IOException {
    Files.delete(encoderFile);
    assertRefused(ExitCodes.BAD_INPUT, "encoder.safetensors: cannot be read");
  }

  @Test
  void refusesACatalogueWithoutTestRows() throws IOException {
    Unsealed.json(folder.resolve("normalisation.json"));
    Files.writeString(catalogue, Files.readString(catalogue).replace(",test,", ",train,"));
    assertRefused(ExitCodes.BAD_INPUT, "has no test rows to use");
  }

  @Test
  void leavesNothingBehindWhenAMapIsBrokenWhilePainting() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    SyntheticCatalogue.write(other, 40, 16);
    Files.copy(
        other.resolve("maps-1.fits"),
        folder.resolve("maps-1.fits"),
        StandardCopyOption.REPLACE_EXISTING);
    Unsealed.json(folder.resolve("normalisation.json"));
    // Only rows of the first file train, so that the unlike file is met while painting.
    Files.writeString(
        catalogue, Files.readString(catalogue).replaceAll("(maps-1.fits,.*),train,", "$1,test,"));
    assertRefused(ExitCodes.BAD_INPUT, "maps-1.fits: the map T1-00001-", "--count", "50");
  }
}
