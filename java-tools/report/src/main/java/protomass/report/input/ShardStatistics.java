package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import protomass.core.error.BadInputException;

/**
 * What the manifests of the fractal shards say together.
 *
 * @param manifests how many there are
 * @param images images in all shards
 * @param statistics other numbers of the manifests by name, joined over shards; empty when they
 *     give none
 * @param origins where the first shard comes from; the others differ by their number alone
 */
public record ShardStatistics(
    int manifests, long images, Map<String, Double> statistics, List<Origin> origins) {
  private static final List<String> HOLDERS =
      List.of("acceptance", "acceptance_statistics", "statistics");

  static ShardStatistics read(List<NamedFile> manifests) {
    long images = 0;
    Map<String, Double> sums = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    for (NamedFile file : manifests) {
      JsonNode tree = JsonTree.read(file.path());
      if (!tree.path("count").isIntegralNumber()
          || !tree.path("count").canConvertToInt()
          || tree.path("count").asInt() < 0) {
        throw new BadInputException(
            file.path(),
            "has no whole number 'count'",
            "make the shard again with 'protomass flame'");
      }
      images += tree.path("count").asLong();
      if (origins.isEmpty()) {
        Origin.of(file.name(), tree.path("provenance")).ifPresent(origins::add);
      }
      HOLDERS.forEach(holder -> addStatistics(tree.path(holder), sums));
    }
    return new ShardStatistics(manifests.size(), images, sums, origins);
  }

  /** Counts are summed, extremes stay extremes; means and shares cannot be joined and are left. */
  private static void addStatistics(JsonNode holder, Map<String, Double> joined) {
    holder
        .properties()
        .forEach(
            property -> {
              String name = property.getKey().replace('_', ' ');
              double value = property.getValue().asDouble(Double.NaN);
              if (name.startsWith("most ")) {
                joined.merge(name, value, Math::max);
              } else if (name.startsWith("least ")) {
                joined.merge(name, value, Math::min);
              } else if (property.getValue().isIntegralNumber()) {
                joined.merge(name, value, Double::sum);
              }
            });
  }
}
