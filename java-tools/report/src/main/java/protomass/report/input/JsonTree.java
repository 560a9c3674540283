package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;

/** JSON whose shape another tool decides: read as a tree, with only what is needed asked for. */
final class JsonTree {
  private JsonTree() {}

  /**
   * Reads a JSON object.
   *
   * @throws BadInputException when the file is absent, not JSON or not an object
   */
  static JsonNode read(Path file) {
    JsonNode tree = Json.read(file, JsonNode.class);
    if (tree == null || !tree.isObject()) {
      throw new BadInputException(file, "is not a JSON object", "make or copy the file again");
    }
    return tree;
  }
}
