package protomass.snapshot.ramses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.units.Cgs;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.CompensatedSum;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.ProjectedMap;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;
import protomass.testing.SharedFolder;

/**
 * A raw output against what yt 4.1.4 makes of the same files. yt's maps are stored in single
 * precision, and are sums in an order of their own.
 */
class RawOutputTest {
  /** Rounding to single precision is at most 2^-24 of a value; velocities here are below 4 km/s. */
  private static final double COLUMN_DENSITY = 1e-7;

  private static final double VELOCITY_KM_S = 4e-7;

  /** The reference was written with this solar mass [g]. */
  private static final double REFERENCE_SOLAR_MASS = 1.9891e33;

  private static final List<ImageAxes> AXES = List.of(ImageAxes.X, ImageAxes.Y, ImageAxes.Z);

  /** Sums over all cells. */
  private static final class Census {
    private final Map<Integer, Long> cells = new TreeMap<>();
    private final CompensatedSum mass = new CompensatedSum();
    private final CompensatedSum volume = new CompensatedSum();
    private double densest;
    private final double[] field = new double[3];

    void add(CellBlock block, double boxCm) {
      for (int i = 0; i < block.size(); i++) {
        double side = 2 * block.halfSide(0)[i];
        int level = Math.getExponent(1.5 * boxCm / side);
        cells.merge(level, 1L, Long::sum);
        mass.add(block.density()[i] * side * side * side);
        volume.add(side * side * side);
        densest = Math.max(densest, block.density()[i]);
        for (int axis = 0; axis < 3; axis++) {
          field[axis] += block.field(axis)[i] * side * side * side;
        }
      }
    }
  }

  private static Snapshot open() {
    return SnapshotFormats.open(RawOutput.folder());
  }

  private static HdfFile reference() {
    return new HdfFile(SharedFolder.data("ramses/raw_ytref_00010.h5"));
  }

  private static double number(Node node, String attribute) {
    return ((Number) node.getAttribute(attribute).getData()).doubleValue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void holdsTheCellsThatYtFinds(int threads) {
    try (Snapshot snapshot = open();
        HdfFile reference = reference()) {
      Census census = new Census();
      double boxCm = snapshot.space().box().sides().x();
      snapshot.cells(List.of(snapshot.space().box()), threads, block -> census.add(block, boxCm));
      assertEquals(List.of(5, 6, 7, 8), List.copyOf(census.cells.keySet()));
      census.cells.forEach(
          (level, count) ->
              assertEquals(number(reference, "n_leaf_level_" + level), (double) count));
      assertEquals(1, census.volume.value() / Math.pow(boxCm, 3), 1e-12);
      double gas = number(reference, "gas_mass_msun_yt");
      assertEquals(gas, census.mass.value() / REFERENCE_SOLAR_MASS, 1e-9 * gas);
      double densest = number(reference, "rho_max_gcc_yt");
      assertEquals(densest, census.densest, 1e-12 * densest);
      double fieldX = number(reference, "mean_Bx_G_volume_weighted_yt");
      double fieldZ = number(reference, "mean_Bz_G_volume_weighted_yt");
      // The mean along x is the small rest of contributions of either sign.
      assertEquals(fieldX, census.field[0] / census.volume.value(), 1e-9 * fieldZ);
      assertEquals(fieldZ, census.field[2] / census.volume.value(), 1e-9 * fieldZ);
    }
  }

  @Test
  void holdsTheStarsOfItsTable() {
    try (Snapshot snapshot = open();
        HdfFile reference = reference()) {
      long[] ids = (long[]) reference.getDatasetByPath("sinks/id").getData();
      double[] masses = (double[]) reference.getDatasetByPath("sinks/mass_msun").getData();
      double[] ages = (double[]) reference.getDatasetByPath("sinks/age_yr").getData();
      double[][] places = (double[][]) reference.getDatasetByPath("sinks/pos_pc").getData();
      double[][] velocities = (double[][]) reference.getDatasetByPath("sinks/vel_kms").getData();
      assertEquals(ids.length, snapshot.stars().size());
      for (int i = 0; i < ids.length; i++) {
        Star star = snapshot.stars().get(i);
        assertEquals(ids[i], star.id());
        double mass = star.massMsun() * Cgs.SOLAR_MASS_G / REFERENCE_SOLAR_MASS;
        assertEquals(masses[i], mass, 1e-9 * masses[i]);
        assertEquals(ages[i], star.ageYr(), 1e-4 * ages[i]);
        for (int axis = 0; axis < 3; axis++) {
          assertEquals(places[i][axis], star.positionCm().get(axis) / Cgs.PARSEC_CM, 1e-5 * 4);
          assertEquals(velocities[i][axis], star.velocityCmS().get(axis) / 1e5, 1e-9);
        }
      }
    }
  }

  @Test
  void mapsOfTheWholeBoxEqualThoseOfYt() {
    try (Snapshot snapshot = open();
        HdfFile reference = reference()) {
      Box box = snapshot.space().box();
      List<View> views = AXES.stream().map(axes -> View.of(box, axes, 256, 256)).toList();
      compare("box", snapshot, views, maps(reference.getDatasetByPath("full_box").getData()));
    }
  }

  @Test
  void mapsAroundStarsEqualThoseOfYt() {
    try (Snapshot snapshot = open();
        HdfFile reference = reference()) {
      int compared = 0;
      for (Node star : (Group) reference.getChild("sink_maps")) {
        long[] corner = (long[]) star.getAttribute("corner_cell").getData();
        double cell = snapshot.header().cellCm();
        Vector3 lower = new Vector3(corner[0] * cell, corner[1] * cell, corner[2] * cell);
        Box region = new Box(lower, lower.plus(new Vector3(32 * cell, 32 * cell, 32 * cell)));
        List<View> views = AXES.stream().map(axes -> View.of(region, axes, 32, 32)).toList();
        compare(
            star.getName(),
            snapshot,
            views,
            maps(reference.getDatasetByPath("sink_maps/" + star.getName()).getData()));
        compared++;
      }
      assertEquals(5, compared);
    }
  }

  private static double[][][][] maps(Object data) {
    if (data instanceof double[][][][] doubles) {
      return doubles;
    }
    float[][][][] floats = (float[][][][]) data;
    double[][][][] wide = new double[floats.length][][][];
    for (int axis = 0; axis < floats.length; axis++) {
      wide[axis] = new double[floats[axis].length][][];
      for (int quantity = 0; quantity < floats[axis].length; quantity++) {
        List<double[]> rows = new ArrayList<>();
        for (float[] row : floats[axis][quantity]) {
          double[] values = new double[row.length];
          for (int i = 0; i < row.length; i++) {
            values[i] = row[i];
          }
          rows.add(values);
        }
        wide[axis][quantity] = rows.toArray(double[][]::new);
      }
    }
    return wide;
  }

  /**
   * @param reference [axis][quantity][first image axis][second image axis]
   */
  private static void compare(
      String name, Snapshot snapshot, List<View> views, double[][][][] reference) {
    try (Projector projector = new Projector(snapshot.space(), views, 2)) {
      snapshot.cells(views.stream().map(View::bounds).toList(), 2, projector);
      double[] worst = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        ProjectedMap map = projector.map(axis);
        assertEquals(1, map.coverage(), 1e-12);
        int size = views.get(axis).columns();
        for (int pixel = 0; pixel < size * size; pixel++) {
          int first = pixel % size;
          int second = pixel / size;
          double column = reference[axis][0][first][second];
          double velocity = reference[axis][1][first][second];
          double dispersion = reference[axis][2][first][second];
          worst[0] = Math.max(worst[0], Math.abs(map.columnDensity(pixel) / column - 1));
          worst[1] = Math.max(worst[1], Math.abs(map.velocity(pixel) / 1e5 - velocity));
          worst[2] = Math.max(worst[2], Math.abs(map.dispersion(pixel) / 1e5 - dispersion));
        }
      }
      assertTrue(worst[0] <= COLUMN_DENSITY, name + ": column density off by " + worst[0]);
      assertTrue(worst[1] <= VELOCITY_KM_S, name + ": velocity off by " + worst[1]);
      assertTrue(worst[2] <= VELOCITY_KM_S, name + ": dispersion off by " + worst[2]);
    }
  }
}
