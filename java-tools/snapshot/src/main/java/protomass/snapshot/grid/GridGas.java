package protomass.snapshot.grid;

import java.util.List;
import java.util.Optional;

/**
 * The gas in a box of cells, in cgs. The arrays are in the order of the file.
 *
 * @param density [g/cm^3]
 * @param velocity along x, y, z [cm/s]
 * @param field along x, y, z [gauss], when there is one
 */
public record GridGas(double[] density, List<double[]> velocity, Optional<List<double[]>> field) {
  public GridGas {
    velocity = List.copyOf(velocity);
    field = field.map(List::copyOf);
  }

  /** Multiplies all values. */
  public static double[] scaled(double[] values, double factor) {
    if (factor != 1) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
    }
    return values;
  }
}
