package protomass.vision.segmentation;

import java.util.Arrays;
import protomass.core.progress.Progress;
import protomass.core.random.RandomStream;

/**
 * Patch tokens drawn at random from training maps, to fit principal components to. At most 256 maps
 * and 16,384 tokens, as many of each map.
 *
 * @param count tokens
 * @param width length of a token
 * @param values (count, width), row-major
 * @param gas what the gas does at each token, as {@link TokenGas} has it
 */
record TokenSample(int count, int width, float[] values, double[][] gas) {
  static final int MAXIMUM_MAPS = 256;
  private static final int MAXIMUM_TOKENS = 16_384;

  /** The training rows whose maps are encoded, ascending. */
  static int[] rows(int[] trainingRows, long seed) {
    int[] order = RandomStream.of(seed, "segment.rows").permutation(trainingRows.length);
    return Arrays.stream(order)
        .limit(MAXIMUM_MAPS)
        .map(place -> trainingRows[place])
        .sorted()
        .toArray();
  }

  /**
   * Encodes maps and draws tokens of each.
   *
   * @param progress counts maps
   */
  static TokenSample draw(MapTokens maps, int[] rows, long seed, Progress progress) {
    int width = maps.width();
    int perMap = Math.min(maps.grid().tokens(), Math.max(1, MAXIMUM_TOKENS / rows.length));
    float[] values = new float[Math.multiplyExact(rows.length * perMap, width)];
    double[][] gas = new double[TokenGas.QUANTITIES][rows.length * perMap];
    int[] filled = new int[1];
    maps.forEach(
        rows,
        (row, tokens) -> {
          int[] order =
              RandomStream.of(seed, "segment.tokens", row).permutation(maps.grid().tokens());
          int[] drawn = Arrays.stream(order).limit(perMap).sorted().toArray();
          double[][] ofMap = maps.gas(row);
          for (int token : drawn) {
            for (int quantity = 0; quantity < gas.length; quantity++) {
              gas[quantity][filled[0]] = ofMap[quantity][token];
            }
            System.arraycopy(tokens, token * width, values, filled[0]++ * width, width);
          }
          progress.advance(1);
        });
    return new TokenSample(rows.length * perMap, width, values, gas);
  }
}
