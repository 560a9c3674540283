package protomass.snapshot.athena;

import java.util.Arrays;
import protomass.snapshot.Box;
import protomass.snapshot.Vector3;
import protomass.snapshot.grid.Grid;
import protomass.snapshot.grid.GridSnapshot;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;

/**
 * Where the meshblocks of an output lie. The Athena++ wiki, page "HDF5 Format", describes the
 * attributes and datasets that are read here: a block at level l and logical location (i, j, k) is
 * the block number i, j, k of a mesh that is 2^l times finer than the root grid.
 */
final class AthenaMesh implements GridSnapshot.Blocks {
  private static final int MOST_BLOCKS = 1 << 24;
  private static final int FINEST_LEVEL = 30;
  private static final int ROWS_AT_ONCE = 4096;

  /** A share of a block's volume, times the number of blocks, that rounding may take. */
  private static final double ROUNDING = 1e-9;

  private final Box box;
  private final int[] cells;
  private final long[] rootBlocks = new long[3];
  private final byte[] level;
  private final int[] location;

  private AthenaMesh(Box box, int[] cells, int blocks) {
    this.box = box;
    this.cells = cells;
    this.level = new byte[blocks];
    this.location = new int[3 * blocks];
  }

  /**
   * Reads the places of all blocks.
   *
   * @param lengthCm unit of length [cm]
   */
  static AthenaMesh read(Hdf5Input input, double lengthCm) {
    double[][] range = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      String name = "RootGridX" + (axis + 1);
      range[axis] = input.requireNumbers("", name, 3);
      if (range[axis][2] != 1) {
        throw input.broken(
            "its cells grow by %s along x%d; only equal cells are read"
                .formatted(range[axis][2], axis + 1));
      }
    }
    int blocks = count(input, input.requireNumber("", "NumMeshBlocks"), "NumMeshBlocks");
    int[] cells = new int[3];
    long[] root = new long[3];
    double[] size = input.requireNumbers("", "MeshBlockSize", 3);
    double[] rootSize = input.requireNumbers("", "RootGridSize", 3);
    for (int axis = 0; axis < 3; axis++) {
      cells[axis] = count(input, size[axis], "MeshBlockSize");
      root[axis] = count(input, rootSize[axis], "RootGridSize");
      if (root[axis] < 2 || cells[axis] < 2 || root[axis] % cells[axis] != 0) {
        throw input.broken(
            "its mesh of %s cells in blocks of %s has no three dimensions, is a slice or holds ghost"
                    .formatted(Arrays.toString(rootSize), Arrays.toString(size))
                + " cells");
      }
    }
    // Before there are arrays for so many.
    input.array("Levels").require(blocks);
    input.array("LogicalLocations").require(blocks, 3);
    AthenaMesh mesh = new AthenaMesh(box(input, range, lengthCm), cells, blocks);
    for (int axis = 0; axis < 3; axis++) {
      mesh.rootBlocks[axis] = root[axis] / cells[axis];
    }
    mesh.readBlocks(input);
    mesh.requireEdges(input, lengthCm);
    return mesh;
  }

  @Override
  public int count() {
    return level.length;
  }

  @Override
  public Grid grid(int block) {
    return new Grid(
        new Vector3(lower(block, 0), lower(block, 1), lower(block, 2)),
        new Vector3(cell(block, 0), cell(block, 1), cell(block, 2)),
        cells[0],
        cells[1],
        cells[2]);
  }

  Box box() {
    return box;
  }

  /** Cells of a block along an axis. */
  int cells(int axis) {
    return cells[axis];
  }

  /** Side of the finest cell along x [cm]. */
  double finestCm() {
    int finest = 0;
    for (byte each : level) {
      finest = Math.max(finest, each);
    }
    return box.sides().x() / (Math.scalb((double) rootBlocks[0], finest) * cells[0]);
  }

  private double blocks(int block, int axis) {
    return Math.scalb((double) rootBlocks[axis], level[block]);
  }

  private double cell(int block, int axis) {
    return box.sides().get(axis) / (blocks(block, axis) * cells[axis]);
  }

  private double lower(int block, int axis) {
    double share = location[3 * block + axis] / blocks(block, axis);
    return box.lower().get(axis) + box.sides().get(axis) * share;
  }

  private void readBlocks(Hdf5Input input) {
    Hdf5Array levels = input.array("Levels").require(level.length);
    Hdf5Array locations = input.array("LogicalLocations").require(level.length, 3);
    double rootVolumes = 0;
    for (int first = 0; first < level.length; first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, level.length - first);
      long[] some = levels.wholeRows(first, rows);
      long[] places = locations.wholeRows(first, rows);
      for (int row = 0; row < rows; row++) {
        requireBlock(input, first + row, some[row], places, 3 * row);
        rootVolumes += Math.scalb(1.0, -3 * (int) some[row]);
      }
    }
    double wanted = (double) rootBlocks[0] * rootBlocks[1] * rootBlocks[2];
    if (Math.abs(rootVolumes - wanted) > ROUNDING * wanted) {
      throw input.broken(
          "its blocks fill %.6f of the mesh: it is a slice or incomplete"
              .formatted(rootVolumes / wanted));
    }
  }

  private void requireBlock(Hdf5Input input, int block, long at, long[] places, int first) {
    if (at < 0 || at > FINEST_LEVEL) {
      throw input.broken("block %d has the level %d".formatted(block, at));
    }
    level[block] = (byte) at;
    for (int axis = 0; axis < 3; axis++) {
      long place = places[first + axis];
      if (place < 0 || place >= blocks(block, axis) || place > Integer.MAX_VALUE) {
        throw input.broken(
            "block %d has the logical location %d along x%d, outside of the mesh"
                .formatted(block, place, axis + 1));
      }
      location[3 * block + axis] = (int) place;
    }
  }

  /** The edges that the file gives besides must be the same, to the digits of float32. */
  private void requireEdges(Hdf5Input input, double lengthCm) {
    for (int axis = 0; axis < 3; axis++) {
      String name = "x%df".formatted(axis + 1);
      Hdf5Array edges = input.array(name).require(level.length, cells[axis] + 1);
      int atOnce = Math.max(1, (1 << 20) / (cells[axis] + 1));
      for (int first = 0; first < level.length; first += atOnce) {
        int rows = Math.min(atOnce, level.length - first);
        double[] some = edges.rows(first, rows);
        for (int row = 0; row < rows; row++) {
          int block = first + row;
          double found = some[row * (cells[axis] + 1)] * lengthCm;
          double end = some[row * (cells[axis] + 1) + cells[axis]] * lengthCm;
          double lower = lower(block, axis);
          double upper = lower + cell(block, axis) * cells[axis];
          double digits =
              2e-7 * Math.max(Math.abs(lower), Math.abs(upper)) + 0.01 * cell(block, axis);
          if (!(Math.abs(found - lower) <= digits && Math.abs(end - upper) <= digits)) {
            throw input.broken(
                "block %d lies from %s to %s cm along x%d by %s, from %s to %s cm by its location"
                    .formatted(block, found, end, axis + 1, name, lower, upper));
          }
        }
      }
    }
  }

  private static Box box(Hdf5Input input, double[][] range, double lengthCm) {
    try {
      return new Box(
          new Vector3(range[0][0], range[1][0], range[2][0]).times(lengthCm),
          new Vector3(range[0][1], range[1][1], range[2][1]).times(lengthCm));
    } catch (IllegalArgumentException fault) {
      throw input.broken("its mesh is " + fault.getMessage());
    }
  }

  private static int count(Hdf5Input input, double value, String name) {
    if (value != Math.rint(value) || value < 1 || value > MOST_BLOCKS) {
      throw input.broken("%s is %s, not from 1 to %d".formatted(name, value, MOST_BLOCKS));
    }
    return (int) value;
  }
}
