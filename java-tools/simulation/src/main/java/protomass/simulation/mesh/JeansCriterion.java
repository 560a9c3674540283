package protomass.simulation.mesh;

/**
 * Refines an octant where the Jeans length is shorter than some cells (Truelove et al. 1997): where
 * the density in it or in two cells around exceeds pi a²/(G (N dx)²). It stays refined above 0.7 of
 * that.
 */
public final class JeansCriterion implements RefinementCriterion {
  private static final double KEEP = 0.7;
  private static final int MARGIN = 2;
  private static final int ROW = Block.SIDE + 2 * MARGIN;
  private static final int PLANE = ROW * ROW;

  private final double[] thresholds;

  /**
   * @param soundSpeed code units
   * @param gravitationalConstant code units
   * @param cellsPerJeansLength at least, on levels that can be refined
   */
  public JeansCriterion(
      Mesh mesh, double soundSpeed, double gravitationalConstant, double cellsPerJeansLength) {
    thresholds = new double[mesh.maximumLevel() + 1];
    for (int level = 0; level < thresholds.length; level++) {
      double length = cellsPerJeansLength * mesh.cellSize(level);
      thresholds[level] =
          Math.PI * soundSpeed * soundSpeed / (gravitationalConstant * length * length);
    }
  }

  @Override
  public int wantedOctants(Block block) {
    double[] density = surroundings(block);
    int wanted = 0;
    for (int octant = 0; octant < 8; octant++) {
      double threshold = thresholds[block.level] * (block.children[octant] == null ? 1 : KEEP);
      if (greatest(density, octant) > threshold) {
        wanted |= 1 << octant;
      }
    }
    return wanted;
  }

  private static double greatest(double[] density, int octant) {
    int side = Block.HALF + 2 * MARGIN;
    int start =
        (octant & 1) * Block.HALF
            + ((octant >> 1) & 1) * Block.HALF * ROW
            + (octant >> 2) * Block.HALF * PLANE;
    double greatest = 0;
    for (int k = 0; k < side; k++) {
      for (int j = 0; j < side; j++) {
        for (int i = 0; i < side; i++) {
          greatest = Math.max(greatest, density[start + i + j * ROW + k * PLANE]);
        }
      }
    }
    return greatest;
  }

  /** The density of a block and two cells around; zero where the level has no cells. */
  private static double[] surroundings(Block block) {
    double[] density = new double[ROW * PLANE];
    for (int dz = -1; dz <= 1; dz++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          Block source = block.neighbours[Block.direction(dx, dy, dz)];
          if (source != null) {
            copy(source.state, density, dx, dy, dz);
          }
        }
      }
    }
    return density;
  }

  private static int from(int offset) {
    return offset < 0 ? Block.SIDE - MARGIN : 0;
  }

  private static int to(int offset) {
    return offset > 0 ? MARGIN : Block.SIDE;
  }

  private static void copy(double[] source, double[] density, int dx, int dy, int dz) {
    for (int k = from(dz); k < to(dz); k++) {
      for (int j = from(dy); j < to(dy); j++) {
        int target =
            from(dx)
                + dx * Block.SIDE
                + MARGIN
                + ROW * (j + dy * Block.SIDE + MARGIN)
                + PLANE * (k + dz * Block.SIDE + MARGIN);
        System.arraycopy(
            source, Block.cell(State.DENSITY, from(dx), j, k), density, target, to(dx) - from(dx));
      }
    }
  }
}
