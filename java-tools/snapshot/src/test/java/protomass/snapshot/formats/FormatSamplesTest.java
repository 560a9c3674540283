package protomass.snapshot.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.ProjectedMap;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;

/** Every format is read as the independent script that wrote its sample says. */
class FormatSamplesTest {
  /** Sums over some thousand cells in another order. */
  private static final double ROUNDING = 1e-12;

  /**
   * Readers take the places of cells from levels and counts, samples from the same ones; a map adds
   * up some hundred cells per pixel.
   */
  private static final double MAP_ROUNDING = 1e-10;

  /** The script integrates kernels by another rule, to four digits. */
  private static final double KERNEL_ROUNDING = 1e-4;

  static Stream<Sample> samples() {
    return Stream.of(
            "athena/cloud.out2.00012.athdf",
            "athena/box.cons.00003.athdf",
            "flash/cloud_hdf5_plt_cnt_0021",
            "flash/cloud_hdf5_chk_0007",
            "cube/cube.h5",
            "fits/cube_0042.fits",
            "gizmo/snapshot_150.hdf5",
            "arepo/snapdir_008")
        .map(Sample::new);
  }

  private static final class Census implements CellConsumer {
    private long cells;
    private double mass;
    private long passedOver;

    @Override
    public void accept(CellBlock block) {
      cells += block.size();
      for (int i = 0; i < block.size(); i++) {
        double volume = block.halfSide(0)[i] * block.halfSide(1)[i] * block.halfSide(2)[i];
        mass += 8 * volume * block.density()[i];
      }
    }

    @Override
    public void passOver(long some) {
      passedOver += some;
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void headerAndBox(Sample sample) {
    JsonNode expected = sample.expected();
    try (Snapshot snapshot = SnapshotFormats.open(sample.path())) {
      SnapshotHeader header = snapshot.header();
      assertEquals(expected.get("code").asText(), header.code());
      assertEquals(expected.get("simulation").asText(), header.simulation());
      assertEquals(expected.get("snapshot").asLong(), header.snapshot());
      assertClose(expected.get("time_yr").asDouble(), header.timeYr(), ROUNDING);
      if (expected.has("finest_cm")) {
        assertClose(expected.get("finest_cm").asDouble(), header.cellCm(), ROUNDING);
      }
      assertVector(expected.get("box_lower_cm"), snapshot.space().box().lower());
      assertVector(expected.get("box_upper_cm"), snapshot.space().box().upper());
      assertEquals(expected.get("periodic").asBoolean(), snapshot.space().periodic());
      assertEquals(expected.get("magnetic").asBoolean(), snapshot.isMagnetic());
      assertTrue(snapshot.files().getFirst().startsWith(sample.path()));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void stars(Sample sample) {
    JsonNode expected = sample.expected().get("stars");
    try (Snapshot snapshot = SnapshotFormats.open(sample.path())) {
      assertEquals(expected.size(), snapshot.stars().size());
      for (int i = 0; i < expected.size(); i++) {
        Star star = snapshot.stars().get(i);
        assertEquals(expected.get(i).get("id").asLong(), star.id());
        assertClose(expected.get(i).get("mass_msun").asDouble(), star.massMsun(), ROUNDING);
        assertClose(expected.get(i).get("age_yr").asDouble(), star.ageYr(), ROUNDING);
        assertVector(expected.get(i).get("position_cm"), star.positionCm());
        assertVector(expected.get(i).get("velocity_cm_s"), star.velocityCmS());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void cellsAndMassOfTheWholeBox(Sample sample) {
    JsonNode expected = sample.expected();
    for (int threads : new int[] {1, 3}) {
      try (Snapshot snapshot = SnapshotFormats.open(sample.path())) {
        Census census = new Census();
        snapshot.cells(List.of(snapshot.space().box()), threads, census);
        assertEquals(expected.get("cells").asLong(), census.cells);
        assertEquals(expected.get("cells").asLong(), snapshot.cellEstimate());
        assertEquals(0, census.passedOver);
        assertClose(expected.get("mass_g").asDouble(), census.mass, ROUNDING);
        if (expected.has("gas_mass_g")) {
          assertClose(expected.get("gas_mass_g").asDouble(), census.mass, ROUNDING);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void mapsOfARegion(Sample sample) {
    JsonNode expected = sample.expected();
    Box region =
        new Box(
            Sample.vector(expected.get("region_lower_cm")),
            Sample.vector(expected.get("region_upper_cm")));
    int pixels = expected.get("pixels").asInt();
    try (Snapshot snapshot = SnapshotFormats.open(sample.path())) {
      double tolerance = snapshot.tilesSpace() ? MAP_ROUNDING : KERNEL_ROUNDING;
      List<View> views =
          List.of(
              View.of(region, ImageAxes.X, pixels, pixels),
              View.of(region, ImageAxes.Z, pixels, pixels));
      try (Projector projector = new Projector(snapshot.space(), views, 1)) {
        Census census = new Census();
        snapshot.cells(
            List.of(region),
            2,
            new CellConsumer() {
              @Override
              public void accept(CellBlock block) {
                census.accept(block);
                projector.accept(block);
              }

              @Override
              public void passOver(long cells) {
                census.passOver(cells);
              }
            });
        assertTrue(census.cells < expected.get("cells").asLong(), census.cells + " cells");
        compare(expected.get("along_x"), projector.map(0), snapshot.isMagnetic(), tolerance);
        compare(expected.get("along_z"), projector.map(1), snapshot.isMagnetic(), tolerance);
        if (snapshot.tilesSpace()) {
          assertEquals(1, projector.map(0).coverage(), ROUNDING);
        }
      }
    }
  }

  private static void compare(
      JsonNode expected, ProjectedMap map, boolean magnetic, double tolerance) {
    double[] columns = Sample.numbers(expected.get("column"));
    double[] velocities = Sample.numbers(expected.get("velocity"));
    double[] fields = Sample.numbers(expected.get("field"));
    double fastest = 0;
    for (double velocity : velocities) {
      fastest = Math.max(fastest, Math.abs(velocity));
    }
    for (int pixel = 0; pixel < columns.length; pixel++) {
      assertClose(columns[pixel], map.columnDensity(pixel), tolerance);
      // Means of either sign cancel.
      assertEquals(velocities[pixel], map.velocity(pixel), tolerance * fastest);
      if (magnetic) {
        assertClose(fields[pixel], map.field(pixel), tolerance);
      }
    }
  }

  private static void assertVector(JsonNode expected, Vector3 found) {
    Vector3 wanted = Sample.vector(expected);
    double scale = Math.max(wanted.length(), 1);
    for (int axis = 0; axis < 3; axis++) {
      assertEquals(wanted.get(axis), found.get(axis), ROUNDING * scale);
    }
  }

  private static void assertClose(double expected, double found, double share) {
    assertEquals(expected, found, share * Math.abs(expected));
  }
}
