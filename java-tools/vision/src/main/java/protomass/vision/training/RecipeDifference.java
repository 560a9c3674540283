package protomass.vision.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import protomass.core.json.Json;
import protomass.vision.recipe.Recipe;

/** Names the keys in which two recipes differ. */
final class RecipeDifference {
  private RecipeDifference() {}

  /** Lines such as {@code schedule.epochs 6, not 8}, in the order of the recipe. */
  static List<String> between(Recipe saved, Recipe wanted) {
    List<String> differences = new ArrayList<>();
    collect("", Json.mapper().valueToTree(saved), Json.mapper().valueToTree(wanted), differences);
    return differences;
  }

  private static void collect(
      String path, JsonNode saved, JsonNode wanted, List<String> differences) {
    if (saved.isObject() && wanted.isObject()) {
      saved
          .properties()
          .forEach(
              property ->
                  collect(
                      path + (path.isEmpty() ? "" : ".") + property.getKey().replace('_', '-'),
                      property.getValue(),
                      wanted.path(property.getKey()),
                      differences));
    } else if (!saved.equals(wanted)) {
      differences.add("%s %s, not %s".formatted(path, saved, wanted));
    }
  }
}
