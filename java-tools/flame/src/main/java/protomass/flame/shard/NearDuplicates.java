package protomass.flame.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import protomass.core.artefact.AcceptanceStatistics.Pair;

/**
 * Finds pictures that look alike: whose perceptual hashes differ in at most {@value #MOST_BITS}
 * bits. Two such hashes agree in at least one of their four quarters, so only hashes that share a
 * quarter are compared.
 */
public final class NearDuplicates {
  public static final int MOST_BITS = 3;
  private static final int QUARTERS = 4;
  private static final int QUARTER_BITS = 16;

  private final List<String> names = new ArrayList<>();
  private final List<Long> hashes = new ArrayList<>();
  private final List<Map<Integer, List<Integer>>> byQuarter = new ArrayList<>();
  private final List<Pair> pairs = new ArrayList<>();

  public NearDuplicates() {
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      byQuarter.add(new HashMap<>());
    }
  }

  /** Compares one more picture with all before it; each picture is paired once at most. */
  public void add(String name, long hash) {
    int closest = -1;
    int fewest = MOST_BITS + 1;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      for (int other : candidates(quarter, hash)) {
        int bits = Long.bitCount(hashes.get(other) ^ hash);
        if (bits < fewest || (bits == fewest && other < closest)) {
          fewest = bits;
          closest = other;
        }
      }
    }
    if (closest >= 0) {
      pairs.add(new Pair(names.get(closest), name, fewest));
    }
    remember(name, hash);
  }

  /** The pairs found so far, in the order of their later pictures. */
  public List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  private List<Integer> candidates(int quarter, long hash) {
    return byQuarter.get(quarter).getOrDefault(part(quarter, hash), List.of());
  }

  private void remember(String name, long hash) {
    int number = names.size();
    names.add(name);
    hashes.add(hash);
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      byQuarter
          .get(quarter)
          .computeIfAbsent(part(quarter, hash), key -> new ArrayList<>(1))
          .add(number);
    }
  }

  private static int part(int quarter, long hash) {
    return (int) (hash >>> (QUARTER_BITS * quarter)) & 0xFFFF;
  }
}
