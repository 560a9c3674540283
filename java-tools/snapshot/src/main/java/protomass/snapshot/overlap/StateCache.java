package protomass.snapshot.overlap;

import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** The states of the regions used last. */
final class StateCache {
  private final int capacity;
  private final LinkedHashMap<Integer, long[]> byRegion = new LinkedHashMap<>();

  /**
   * @param capacity how many regions to keep
   */
  StateCache(int capacity) {
    this.capacity = capacity;
  }

  void put(int region, long[] states) {
    byRegion.remove(region);
    byRegion.putLast(region, states);
    if (byRegion.size() > capacity) {
      byRegion.pollFirstEntry();
    }
  }

  /** The states of a region, made again when they have been dropped. */
  long[] get(int region, Supplier<long[]> again) {
    long[] kept = byRegion.get(region);
    long[] states = kept == null ? again.get() : kept;
    put(region, states);
    return states;
  }
}
