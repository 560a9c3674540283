package protomass.simulation.gravity;

import static protomass.simulation.mesh.Block.HALF;
import static protomass.simulation.mesh.Block.SIDE;

import protomass.simulation.mesh.Block;
import protomass.simulation.mesh.Mesh;
import protomass.simulation.mesh.Potential;
import protomass.simulation.mesh.Side;
import protomass.simulation.mesh.Workers;

/**
 * Ghosts of the potential. Beside a coarser level they follow from a quadratic interpolation of the
 * coarse values to the fine column (with the mixed derivative), then one along the normal through
 * the coarse value and two fine ones.
 */
final class PotentialGhosts {
  private static final int[] STEPS = {1, Potential.ROW, Potential.PLANE};

  private PotentialGhosts() {}

  /**
   * Fills the ghosts on the faces of a level, and on its edges where finer blocks look at them. The
   * coarser level's must be right.
   */
  static void fill(Mesh mesh, int level, Workers workers) {
    boolean edgesToo = level < mesh.finestLevel();
    workers.forAll(mesh.level(level), block -> fill(block, edgesToo));
  }

  /** Fills the ghosts on faces and edges of a level. */
  static void fillAll(Mesh mesh, int level, Workers workers) {
    workers.forAll(mesh.level(level), block -> fill(block, true));
  }

  private static void fill(Block block, boolean edgesToo) {
    for (int side = 0; side < Side.COUNT; side++) {
      Block neighbour = block.neighbours[Side.direction(side)];
      if (neighbour != null) {
        copy(block.potential, neighbour.potential, side);
      } else {
        interpolate(block, side);
      }
    }
    if (edgesToo) {
      fillEdges(block);
    }
  }

  private static void copy(double[] to, double[] from, int side) {
    int axis = Side.axis(side);
    int first = STEPS[Side.firstTransverse(axis)];
    int second = STEPS[Side.secondTransverse(axis)];
    int target = ghostOrigin(side);
    int source = Potential.index(0, 0, 0) + (Side.isUpper(side) ? 0 : (SIDE - 1) * STEPS[axis]);
    for (int q = 0; q < SIDE; q++) {
      for (int p = 0; p < SIDE; p++) {
        int at = p * first + q * second;
        to[target + at] = from[source + at];
      }
    }
  }

  /** The ghost beyond the side's first face. */
  static int ghostOrigin(int side) {
    int step = STEPS[Side.axis(side)];
    return Potential.index(0, 0, 0) + (Side.isUpper(side) ? SIDE * step : -step);
  }

  /** The coarse cell beyond the side's first face, in the coarser block. */
  static int coarseOrigin(Block block, int side) {
    int[] place = {block.x, block.y, block.z};
    int axis = Side.axis(side);
    int[] cell = new int[3];
    for (int a = 0; a < 3; a++) {
      cell[a] = (place[a] & 1) * HALF;
    }
    int beyond = place[axis] + (Side.isUpper(side) ? 1 : -1);
    cell[axis] = (beyond & 1) * HALF + (Side.isUpper(side) ? 0 : HALF - 1);
    return Potential.index(cell[0], cell[1], cell[2]);
  }

  private static void interpolate(Block block, int side) {
    int axis = Side.axis(side);
    int first = STEPS[Side.firstTransverse(axis)];
    int second = STEPS[Side.secondTransverse(axis)];
    int inwards = Side.isUpper(side) ? -STEPS[axis] : STEPS[axis];
    double[] fine = block.potential;
    double[] coarse =
        block.coarseNeighbour(Side.offset(side, 0), Side.offset(side, 1), Side.offset(side, 2))
            .potential;
    int ghosts = ghostOrigin(side);
    int cells = coarseOrigin(block, side);
    for (int q = 0; q < HALF; q++) {
      for (int p = 0; p < HALF; p++) {
        int c = cells + p * first + q * second;
        double value = coarse[c];
        double low1 = coarse[c - first];
        double high1 = coarse[c + first];
        double low2 = coarse[c - second];
        double high2 = coarse[c + second];
        double slope1 = (high1 - low1) / 8;
        double slope2 = (high2 - low2) / 8;
        double curved = value + (high1 + low1 + high2 + low2 - 4 * value) / 32;
        double mixed =
            (coarse[c + first + second]
                    - coarse[c + first - second]
                    - coarse[c - first + second]
                    + coarse[c - first - second])
                / 64;
        int g = ghosts + 2 * p * first + 2 * q * second;
        set(fine, g, inwards, curved - slope1 - slope2 + mixed);
        set(fine, g + first, inwards, curved + slope1 - slope2 - mixed);
        set(fine, g + second, inwards, curved - slope1 + slope2 - mixed);
        set(fine, g + first + second, inwards, curved + slope1 + slope2 + mixed);
      }
    }
  }

  private static void set(double[] fine, int ghost, int inwards, double coarse) {
    fine[ghost] =
        coarse * (8 / 15.0) + fine[ghost + inwards] * (2 / 3.0) - fine[ghost + 2 * inwards] * 0.2;
  }

  /** Of the neighbour across the edge, else such that the mixed derivative there is none. */
  private static void fillEdges(Block block) {
    for (int axis = 0; axis < 3; axis++) {
      int a = Side.firstTransverse(axis);
      int b = Side.secondTransverse(axis);
      for (int corner = 0; corner < 4; corner++) {
        fillEdge(block, axis, a, b, (corner & 1) * 2 - 1, (corner >> 1) * 2 - 1);
      }
    }
  }

  private static void fillEdge(Block block, int axis, int a, int b, int da, int db) {
    int[] offset = new int[3];
    offset[a] = da;
    offset[b] = db;
    Block across = block.neighbours[Block.direction(offset[0], offset[1], offset[2])];
    double[] own = block.potential;
    int inner = Potential.index(0, 0, 0);
    int edge = inner + (da < 0 ? -1 : SIDE) * STEPS[a] + (db < 0 ? -1 : SIDE) * STEPS[b];
    int shift = da * SIDE * STEPS[a] + db * SIDE * STEPS[b];
    for (int i = 0; i < SIDE; i++) {
      int at = edge + i * STEPS[axis];
      own[at] =
          across != null
              ? across.potential[at - shift]
              : own[at - da * STEPS[a]]
                  + own[at - db * STEPS[b]]
                  - own[at - da * STEPS[a] - db * STEPS[b]];
    }
  }
}
