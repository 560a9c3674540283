package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.GasRegion;
import protomass.testing.SharedFolder;

/**
 * Maps of simulated regions against the maps that stand beside them: made by the simulation's own
 * tools from the full-precision gas, and by yt 4.1.4. The regions keep 15 mantissa bits, the maps
 * keep 15, yt's keep all of single precision.
 */
class ReferenceMapsTest {
  private static final int SIZE = 64;
  private static final GridProjection PROJECTION = new GridProjection(SIZE);

  @ParameterizedTest
  @ValueSource(strings = {"H1", "M2"})
  void equalsTheMapsOfTheSimulation(String run) {
    ReferenceBounds bounds = new ReferenceBounds(15, 15);
    try (HdfFile cubes = new HdfFile(SharedFolder.data("ramses/cubes_" + run + ".h5"));
        HdfFile maps = new HdfFile(SharedFolder.data("ramses/maps_" + run + ".h5"))) {
      Dataset dataset = maps.getDatasetByPath("maps");
      int compared = 0;
      for (Node star : cubes) {
        long row = ((Number) star.getAttribute("record_in_maps").getData()).longValue();
        GasRegion region = region((Group) star);
        for (LineOfSight axis : LineOfSight.values()) {
          float[][][] reference = ReferenceMaps.of(dataset, row, axis);
          bounds.assertAgree(star.getName() + axis, reference, PROJECTION.along(axis, region));
          compared++;
        }
      }
      assertEquals(54, compared);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H1", "M2"})
  void equalsTheMapsOfYt(String run) {
    ReferenceBounds bounds = new ReferenceBounds(15, 23);
    try (HdfFile cubes = new HdfFile(SharedFolder.data("ramses/cubes_" + run + ".h5"));
        HdfFile maps = new HdfFile(SharedFolder.data("ramses/ytref_" + run + ".h5"))) {
      for (Node star : cubes) {
        GasRegion region = region((Group) star);
        Dataset exact = maps.getDatasetByPath(star.getName() + "/exact");
        float[][][][] reference = (float[][][][]) exact.getData();
        for (LineOfSight axis : LineOfSight.values()) {
          bounds.assertAgree(
              star.getName() + axis,
              reference[ReferenceMaps.index(axis)],
              PROJECTION.along(axis, region));
        }
      }
    }
  }

  /** The bounds are tight enough to tell the axes and the image axes apart. */
  @ParameterizedTest
  @ValueSource(strings = {"H1", "M2"})
  void tellsAnotherAxisAndATransposedMap(String run) {
    ReferenceBounds bounds = new ReferenceBounds(15, 15);
    try (HdfFile cubes = new HdfFile(SharedFolder.data("ramses/cubes_" + run + ".h5"));
        HdfFile maps = new HdfFile(SharedFolder.data("ramses/maps_" + run + ".h5"))) {
      Group star = (Group) cubes.iterator().next();
      long row = ((Number) star.getAttribute("record_in_maps").getData()).longValue();
      float[][][] reference = ReferenceMaps.of(maps.getDatasetByPath("maps"), row, LineOfSight.X);
      GasRegion region = region(star);
      assertThrows(
          AssertionFailedError.class,
          () -> bounds.assertAgree("y", reference, PROJECTION.along(LineOfSight.Y, region)));
      float[][][] transposed = {
        transposed(reference[0]), transposed(reference[1]), transposed(reference[2])
      };
      assertThrows(
          AssertionFailedError.class,
          () -> bounds.assertAgree("t", transposed, PROJECTION.along(LineOfSight.X, region)));
    }
  }

  private static float[][] transposed(float[][] map) {
    float[][] other = new float[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        other[j][i] = map[i][j];
      }
    }
    return other;
  }

  private static GasRegion region(Group star) {
    return new GasRegion(
        SIZE,
        (double) star.getAttribute("cell_cm").getData(),
        values(star, "density"),
        List.of(
            values(star, "velocity_x"), values(star, "velocity_y"), values(star, "velocity_z")));
  }

  private static float[] values(Group star, String name) {
    return (float[]) ((Dataset) star.getChild(name)).getDataFlat();
  }
}
