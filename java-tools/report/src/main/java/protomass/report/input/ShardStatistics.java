package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import protomass.core.error.BadInputException;

/**
 * What the manifests of the fractal shards say together.
 *
 * @param manifests how many there are
 * @param images images in all shards
 * @param statistics other numbers of the manifests by name, summed over shards; empty when they
 *     give none
 */
public record ShardStatistics(int manifests, long images, Map<String, Double> statistics) {
  private static final List<String> HOLDERS =
      List.of("acceptance", "acceptance_statistics", "statistics");

  static ShardStatistics read(List<NamedFile> manifests) {
    long images = 0;
    Map<String, Double> sums = new TreeMap<>();
    for (NamedFile file : manifests) {
      JsonNode tree = JsonTree.read(file.path());
      if (!tree.path("count").isIntegralNumber()) {
        throw new BadInputException(
            file.path(),
            "has no whole number 'count'",
            "make the shard again with 'protomass flame'");
      }
      images += tree.path("count").asLong();
      HOLDERS.forEach(holder -> addCounts(tree.path(holder), sums));
    }
    return new ShardStatistics(manifests.size(), images, sums);
  }

  /** Only whole numbers are counts, and only counts may be summed. */
  private static void addCounts(JsonNode holder, Map<String, Double> sums) {
    holder
        .properties()
        .forEach(
            property -> {
              if (property.getValue().isIntegralNumber()) {
                sums.merge(
                    property.getKey().replace('_', ' '),
                    property.getValue().asDouble(),
                    Double::sum);
              }
            });
  }
}
