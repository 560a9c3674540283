package protomass.snapshot.flash;

import java.util.Arrays;
import protomass.snapshot.Box;
import protomass.snapshot.Vector3;
import protomass.snapshot.grid.Grid;
import protomass.snapshot.grid.GridSnapshot;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;

/**
 * Where the leaf blocks of a file lie: {@code bounding box} [block][axis][lower, upper] and {@code
 * node type} [block], which is 1 for leaves (FLASH User's Guide, chapter IO; PARAMESH). Plot files
 * hold these places in single precision; a block's side is a whole part of the box, which brings
 * the lost digits back.
 */
final class FlashMesh implements GridSnapshot.Blocks {
  static final String BOUNDING_BOX = "bounding box";
  private static final int LEAF = 1;
  private static final int ROWS_AT_ONCE = 4096;

  /** Single precision of a place in a box, as a share of a block's side. */
  private static final double PLACE_ROUNDING = 0.01;

  private static final double VOLUME_ROUNDING = 1e-9;
  private static final int MOST_BLOCKS = 1 << 24;

  private final Box box;
  private final int[] cells;
  private int[] leaf = new int[1024];
  private double[] lower = new double[3 * 1024];
  private double[] side = new double[3 * 1024];
  private int count;

  private FlashMesh(Box box, int[] cells) {
    this.box = box;
    this.cells = cells;
  }

  /**
   * Reads the places of all leaves.
   *
   * @param cells of a block along x, y, z
   * @param lengthCm unit of length [cm]
   */
  static FlashMesh read(Hdf5Input input, FlashParameters parameters, int[] cells, double lengthCm) {
    FlashMesh mesh = new FlashMesh(box(input, parameters, lengthCm), cells);
    Hdf5Array types = input.array("node type");
    int blocks = types.require(-1).rows();
    if (blocks < 1 || blocks > MOST_BLOCKS) {
      throw input.broken("has %d blocks".formatted(blocks));
    }
    Hdf5Array bounds = input.array(BOUNDING_BOX).require(blocks, 3, 2);
    double volume = 0;
    for (int first = 0; first < blocks; first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, blocks - first);
      long[] some = types.wholeRows(first, rows);
      double[] places = bounds.rows(first, rows);
      for (int row = 0; row < rows; row++) {
        if (some[row] == LEAF) {
          volume += mesh.add(input, first + row, places, 6 * row, lengthCm);
        }
      }
    }
    double share = volume / mesh.box.volume();
    if (!(Math.abs(share - 1) <= VOLUME_ROUNDING)) {
      throw input.broken("its leaf blocks fill %.6f of the box".formatted(share));
    }
    return mesh;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Grid grid(int block) {
    int at = 3 * block;
    return new Grid(
        new Vector3(lower[at], lower[at + 1], lower[at + 2]),
        new Vector3(side[at] / cells[0], side[at + 1] / cells[1], side[at + 2] / cells[2]),
        cells[0],
        cells[1],
        cells[2]);
  }

  Box box() {
    return box;
  }

  /** The place of a leaf in the file's datasets. */
  int row(int block) {
    return leaf[block];
  }

  /** Side of the finest cell along x [cm]. */
  double finestCm() {
    double finest = Double.POSITIVE_INFINITY;
    for (int block = 0; block < count; block++) {
      finest = Math.min(finest, side[3 * block] / cells[0]);
    }
    return finest;
  }

  /** Adds a leaf and returns its volume. */
  private double add(Hdf5Input input, int row, double[] places, int first, double lengthCm) {
    if (count == leaf.length) {
      leaf = Arrays.copyOf(leaf, 2 * count);
      lower = Arrays.copyOf(lower, 6 * count);
      side = Arrays.copyOf(side, 6 * count);
    }
    double volume = 1;
    for (int axis = 0; axis < 3; axis++) {
      double from = places[first + 2 * axis] * lengthCm;
      double to = places[first + 2 * axis + 1] * lengthCm;
      double all = box.sides().get(axis);
      double parts = Math.rint(all / (to - from));
      double exact = all / parts;
      double place = Math.rint((from - box.lower().get(axis)) / exact);
      double begin = box.lower().get(axis) + place * exact;
      boolean fits =
          parts >= 1
              && parts <= 1 << 30
              && place >= 0
              && place < parts
              && Math.abs(begin - from) <= PLACE_ROUNDING * exact
              && Math.abs(begin + exact - to) <= PLACE_ROUNDING * exact;
      if (!fits) {
        throw input.broken(
            "block %d lies from %s to %s cm along %s, no part of the box from %s to %s cm"
                .formatted(
                    row,
                    from,
                    to,
                    "xyz".charAt(axis),
                    box.lower().get(axis),
                    box.upper().get(axis)));
      }
      lower[3 * count + axis] = begin;
      side[3 * count + axis] = exact;
      volume *= exact;
    }
    leaf[count++] = row;
    return volume;
  }

  private static Box box(Hdf5Input input, FlashParameters parameters, double lengthCm) {
    try {
      return new Box(
          vector(parameters, "xmin", "ymin", "zmin").times(lengthCm),
          vector(parameters, "xmax", "ymax", "zmax").times(lengthCm));
    } catch (IllegalArgumentException fault) {
      throw input.broken("its box is " + fault.getMessage());
    }
  }

  private static Vector3 vector(FlashParameters parameters, String x, String y, String z) {
    return new Vector3(parameters.require(x), parameters.require(y), parameters.require(z));
  }
}
