package protomass.snapshot.projection;

import io.jhdf.api.Dataset;
import java.util.List;
import protomass.core.maps.LineOfSight;

/** Reads the dataset {@code maps} (record, line of sight, quantity, 64, 64) of a maps file. */
final class ReferenceMaps {
  private ReferenceMaps() {}

  /** Column density, velocity and dispersion, each [first image axis][second]. */
  static float[][][] of(Dataset maps, long row, LineOfSight axis) {
    long[] offset = {row, index(axis), 0, 0, 0};
    Object values = maps.getData(offset, new int[] {1, 1, 3, 64, 64});
    return ((float[][][][][]) values)[0][0];
  }

  /** The place of an axis in the dataset: x, y, z. */
  static int index(LineOfSight axis) {
    return List.of(LineOfSight.X, LineOfSight.Y, LineOfSight.Z).indexOf(axis);
  }
}
