package protomass.inference.regression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import protomass.core.algebra.MatrixProduct;
import protomass.core.progress.Progress;
import protomass.inference.feature.CentredRows;
import protomass.inference.feature.ColumnMoments;
import protomass.inference.feature.FeatureMatrix;

/**
 * Exact search for the nearest training rows, in blocks of queries by blocks of training rows.
 *
 * <p>Squared distances of a block are |a|² + |b|² - 2 a·b, from rows centred on the training mean.
 * That is fast but loses digits where rows are close together. It therefore only rules rows out,
 * with a bound on its rounding error; the distances of the rows that remain are added up from
 * differences of the original values. Neighbours and distances are the same for any block size,
 * number of threads and processor.
 */
public final class NearestNeighbours {
  private static final int QUERIES_PER_BLOCK = 256;

  /** 4 MiB of doubles for a block of training rows. */
  private static final int TRAINING_BLOCK_ELEMENTS = 1 << 19;

  private static final int MOST_TRAINING_ROWS_PER_BLOCK = 256;
  private static final int FEWEST_TRAINING_ROWS_PER_BLOCK = 16;

  private final FeatureMatrix features;
  private final int[] training;
  private final int queriesPerBlock;
  private final int trainingPerBlock;
  private final CentredRows centred;
  private final double[] trainingNorms;
  private final double relativeError;

  /** Searches with block sizes that suit the features. */
  public NearestNeighbours(FeatureMatrix features, int[] training) {
    this(
        features,
        training,
        QUERIES_PER_BLOCK,
        Math.clamp(
            TRAINING_BLOCK_ELEMENTS / features.columns(),
            FEWEST_TRAINING_ROWS_PER_BLOCK,
            MOST_TRAINING_ROWS_PER_BLOCK));
  }

  NearestNeighbours(
      FeatureMatrix features, int[] training, int queriesPerBlock, int trainingPerBlock) {
    this.features = features;
    this.training = training.clone();
    Arrays.sort(this.training);
    this.queriesPerBlock = queriesPerBlock;
    this.trainingPerBlock = trainingPerBlock;
    this.centred = new CentredRows(features, ColumnMoments.of(features, training).mean());
    // Each of the two norms, the product and the exact sum errs by at most (columns + 2) units of
    // 2^-53 of (|a| + |b|)² <= 2 (|a|² + |b|²); centring adds a few units. Four times 2^-52 covers
    // them all.
    this.relativeError = 4 * (features.columns() + 8) * Math.ulp(1.0);
    this.trainingNorms = trainingNorms();
  }

  /**
   * The nearest training rows of each query.
   *
   * @param queries row numbers
   * @param k neighbours per query, at most the number of training rows
   * @param progress counts queries
   * @return one per query, in the order of the queries
   */
  public List<Neighbours> search(int[] queries, int k, Progress progress) {
    if (k < 1 || k > training.length) {
      throw new IllegalArgumentException(
          "%d neighbours of %d training rows".formatted(k, training.length));
    }
    int blocks = (queries.length + queriesPerBlock - 1) / queriesPerBlock;
    return IntStream.range(0, blocks)
        .parallel()
        .mapToObj(
            block -> {
              int first = block * queriesPerBlock;
              int end = Math.min(first + queriesPerBlock, queries.length);
              List<Neighbours> found = searchBlock(Arrays.copyOfRange(queries, first, end), k);
              progress.advance(end - first);
              return found;
            })
        .flatMap(List::stream)
        .toList();
  }

  private List<Neighbours> searchBlock(int[] queries, int k) {
    int columns = features.columns();
    double[][] queryBlock = new double[queries.length][columns];
    centred.read(queries, 0, queries.length, queryBlock);
    double[] queryNorms = norms(queryBlock, queries.length);
    NeighbourCandidates[] candidates = candidates(queries, k);
    double[][] trainingBlock = new double[trainingPerBlock][columns];
    for (int first = 0; first < training.length; first += trainingPerBlock) {
      int count = Math.min(trainingPerBlock, training.length - first);
      centred.read(training, first, count, trainingBlock);
      double[][] products = new double[queries.length][count];
      double[][] transposed = MatrixProduct.transposed(count, columns, trainingBlock);
      MatrixProduct.add(queries.length, columns, count, queryBlock, transposed, products);
      for (int query = 0; query < queries.length; query++) {
        offerAll(candidates[query], first, products[query], queryNorms[query]);
      }
    }
    return Arrays.stream(candidates).map(NeighbourCandidates::nearest).toList();
  }

  private void offerAll(
      NeighbourCandidates candidates, int first, double[] products, double queryNorm) {
    for (int i = 0; i < products.length; i++) {
      double norms = queryNorm + trainingNorms[first + i];
      double squared = norms - 2 * products[i];
      double error = relativeError * norms;
      if (squared - error <= candidates.threshold()) {
        candidates.offer(training[first + i], squared - error, squared + error);
      }
    }
  }

  private NeighbourCandidates[] candidates(int[] queries, int k) {
    // One pair of vectors will do: a block's queries are settled one after the other.
    double[] queryVector = new double[features.columns()];
    double[] rowVector = new double[features.columns()];
    return Arrays.stream(queries)
        .mapToObj(
            query ->
                new NeighbourCandidates(
                    k,
                    row -> {
                      features.readRow(query, queryVector, 0);
                      features.readRow(row, rowVector, 0);
                      return squaredDistance(queryVector, rowVector);
                    }))
        .toArray(NeighbourCandidates[]::new);
  }

  private static double squaredDistance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  private double[] trainingNorms() {
    int columns = features.columns();
    double[][] block = new double[trainingPerBlock][columns];
    double[] norms = new double[training.length];
    for (int first = 0; first < training.length; first += trainingPerBlock) {
      int count = Math.min(trainingPerBlock, training.length - first);
      centred.read(training, first, count, block);
      System.arraycopy(norms(block, count), 0, norms, first, count);
    }
    return norms;
  }

  private static double[] norms(double[][] block, int rows) {
    double[] norms = new double[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (double value : block[row]) {
        sum += value * value;
      }
      norms[row] = sum;
    }
    return norms;
  }
}
