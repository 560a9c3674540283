package protomass.simulation.mesh;

import static protomass.simulation.mesh.State.VARIABLES;

/**
 * The state of a patch with two layers of ghosts, in memory of one thread: variable after variable,
 * x fastest. Ghosts come from blocks of the same level, else from the next coarser one.
 */
public final class PatchState {
  /** Layers of ghosts. */
  public static final int GHOSTS = 2;

  /** Rows are taken whole vectors at a time. */
  private static final int ROOM_BEHIND = 16;

  private final int side;
  private final int row;
  private final int plane;
  private final int length;
  private final double[] values;
  private final CoarseState coarse;

  /**
   * @param side cells along a side without ghosts, 8 or 16
   */
  public PatchState(int side) {
    this.side = side;
    row = side + 2 * GHOSTS;
    plane = row * row;
    length = row * plane + ROOM_BEHIND;
    values = new double[VARIABLES * length];
    coarse = new CoarseState(side);
  }

  public int side() {
    return side;
  }

  /** From a cell to the next in y. */
  public int row() {
    return row;
  }

  /** From a cell to the next in z. */
  public int plane() {
    return plane;
  }

  /** From a variable to the next. */
  public int length() {
    return length;
  }

  public double[] values() {
    return values;
  }

  /** Index of a cell of the first variable; ghosts are -2, -1, and behind the side. */
  public int index(int i, int j, int k) {
    return i + GHOSTS + row * (j + GHOSTS) + plane * (k + GHOSTS);
  }

  /** Reads a patch and its surroundings. */
  public void gather(Patch patch) {
    int blocks = patch.blocksAlongSide();
    boolean isGathered = false;
    for (int pz = -1; pz <= blocks; pz++) {
      for (int py = -1; py <= blocks; py++) {
        for (int px = -1; px <= blocks; px++) {
          Block source = sourceAt(patch, blocks, px, py, pz);
          if (source != null) {
            copy(source.state, px, py, pz, blocks);
            continue;
          }
          if (!isGathered) {
            coarse.gather(patch.blocks()[0]);
            isGathered = true;
          }
          prolong(px, py, pz, blocks);
        }
      }
    }
  }

  private static Block sourceAt(Patch patch, int blocks, int px, int py, int pz) {
    int sx = Math.clamp(px, 0, blocks - 1);
    int sy = Math.clamp(py, 0, blocks - 1);
    int sz = Math.clamp(pz, 0, blocks - 1);
    Block sibling = patch.blocks()[sx + 2 * sy + 4 * sz];
    return sibling.neighbours[Block.direction(px - sx, py - sy, pz - sz)];
  }

  /** First cell along an axis of what a block at a place gives, counted in that block. */
  private static int from(int place) {
    return place < 0 ? Block.SIDE - GHOSTS : 0;
  }

  private static int count(int place, int blocks) {
    return place < 0 || place == blocks ? GHOSTS : Block.SIDE;
  }

  private void copy(double[] source, int px, int py, int pz, int blocks) {
    int i = from(px);
    int ni = count(px, blocks);
    int nj = count(py, blocks);
    int nk = count(pz, blocks);
    for (int variable = 0; variable < VARIABLES; variable++) {
      for (int k = from(pz); k < from(pz) + nk; k++) {
        for (int j = from(py); j < from(py) + nj; j++) {
          int to =
              variable * length
                  + index(px * Block.SIDE + i, py * Block.SIDE + j, pz * Block.SIDE + k);
          System.arraycopy(source, Block.cell(variable, i, j, k), values, to, ni);
        }
      }
    }
  }

  private void prolong(int px, int py, int pz, int blocks) {
    int to =
        index(px * Block.SIDE + from(px), py * Block.SIDE + from(py), pz * Block.SIDE + from(pz));
    coarse.prolong(
        coarseCell(px),
        coarseCell(py),
        coarseCell(pz),
        count(px, blocks) / 2,
        count(py, blocks) / 2,
        count(pz, blocks) / 2,
        new CoarseState.Target(values, to, row, plane, length));
  }

  /** The coarse cell at which a place begins, counted from the patch's first coarse cell. */
  private static int coarseCell(int place) {
    return place < 0 ? -1 : place * Block.HALF;
  }

  /** Writes the cells of the patch, without ghosts, as the next state of its blocks. */
  public void scatter(Patch patch) {
    for (int octant = 0; octant < patch.blocks().length; octant++) {
      double[] target = patch.blocks()[octant].next;
      int i = (octant & 1) * Block.SIDE;
      int j = ((octant >> 1) & 1) * Block.SIDE;
      int k = (octant >> 2) * Block.SIDE;
      for (int variable = 0; variable < VARIABLES; variable++) {
        for (int kk = 0; kk < Block.SIDE; kk++) {
          for (int jj = 0; jj < Block.SIDE; jj++) {
            int from = variable * length + index(i, j + jj, k + kk);
            System.arraycopy(values, from, target, Block.cell(variable, 0, jj, kk), Block.SIDE);
          }
        }
      }
    }
  }
}
