package protomass.snapshot.overlap;

/**
 * Where one region's lower corner lies in another region of the same size, in cells; each component
 * is greater than minus the size and less than it.
 */
public record Offset(int x, int y, int z) {
  /** Cells that two cubes of the size have in common. */
  public long sharedCells(int size) {
    return (long) (size - Math.abs(x)) * (size - Math.abs(y)) * (size - Math.abs(z));
  }

  /** The same displacement seen from the other region. */
  Offset reversed() {
    return new Offset(-x, -y, -z);
  }
}
