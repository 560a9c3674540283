package protomass.inference.feature;

/**
 * One feature vector per row of a catalogue, read in pieces. All values are finite. Safe for
 * reading by several threads.
 */
public interface FeatureMatrix extends AutoCloseable {
  /** Number of feature vectors. */
  int rows();

  /** Length of a feature vector. */
  int columns();

  /** Greatest relative error with which a value is stored: 2^-24 for float32, 2^-53 for float64. */
  double storageRoundoff();

  /** Reads elements {@code column} to {@code column + count - 1} of one row into an array. */
  void read(int row, int column, int count, double[] target, int offset);

  /** Reads one whole row into an array. */
  default void readRow(int row, double[] target, int offset) {
    read(row, 0, columns(), target, offset);
  }

  @Override
  void close();
}
