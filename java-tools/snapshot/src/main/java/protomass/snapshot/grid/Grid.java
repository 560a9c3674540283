package protomass.snapshot.grid;

import protomass.snapshot.Vector3;

/**
 * A block of equal cells along the axes.
 *
 * @param lowerCm its lower corner [cm]
 * @param cellCm sides of a cell [cm], above zero
 * @param cellsX cells along x, one or more, and so on
 */
public record Grid(Vector3 lowerCm, Vector3 cellCm, int cellsX, int cellsY, int cellsZ) {
  public Grid {
    boolean sides = cellCm.x() > 0 && cellCm.y() > 0 && cellCm.z() > 0;
    if (!lowerCm.isFinite() || !cellCm.isFinite() || !sides) {
      throw new IllegalArgumentException("no cells of %s cm from %s".formatted(cellCm, lowerCm));
    }
    if (cellsX < 1 || cellsY < 1 || cellsZ < 1) {
      throw new IllegalArgumentException(
          "no grid of %d x %d x %d cells".formatted(cellsX, cellsY, cellsZ));
    }
  }

  /** Cells along an axis. */
  public int cells(int axis) {
    return switch (axis) {
      case 0 -> cellsX;
      case 1 -> cellsY;
      case 2 -> cellsZ;
      default -> throw new IndexOutOfBoundsException("axis " + axis);
    };
  }

  /** All cells. */
  public long cells() {
    return (long) cellsX * cellsY * cellsZ;
  }

  /** The upper corner [cm]. */
  public Vector3 upperCm() {
    return new Vector3(edge(0, cellsX), edge(1, cellsY), edge(2, cellsZ));
  }

  /** Centre of a cell along an axis [cm]. */
  double centre(int axis, int cell) {
    return lowerCm.get(axis) + (cell + 0.5) * cellCm.get(axis);
  }

  /** Lower edge of a cell along an axis [cm]. */
  private double edge(int axis, int cell) {
    return lowerCm.get(axis) + cell * cellCm.get(axis);
  }
}
