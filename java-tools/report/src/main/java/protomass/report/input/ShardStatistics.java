package protomass.report.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import protomass.core.artefact.AcceptanceStatistics;
import protomass.core.artefact.ShardManifest;

/**
 * What the manifests of the fractal shards say together.
 *
 * @param manifests how many there are
 * @param images images in all shards
 * @param statistics other numbers of the manifests by name, joined over shards
 * @param origins where the first shard comes from; the others differ by their number alone
 */
public record ShardStatistics(
    int manifests, long images, Map<String, Double> statistics, List<Origin> origins) {
  static ShardStatistics read(List<NamedFile> files) {
    long images = 0;
    Map<String, Double> joined = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    for (NamedFile file : files) {
      ShardManifest manifest = ShardManifest.readFile(file.path());
      images += manifest.count();
      if (origins.isEmpty()) {
        origins.add(new Origin(file.name(), manifest.provenance()));
      }
      join(manifest.acceptance(), joined);
    }
    return new ShardStatistics(files.size(), images, joined, origins);
  }

  /** Counts are summed, extremes stay extremes; means and shares cannot be joined and are left. */
  private static void join(AcceptanceStatistics shard, Map<String, Double> joined) {
    joined.merge("accepted", (double) shard.accepted(), Double::sum);
    joined.merge("attempts", (double) shard.attempts(), Double::sum);
    joined.merge("renders", (double) shard.renders(), Double::sum);
    joined.merge("duplicates", (double) shard.duplicates(), Double::sum);
    joined.merge("near duplicates", (double) shard.nearDuplicates(), Double::sum);
    joined.merge("most attempts", (double) shard.mostAttempts(), Math::max);
    joined.merge("least coverage", shard.leastCoverage(), Math::min);
  }
}
