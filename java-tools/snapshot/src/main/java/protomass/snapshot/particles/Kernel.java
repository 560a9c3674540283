package protomass.snapshot.particles;

/**
 * How a particle's mass is spread around it: over 4 x 4 x 4 cells that are half its radius wide,
 * each of which holds the mass that the kernel has there. The masses of the cells add up to the
 * particle's; what is not resolved is the kernel's shape within half of its radius.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes the shares
enum Kernel {
  /**
   * The cubic spline of Monaghan and Lattanzio (1985) as GADGET and GIZMO use it: zero from the
   * smoothing length on (Springel 2005, equation 4).
   */
  SPLINE {
    // By Gauss's rule of two points in every step.
    @Override
    double mass(double x, double y, double z) {
      double sum = 0;
      for (int i = 0; i < NODES; i++) {
        for (int j = 0; j < NODES; j++) {
          for (int k = 0; k < NODES; k++) {
            double atX = x + node(i);
            double atY = y + node(j);
            double atZ = z + node(k);
            sum += spline(Math.sqrt(atX * atX + atY * atY + atZ * atZ));
          }
        }
      }
      return sum * Math.pow(HALF / NODES, 3);
    }
  },
  /** A ball of one density, which stands for a Voronoi cell of the same volume. */
  BALL {
    // Exact along z, summed over x and y.
    @Override
    double mass(double x, double y, double z) {
      double step = HALF / COLUMNS;
      double sum = 0;
      for (int i = 0; i < COLUMNS; i++) {
        for (int j = 0; j < COLUMNS; j++) {
          double atX = x + (i + 0.5) * step;
          double atY = y + (j + 0.5) * step;
          double surface = Math.sqrt(Math.max(0, 1 - atX * atX - atY * atY));
          sum += Math.clamp(surface - z, 0, HALF);
        }
      }
      return sum * step * step;
    }
  };

  /** Cells along a side. */
  static final int SIDE = 4;

  /** Cells of a particle. */
  static final int CELLS = SIDE * SIDE * SIDE;

  private static final double HALF = 0.5;
  private static final int NODES = 48;
  private static final int COLUMNS = 400;

  private final double[] share;

  Kernel() {
    this.share = shares();
  }

  /** Share of the mass in a cell, by its number along x, y and z from 0 to 3. */
  double share(int x, int y, int z) {
    return share[(x * SIDE + y) * SIDE + z];
  }

  /** Mass between a corner in the positive octant and the one that is half a radius further. */
  abstract double mass(double x, double y, double z);

  /** The spline at a distance in smoothing lengths, of any scale. */
  private static double spline(double r) {
    double rest = 1 - r;
    return r <= 0.5 ? 1 - 6 * r * r * rest : Math.max(0, 2 * rest * rest * rest);
  }

  private static double node(int number) {
    int step = number / 2;
    double inStep = (number % 2 == 0 ? -1 : 1) / Math.sqrt(12);
    return (step + 0.5 + inStep) * 2 * HALF / NODES;
  }

  private double[] shares() {
    // Cells that mirror or turn into each other have the same mass: four kinds of cells.
    double[] kinds = {mass(0, 0, 0), mass(0, 0, HALF), mass(0, HALF, HALF), mass(HALF, HALF, HALF)};
    double all = 8 * (kinds[0] + 3 * kinds[1] + 3 * kinds[2] + kinds[3]);
    double[] shares = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      int kind = outer(cell / (SIDE * SIDE)) + outer(cell / SIDE % SIDE) + outer(cell % SIDE);
      shares[cell] = kinds[kind] / all;
    }
    return shares;
  }

  /** 1 for a cell at the edge, 0 for one beside the centre. */
  private static int outer(int place) {
    return place == 0 || place == SIDE - 1 ? 1 : 0;
  }
}
