package protomass.simulation.mesh;

import static protomass.simulation.mesh.State.DENSITY;
import static protomass.simulation.mesh.State.VARIABLES;
import static protomass.simulation.mesh.State.VELOCITY;

/**
 * The coarser cells around a patch, as density, momentum, field and cleaning scalar, from which
 * finer ones are made by limited linear interpolation that conserves each of them.
 */
final class CoarseState {
  private static final int MARGIN = 2;
  private final int side;
  private final int row;
  private final int plane;
  private final int length;
  private final double[] conserved;

  /** Where finer cells go: the index of the first, and steps in y, in z and between variables. */
  record Target(double[] values, int start, int row, int plane, int length) {}

  CoarseState(int fineSide) {
    side = fineSide / 2;
    row = side + 2 * MARGIN;
    plane = row * row;
    length = row * plane;
    conserved = new double[VARIABLES * length];
  }

  private int index(int i, int j, int k) {
    return i + MARGIN + row * (j + MARGIN) + plane * (k + MARGIN);
  }

  /** Reads what lies under and around a patch, given its first block. */
  void gather(Block first) {
    Block parent = first.parent;
    // A single block lies over one octant of its parent, a family over all of it.
    boolean isSingle = side == Block.HALF;
    int oi = isSingle ? (first.x & 1) * Block.HALF : 0;
    int oj = isSingle ? (first.y & 1) * Block.HALF : 0;
    int ok = isSingle ? (first.z & 1) * Block.HALF : 0;
    for (int dz = -1; dz <= 1; dz++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          Block source = parent.neighbours[Block.direction(dx, dy, dz)];
          if (source != null) {
            copy(source.state, dx * Block.SIDE - oi, dy * Block.SIDE - oj, dz * Block.SIDE - ok);
          }
        }
      }
    }
    for (int cell = 0; cell < length; cell++) {
      for (int v = VELOCITY; v < VELOCITY + 3; v++) {
        conserved[v * length + cell] *= conserved[cell];
      }
    }
  }

  /** Copies what a block, whose first cell is at (bi, bj, bk), has of the cells wanted here. */
  private void copy(double[] source, int bi, int bj, int bk) {
    int i0 = Math.max(bi, -MARGIN);
    int i1 = Math.min(bi + Block.SIDE, side + MARGIN);
    int j0 = Math.max(bj, -MARGIN);
    int j1 = Math.min(bj + Block.SIDE, side + MARGIN);
    int k0 = Math.max(bk, -MARGIN);
    int k1 = Math.min(bk + Block.SIDE, side + MARGIN);
    if (i0 >= i1) {
      return;
    }
    for (int variable = 0; variable < VARIABLES; variable++) {
      for (int k = k0; k < k1; k++) {
        for (int j = j0; j < j1; j++) {
          System.arraycopy(
              source,
              Block.cell(variable, i0 - bi, j - bj, k - bk),
              conserved,
              variable * length + index(i0, j, k),
              i1 - i0);
        }
      }
    }
  }

  /** Makes the finer cells of (ni, nj, nk) coarse ones from (ci, cj, ck) on. */
  void prolong(int ci, int cj, int ck, int ni, int nj, int nk, Target target) {
    for (int variable = 0; variable < VARIABLES; variable++) {
      for (int k = 0; k < nk; k++) {
        for (int j = 0; j < nj; j++) {
          int from = variable * length + index(ci, cj + j, ck + k);
          int to =
              variable * target.length + target.start + 2 * j * target.row + 2 * k * target.plane;
          prolongRow(from, ni, target, to);
        }
      }
    }
    divideMomentum(2 * ni, 2 * nj, 2 * nk, target);
  }

  private void prolongRow(int from, int ni, Target target, int to) {
    double[] fine = target.values;
    int up = target.row;
    int back = target.plane;
    for (int i = 0; i < ni; i++) {
      int c = from + i;
      double mean = conserved[c];
      double sx = 0.25 * minmod(mean - conserved[c - 1], conserved[c + 1] - mean);
      double sy = 0.25 * minmod(mean - conserved[c - row], conserved[c + row] - mean);
      double sz = 0.25 * minmod(mean - conserved[c - plane], conserved[c + plane] - mean);
      int f = to + 2 * i;
      fine[f] = mean - sx - sy - sz;
      fine[f + 1] = mean + sx - sy - sz;
      fine[f + up] = mean - sx + sy - sz;
      fine[f + up + 1] = mean + sx + sy - sz;
      fine[f + back] = mean - sx - sy + sz;
      fine[f + back + 1] = mean + sx - sy + sz;
      fine[f + back + up] = mean - sx + sy + sz;
      fine[f + back + up + 1] = mean + sx + sy + sz;
    }
  }

  private static void divideMomentum(int ni, int nj, int nk, Target target) {
    for (int k = 0; k < nk; k++) {
      for (int j = 0; j < nj; j++) {
        int start = target.start + j * target.row + k * target.plane;
        for (int i = start; i < start + ni; i++) {
          double density = target.values[DENSITY * target.length + i];
          for (int v = VELOCITY; v < VELOCITY + 3; v++) {
            target.values[v * target.length + i] /= density;
          }
        }
      }
    }
  }

  /** The smaller of two slopes of one sign, else zero. */
  private static double minmod(double left, double right) {
    if (left * right <= 0) {
      return 0;
    }
    return Math.abs(left) < Math.abs(right) ? left : right;
  }
}
