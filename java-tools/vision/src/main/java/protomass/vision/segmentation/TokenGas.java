package protomass.vision.segmentation;

import protomass.core.maps.GasMap;

/** What the gas does where a token looks: means over the token's share of the map. */
final class TokenGas {
  /**
   * Quantities in their order: log10 of column density, velocity, its absolute value, dispersion.
   */
  static final int QUANTITIES = 4;

  private final int size;
  private final int side;

  /** Share of every pixel of a line that lies in every token of it, (side, size). */
  private final double[][] overlap;

  /**
   * @param size side of a map [pixel]
   * @param side tokens along it; a token may hold parts of pixels
   */
  TokenGas(int size, int side) {
    this.size = size;
    this.side = side;
    this.overlap = new double[side][size];
    double length = (double) size / side;
    for (int token = 0; token < side; token++) {
      for (int pixel = 0; pixel < size; pixel++) {
        double end = Math.min(pixel + 1, (token + 1) * length);
        overlap[token][pixel] = Math.max(0, end - Math.max(pixel, token * length));
      }
    }
  }

  /**
   * The means of all tokens in rows, those of the map's first row first. Pixels without a value do
   * not count; a token without any has NaN.
   *
   * @return one array per quantity, an element per token
   */
  double[][] means(GasMap map) {
    double[][] means = new double[QUANTITIES][side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int token = y * side + x;
        means[0][token] = mean(x, y, pixel -> Math.log10(map.columnDensity()[pixel]));
        means[1][token] = mean(x, y, pixel -> map.velocity()[pixel]);
        means[2][token] = mean(x, y, pixel -> Math.abs(map.velocity()[pixel]));
        means[3][token] = mean(x, y, pixel -> map.dispersion()[pixel]);
      }
    }
    return means;
  }

  private double mean(int tokenX, int tokenY, java.util.function.IntToDoubleFunction value) {
    double sum = 0;
    double weights = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; overlap[tokenY][y] > 0 && x < size; x++) {
        double weight = overlap[tokenY][y] * overlap[tokenX][x];
        double of = weight > 0 ? value.applyAsDouble(y * size + x) : Double.NaN;
        if (Double.isFinite(of)) {
          sum += weight * of;
          weights += weight;
        }
      }
    }
    return sum / weights;
  }
}
