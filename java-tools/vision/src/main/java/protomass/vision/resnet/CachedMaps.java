package protomass.vision.resnet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.error.BadInputException;
import protomass.core.progress.Progress;

/**
 * Normalised maps of a catalogue, of which as many are kept in memory as a budget allows; the
 * others are read whenever they are asked for. What is kept changes the time, never the values.
 */
final class CachedMaps implements AutoCloseable {
  private static final long MAXIMUM_BUDGET_BYTES = 1L << 30;

  private final Catalogue catalogue;
  private final NormalisedMaps maps;
  private final int size;
  private final long budgetBytes;
  private final Map<Integer, float[]> kept = new HashMap<>();

  CachedMaps(Catalogue catalogue, NormalisedMaps maps, long budgetBytes) {
    this.catalogue = catalogue;
    this.maps = maps;
    this.size = maps.size();
    this.budgetBytes = budgetBytes;
  }

  /** With a budget of 1 GiB or a quarter of the Java heap, whichever is less. */
  static CachedMaps of(Catalogue catalogue) {
    long budget = Math.min(MAXIMUM_BUDGET_BYTES, Runtime.getRuntime().maxMemory() / 4);
    return new CachedMaps(catalogue, NormalisedMaps.of(catalogue), budget);
  }

  /** Pixels along a side. */
  int size() {
    return size;
  }

  /** Reads rows in the order of the catalogue until the budget is spent. */
  void keep(int[] rows, Progress progress) {
    long bytes = (long) valuesPerMap() * Float.BYTES;
    long room = budgetBytes / bytes - kept.size();
    for (int row : Arrays.stream(rows).sorted().limit(Math.max(0, room)).toArray()) {
      kept.put(row, read(row));
      progress.advance(1);
    }
  }

  /** How many maps are in memory. */
  int keptCount() {
    return kept.size();
  }

  /** The map of a row as (3, size, size), row-major. The array may be shared: do not change it. */
  float[] map(int row) {
    float[] map = kept.get(row);
    return map == null ? read(row) : map;
  }

  /** Values of one map. */
  int valuesPerMap() {
    return ResNet18Layout.CHANNELS * size * size;
  }

  @Override
  public void close() {
    maps.close();
  }

  private float[] read(int row) {
    float[] values = maps.normalised(row);
    if (values.length != valuesPerMap()) {
      CatalogueRow unlike = catalogue.rows().get(row);
      throw new BadInputException(
          catalogue.mapFile(unlike),
          "the map %s has %d values per channel, others have %d x %d"
              .formatted(unlike.id(), values.length / ResNet18Layout.CHANNELS, size, size),
          "project all snapshots with one --map-size");
    }
    return values;
  }
}
