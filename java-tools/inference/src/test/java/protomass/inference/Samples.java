package protomass.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.Normalisation;
import protomass.core.catalogue.Normalisation.ChannelRange;
import protomass.core.catalogue.Normalisation.MassRange;
import protomass.core.catalogue.Split;
import protomass.core.catalogue.SplitBy;
import protomass.core.file.Checksum;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFileWriter;
import protomass.core.maps.MapRow;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;

/** Small inputs that tests make for themselves. */
public final class Samples {
  public static final Provenance PROVENANCE = Provenance.of("test", 1L);

  private Samples() {}

  /** What is known of one map. */
  public static MapRow row(
      String cloud, long snapshot, long star, LineOfSight axis, double mass, Long... overlaps) {
    return new MapRow(
        cloud, snapshot, star, axis, mass, 1000.0, List.of(0.25, 0.25, 0.25), List.of(overlaps));
  }

  /** The three views of one star; its mass grows with its number and with the snapshot's. */
  public static List<MapRow> views(String cloud, long snapshot, long star, Long... overlaps) {
    double mass = 0.02 * star + 0.001 * snapshot;
    return Arrays.stream(LineOfSight.values())
        .map(axis -> row(cloud, snapshot, star, axis, mass, overlaps))
        .toList();
  }

  /** Rows of several stars behind each other. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the lists are only read
  public static List<MapRow> together(List<MapRow>... stars) {
    return Stream.of(stars).flatMap(List::stream).toList();
  }

  /** A map of positive column densities, a function of the row's id alone. */
  public static GasMap map(MapRow row, int size) {
    int pixels = size * size;
    float[][] values = new float[3][pixels];
    for (int channel = 0; channel < 3; channel++) {
      RandomStream random = RandomStream.of(row.id().hashCode(), "samples.map", channel);
      for (int p = 0; p < pixels; p++) {
        values[channel][p] = 0.01f + random.nextFloat();
      }
    }
    return new GasMap(size, values[0], values[1], values[2]);
  }

  /** Writes a map file. */
  public static Path maps(Path file, int size, List<MapRow> rows) {
    return maps(file, rows, rows.stream().map(row -> map(row, size)).toList());
  }

  /** Writes a map file with maps of the caller's. */
  public static Path maps(Path file, List<MapRow> rows, List<GasMap> maps) {
    double pixelPc = 0.5 / maps.getFirst().size();
    MapFileWriter.write(file, rows, maps, pixelPc, PROVENANCE);
    return file;
  }

  /** A catalogue without map files, and its normalisation beside it. Every row is its own group. */
  public static Catalogue catalogue(Path file, double[] masses, IntPredicate isTest) {
    List<CatalogueRow> rows = new ArrayList<>();
    for (int i = 0; i < masses.length; i++) {
      MapRow row = row("C1", 1, i, LineOfSight.X, masses[i]);
      rows.add(
          new CatalogueRow(
              row.id(),
              "maps.fits",
              i,
              1,
              i,
              LineOfSight.X,
              masses[i],
              0,
              isTest.test(i) ? Split.TEST : Split.TRAIN,
              i % 5,
              "C1",
              "C1-%04d".formatted(i)));
    }
    Catalogue catalogue = new Catalogue(file, rows);
    catalogue.write();
    normalisation().writeBeside(catalogue);
    return catalogue;
  }

  /** A normalisation of plain ranges. */
  public static Normalisation normalisation() {
    return new Normalisation(
        SplitBy.STAR,
        1,
        Arrays.stream(Channel.values())
            .map(c -> new ChannelRange(c, c.unit(), c == Channel.COLUMN_DENSITY, 0, 1))
            .toList(),
        new MassRange(-1, 1, 0, 1),
        PROVENANCE);
  }

  /** Writes an embedding file that belongs to a catalogue. */
  public static Path embeddings(Path file, Catalogue catalogue, float[] values) {
    int rows = catalogue.rows().size();
    SafetensorsWriter.write(
        file,
        Map.of("catalogue_sha256", Checksum.sha256(catalogue.path())),
        List.of(Tensor.of("class_token", values, rows, values.length / rows)));
    return file;
  }

  /** Standard normal numbers. */
  public static double[] normal(long seed, int count) {
    RandomStream random = RandomStream.of(seed, "samples.normal");
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  public static float[] floats(double[] values) {
    float[] converted = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = (float) values[i];
    }
    return converted;
  }
}
