package protomass.flame.shard;

import java.util.HashSet;
import java.util.Set;
import protomass.flame.render.Flame;

/** Gathers the acceptance statistics of a shard, image by image. */
final class AcceptanceCounter {
  private final Set<String> seen = new HashSet<>();
  private long accepted;
  private long attempts;
  private int mostAttempts;
  private double sumOfCoverage;
  private double leastCoverage = 1;

  void add(Flame flame, String pixelsSha256) {
    accepted++;
    attempts += flame.attempts();
    mostAttempts = Math.max(mostAttempts, flame.attempts());
    sumOfCoverage += flame.coverage();
    leastCoverage = Math.min(leastCoverage, flame.coverage());
    seen.add(pixelsSha256);
  }

  AcceptanceStatistics statistics() {
    return new AcceptanceStatistics(
        accepted,
        attempts,
        mostAttempts,
        (double) accepted / attempts,
        sumOfCoverage / accepted,
        leastCoverage,
        (int) (accepted - seen.size()));
  }
}
