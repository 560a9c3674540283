package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;

/** JSON whose shape another tool decides: read as a tree, with only what is needed asked for. */
final class JsonTree {
  private JsonTree() {}

  /**
   * Reads a JSON object and checks its seal. Where it has none, a note says so.
   *
   * @throws BadInputException when the file is absent, not JSON or not an object
   */
  static JsonNode read(Path file) {
    return object(file, Json.read(file, JsonNode.class));
  }

  /** The same for a file that is never sealed. */
  static JsonNode readForeign(Path file) {
    return object(file, Json.readForeign(file, JsonNode.class));
  }

  private static JsonNode object(Path file, JsonNode tree) {
    if (!tree.isObject()) {
      throw new BadInputException(file, "is not a JSON object", "make or copy the file again");
    }
    return tree;
  }
}
