package protomass.vision.segmentation;

import java.util.Arrays;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.error.BadInputException;
import protomass.vision.encoder.PatchEncoder;

/** Patch tokens of a catalogue's maps, a few maps at a time. */
final class MapTokens {
  /** Tokens that are encoded together, unless one map has more or threads would be idle. */
  private static final int TOKENS_AT_ONCE = 2048;

  private final Catalogue catalogue;
  private final NormalisedMaps maps;
  private final PatchEncoder encoder;
  private final TokenGrid grid;
  private final BilinearUpsampling upsampling;
  private final TokenGas gas;

  /** Takes the tokens of one map: (tokens, width), row-major. */
  @FunctionalInterface
  interface Visitor {
    void accept(int row, float[] tokens);
  }

  MapTokens(Catalogue catalogue, NormalisedMaps maps, PatchEncoder encoder, TokenGrid grid) {
    this.catalogue = catalogue;
    this.maps = maps;
    this.encoder = encoder;
    this.grid = grid;
    this.upsampling = new BilinearUpsampling(grid.mapSize(), grid.factor());
    this.gas = new TokenGas(grid.mapSize(), grid.side());
  }

  TokenGrid grid() {
    return grid;
  }

  /** Length of a token. */
  int width() {
    return encoder.width();
  }

  /** What the gas of a row's map does at each token, as {@link TokenGas} has it. */
  double[][] gas(int row) {
    return gas.means(maps.physical(row));
  }

  /** Encodes rows in the order given. */
  void forEach(int[] rows, Visitor visitor) {
    int mapsAtOnce = encoder.batch(Math.max(1, TOKENS_AT_ONCE / grid.tokens()));
    for (int from = 0; from < rows.length; from += mapsAtOnce) {
      int[] some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + mapsAtOnce));
      float[] tokens = encode(some);
      int perMap = grid.tokens() * width();
      for (int i = 0; i < some.length; i++) {
        visitor.accept(some[i], Arrays.copyOfRange(tokens, i * perMap, (i + 1) * perMap));
      }
    }
  }

  private float[] encode(int[] rows) {
    int perImage = encoder.channels() * grid.inputSize() * grid.inputSize();
    float[] images = new float[Math.multiplyExact(rows.length, perImage)];
    for (int i = 0; i < rows.length; i++) {
      float[] large = upsampling.apply(normalised(rows[i]));
      System.arraycopy(large, 0, images, i * perImage, perImage);
    }
    return encoder.patchTokens(images, rows.length, grid.inputSize());
  }

  private float[] normalised(int row) {
    float[] map = maps.normalised(row);
    if (map.length != encoder.channels() * grid.mapSize() * grid.mapSize()) {
      CatalogueRow unlike = catalogue.rows().get(row);
      throw new BadInputException(
          catalogue.mapFile(unlike),
          "the map %s has %d values in all, others have %d x %d in each channel"
              .formatted(unlike.id(), map.length, grid.mapSize(), grid.mapSize()),
          "project all snapshots with one --map-size");
    }
    return map;
  }
}
