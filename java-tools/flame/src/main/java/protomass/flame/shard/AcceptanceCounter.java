package protomass.flame.shard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import protomass.core.artefact.AcceptanceStatistics;
import protomass.core.artefact.SampleEntry;
import protomass.flame.render.Flame;
import protomass.flame.render.PerceptualHash;

/** Gathers the acceptance statistics of a shard, image by image. */
final class AcceptanceCounter {
  private final Set<String> seen = new HashSet<>();
  private long accepted;
  private final NearDuplicates nearDuplicates = new NearDuplicates();
  private long attempts;
  private long renders;
  private int mostAttempts;
  private double sumOfCoverage;
  private double leastCoverage = 1;

  void add(Flame flame, SampleEntry entry) {
    accepted++;
    attempts += flame.attempts();
    renders += flame.renders();
    mostAttempts = Math.max(mostAttempts, flame.attempts());
    sumOfCoverage += flame.appearance().coverage();
    leastCoverage = Math.min(leastCoverage, flame.appearance().coverage());
    seen.add(entry.pixelsSha256());
    nearDuplicates.add(entry.name(), PerceptualHash.parse(entry.perceptualHash()));
  }

  AcceptanceStatistics statistics() {
    List<AcceptanceStatistics.Pair> pairs = nearDuplicates.pairs();
    return new AcceptanceStatistics(
        accepted,
        attempts,
        renders,
        mostAttempts,
        (double) attempts / accepted,
        sumOfCoverage / accepted,
        leastCoverage,
        (int) (accepted - seen.size()),
        pairs.size(),
        pairs.subList(0, Math.min(pairs.size(), AcceptanceStatistics.MOST_PAIRS)));
  }
}
