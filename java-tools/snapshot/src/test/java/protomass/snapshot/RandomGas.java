package protomass.snapshot;

import java.util.List;
import protomass.core.random.RandomStream;

/** Gas for tests. */
public final class RandomGas {
  private RandomGas() {}

  /** A field of one value per cell, by position. */
  @FunctionalInterface
  public interface Field {
    double at(double x, double y, double z);
  }

  /**
   * A cube of gas from fields of the position; coordinates run over cell centres from -0.5 to 0.5
   * of the side.
   */
  public static GasRegion of(
      int size, double cellCm, Field density, Field velocityX, Field velocityY, Field velocityZ) {
    return new GasRegion(
        size,
        cellCm,
        sampled(size, density),
        List.of(sampled(size, velocityX), sampled(size, velocityY), sampled(size, velocityZ)));
  }

  /** Densities in [1e-22, 1.01e-20) g/cm^3 and velocities in [-1e5, 1e5) cm/s without structure. */
  public static GasRegion noise(int size, long seed) {
    RandomStream density = RandomStream.of(seed, "density");
    RandomStream velocity = RandomStream.of(seed, "velocity");
    Field component = (x, y, z) -> 2e5 * velocity.nextDouble() - 1e5;
    return of(
        size,
        2e16,
        (x, y, z) -> 1e-22 + 1e-20 * density.nextDouble(),
        component,
        component,
        component);
  }

  private static float[] sampled(int size, Field field) {
    float[] values = new float[size * size * size];
    int cell = 0;
    for (int x = 0; x < size; x++) {
      for (int y = 0; y < size; y++) {
        for (int z = 0; z < size; z++) {
          values[cell++] = (float) field.at(centre(x, size), centre(y, size), centre(z, size));
        }
      }
    }
    return values;
  }

  private static double centre(int cell, int size) {
    return (cell + 0.5) / size - 0.5;
  }
}
