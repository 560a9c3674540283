package protomass.core.artefact;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.OptionalInt;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;

/**
 * The resolved recipe of a training as those read it who do not train: a text to show and the one
 * number that its curves are held against.
 *
 * @param json the whole recipe, an object
 */
public record ResolvedRecipe(JsonNode json) {
  /** The name of the file, in the folder of a checkpoint. */
  public static final String FILE_NAME = "recipe.json";

  /**
   * Reads a recipe and checks its seal.
   *
   * @throws BadInputException when it is absent, damaged or no JSON object
   */
  public static ResolvedRecipe read(Path file) {
    JsonNode json = Json.read(file, JsonNode.class);
    if (!json.isObject()) {
      throw new BadInputException(file, "is not a JSON object", "make or copy the file again");
    }
    return new ResolvedRecipe(json);
  }

  /** The prototypes of the head, at least 2. */
  public OptionalInt prototypes() {
    int prototypes = json.path("head").path("prototypes").asInt();
    return prototypes < 2 ? OptionalInt.empty() : OptionalInt.of(prototypes);
  }
}
