package protomass.inference.feature;

/**
 * Feature vectors held in memory.
 *
 * @param columns length of a vector
 * @param values row-major
 */
public record ArrayFeatures(int columns, double[] values) implements FeatureMatrix {
  private static final double ROUNDOFF = 0x1p-53;

  public ArrayFeatures {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%d values do not make rows of %d".formatted(values.length, columns));
    }
  }

  @Override
  public int rows() {
    return values.length / columns;
  }

  @Override
  public double storageRoundoff() {
    return ROUNDOFF;
  }

  @Override
  public void read(int row, int column, int count, double[] target, int offset) {
    System.arraycopy(values, row * columns + column, target, offset, count);
  }

  @Override
  public void close() {}
}
