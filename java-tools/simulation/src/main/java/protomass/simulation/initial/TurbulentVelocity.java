package protomass.simulation.initial;

import org.jtransforms.fft.DoubleFFT_3D;

/**
 * A random velocity field of a power spectrum: amplitudes belong to wave vectors and follow from
 * the seed by a counter, so the field is the same at any resolution and on any machine.
 *
 * @param seed of the field
 * @param largestWaveNumber of waves per box, greatest length of a wave vector
 * @param slope p of the power of a mode, |v_k|² ~ k^-p
 * @param solenoidal weight of the divergence-free part, 0 (compressive) to 1; 0.5 leaves the
 *     natural mixture
 */
public record TurbulentVelocity(long seed, int largestWaveNumber, double slope, double solenoidal) {
  private static final int OFFSET = 512;

  /** A mode's complex amplitudes of x, y, z: real, imaginary in turn. */
  double[] amplitude(int kx, int ky, int kz) {
    double[] draws = gaussians(kx, ky, kz);
    double k2 = (double) kx * kx + (double) ky * ky + (double) kz * kz;
    double scale = StrictMath.pow(StrictMath.sqrt(k2), -slope / 2);
    double[] wave = {kx, ky, kz};
    double[] amplitude = new double[6];
    for (int part = 0; part < 2; part++) {
      double along = 0;
      for (int axis = 0; axis < 3; axis++) {
        along += wave[axis] * draws[2 * axis + part];
      }
      for (int axis = 0; axis < 3; axis++) {
        double compressive = wave[axis] * along / k2;
        double rest = draws[2 * axis + part] - compressive;
        amplitude[2 * axis + part] = scale * (solenoidal * rest + (1 - solenoidal) * compressive);
      }
    }
    return amplitude;
  }

  /** Six normal numbers of a wave vector. */
  private double[] gaussians(int kx, int ky, int kz) {
    long mode = kx + OFFSET + ((long) (ky + OFFSET) << 10) + ((long) (kz + OFFSET) << 20);
    double[] draws = new double[6];
    for (int pair = 0; pair < 3; pair++) {
      double first = uniform(mode, 2 * pair);
      double second = uniform(mode, 2 * pair + 1);
      double length = StrictMath.sqrt(-2 * StrictMath.log(first));
      draws[2 * pair] = length * StrictMath.cos(2 * Math.PI * second);
      draws[2 * pair + 1] = length * StrictMath.sin(2 * Math.PI * second);
    }
    return draws;
  }

  private double uniform(long mode, int number) {
    long bits = mix(mix(seed) + 8 * mode + number + 1);
    return (bits >>> 11) * 0x1p-53 + 0x1p-54;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after its golden ratio. */
  private static long mix(long x) {
    long mixed = x * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 30;
    mixed *= 0xBF58476D1CE4E5B9L;
    mixed ^= mixed >>> 27;
    mixed *= 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /**
   * The field at the centres of a cubic grid's cells.
   *
   * @param side cells along a side
   * @param rms of the velocity's length over all cells
   * @return x, y and z components, each [z][y][x]
   */
  public double[][] onGrid(int side, double rms) {
    double[][] modes = new double[3][2 * side * side * side];
    for (int kz = 0; kz <= largestWaveNumber; kz++) {
      for (int ky = -largestWaveNumber; ky <= largestWaveNumber; ky++) {
        for (int kx = -largestWaveNumber; kx <= largestWaveNumber; kx++) {
          if (isCounted(kx, ky, kz)) {
            add(modes, side, kx, ky, kz);
          }
        }
      }
    }
    DoubleFFT_3D transform = new DoubleFFT_3D(side, side, side);
    double[][] velocity = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      transform.complexInverse(modes[axis], false);
      velocity[axis] = realParts(modes[axis]);
      modes[axis] = null;
    }
    scale(velocity, rms);
    return velocity;
  }

  /** One of each pair of opposite wave vectors within the sphere. */
  private boolean isCounted(int kx, int ky, int kz) {
    boolean isInHalfSpace = kz > 0 || (kz == 0 && (ky > 0 || (ky == 0 && kx > 0)));
    int k2 = kx * kx + ky * ky + kz * kz;
    return isInHalfSpace && k2 <= largestWaveNumber * largestWaveNumber;
  }

  /** Adds a mode where the transform has it, its phase that of the first cell's centre. */
  private void add(double[][] modes, int side, int kx, int ky, int kz) {
    double phase = Math.PI * (kx + ky + kz) / side;
    double cosine = StrictMath.cos(phase);
    double sine = StrictMath.sin(phase);
    int x = Math.floorMod(kx, side);
    int y = Math.floorMod(ky, side);
    int z = Math.floorMod(kz, side);
    int at = 2 * (x + side * (y + side * z));
    double[] amplitude = amplitude(kx, ky, kz);
    for (int axis = 0; axis < 3; axis++) {
      double real = amplitude[2 * axis];
      double imaginary = amplitude[2 * axis + 1];
      modes[axis][at] += real * cosine - imaginary * sine;
      modes[axis][at + 1] += real * sine + imaginary * cosine;
    }
  }

  private static double[] realParts(double[] complex) {
    double[] real = new double[complex.length / 2];
    for (int i = 0; i < real.length; i++) {
      real[i] = complex[2 * i];
    }
    return real;
  }

  private static void scale(double[][] velocity, double rms) {
    double sum = 0;
    int cells = velocity[0].length;
    for (int i = 0; i < cells; i++) {
      for (double[] component : velocity) {
        sum += component[i] * component[i];
      }
    }
    double factor = rms / StrictMath.sqrt(sum / cells);
    for (double[] component : velocity) {
      for (int i = 0; i < cells; i++) {
        component[i] *= factor;
      }
    }
  }
}
