package protomass.snapshot;

/**
 * A block of gas cells, each a cuboid along the axes with one density, velocity and field. Element
 * i of every array belongs to cell i; elements from {@link #size} on mean nothing. The arrays are
 * the block's own: a reader fills them, everybody else only reads.
 *
 * <p>Cells may overlap; where they do, their densities add. A format of particles is read by
 * turning each particle into cells whose masses sum to its own.
 */
public final class CellBlock {
  /** Cells of a full block: large enough to hide the cost of a call, small enough for a cache. */
  public static final int CAPACITY = 8192;

  /** Memory of a block [bytes]. */
  public static final int BYTES = 13 * Double.BYTES * CAPACITY;

  private final double[] x = new double[CAPACITY];
  private final double[] y = new double[CAPACITY];
  private final double[] z = new double[CAPACITY];
  private final double[] halfX = new double[CAPACITY];
  private final double[] halfY = new double[CAPACITY];
  private final double[] halfZ = new double[CAPACITY];
  private final double[] density = new double[CAPACITY];
  private final double[] velocityX = new double[CAPACITY];
  private final double[] velocityY = new double[CAPACITY];
  private final double[] velocityZ = new double[CAPACITY];
  private final double[][] field;
  private int size;

  /**
   * An empty block.
   *
   * @param magnetic whether cells carry a magnetic field
   */
  public CellBlock(boolean magnetic) {
    this.field = magnetic ? new double[3][CAPACITY] : null;
  }

  /** Number of cells. */
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == CAPACITY;
  }

  /** Makes the block empty. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds a cell.
   *
   * @param centreX centre along x [cm], and so on
   * @param halfSideX half the side along x [cm], above zero, and so on
   */
  public void place(
      double centreX,
      double centreY,
      double centreZ,
      double halfSideX,
      double halfSideY,
      double halfSideZ) {
    x[size] = centreX;
    y[size] = centreY;
    z[size] = centreZ;
    halfX[size] = halfSideX;
    halfY[size] = halfSideY;
    halfZ[size] = halfSideZ;
    size++;
  }

  /**
   * Says what the cell that was placed last holds.
   *
   * @param gramsPerCm3 density [g/cm^3]
   * @param alongX velocity along x in the frame of the box [cm/s], and so on
   */
  public void fill(double gramsPerCm3, double alongX, double alongY, double alongZ) {
    int cell = size - 1;
    density[cell] = gramsPerCm3;
    velocityX[cell] = alongX;
    velocityY[cell] = alongY;
    velocityZ[cell] = alongZ;
  }

  /** Says what magnetic field the cell has that was placed last, along x, y, z [gauss]. */
  public void magnetise(double alongX, double alongY, double alongZ) {
    field[0][size - 1] = alongX;
    field[1][size - 1] = alongY;
    field[2][size - 1] = alongZ;
  }

  /** Whether cells carry a magnetic field. */
  public boolean isMagnetic() {
    return field != null;
  }

  /** Centres along an axis (0, 1, 2 for x, y, z) [cm]. */
  public double[] centre(int axis) {
    return choose(axis, x, y, z);
  }

  /** Half of the sides along an axis [cm]. */
  public double[] halfSide(int axis) {
    return choose(axis, halfX, halfY, halfZ);
  }

  /** Densities [g/cm^3], finite, zero or more. */
  public double[] density() {
    return density;
  }

  /** Velocities along an axis in the frame of the box [cm/s], finite. */
  public double[] velocity(int axis) {
    return choose(axis, velocityX, velocityY, velocityZ);
  }

  /** The magnetic field along an axis [gauss]; only where {@link #isMagnetic}. */
  public double[] field(int axis) {
    return field[axis];
  }

  /** Strength of a cell's magnetic field [gauss]; 0 when cells carry none. */
  public double fieldStrength(int cell) {
    if (field == null) {
      return 0;
    }
    double alongX = field[0][cell];
    double alongY = field[1][cell];
    double alongZ = field[2][cell];
    return Math.sqrt(alongX * alongX + alongY * alongY + alongZ * alongZ);
  }

  private static double[] choose(int axis, double[] first, double[] second, double[] third) {
    return switch (axis) {
      case 0 -> first;
      case 1 -> second;
      case 2 -> third;
      default -> throw new IndexOutOfBoundsException("axis " + axis);
    };
  }
}
