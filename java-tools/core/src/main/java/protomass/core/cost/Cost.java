package protomass.core.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;

/**
 * What one call of a tool cost. It belongs to the call, not to what was made: no two calls have the
 * same, so it is written beside the artefacts on demand and is in no checksum of theirs.
 *
 * @param unit what was made
 * @param count how many were made
 * @param operations floating-point operations of all, by the formula that docs/performance.md
 *     states; absent where there is none for what was asked
 * @param processorSeconds of all processors together, the start of the virtual machine included [s]
 * @param gpuSeconds for which GPUs were held, summed over them [s]; absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cost(
    CostUnit unit, long count, Double operations, double processorSeconds, Double gpuSeconds) {
  /** What the name of a file ends with. */
  public static final String SUFFIX = ".cost.json";

  /**
   * Reads a file that {@link CostFile} wrote.
   *
   * @throws BadInputException when it is damaged or none
   */
  public static Cost read(Path file) {
    var tree = Json.read(file, com.fasterxml.jackson.databind.node.ObjectNode.class);
    for (String optional : new String[] {"operations", "gpu_seconds"}) {
      if (!tree.has(optional)) {
        tree.putNull(optional);
      }
    }
    Cost cost = Json.bind(file, tree, Cost.class);
    boolean isSane =
        cost.unit() != null
            && cost.count() >= 0
            && isAmount(cost.operations())
            && isAmount(cost.processorSeconds())
            && isAmount(cost.gpuSeconds());
    if (!isSane) {
      throw new BadInputException(
          file, "states a cost that is no number from 0", "leave it out, or run the tool again");
    }
    return cost;
  }

  private static boolean isAmount(Double value) {
    return value == null || (Double.isFinite(value) && value >= 0);
  }
}
