package protomass.vision.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import protomass.core.error.UsageException;

/** Where the keys of a recipe stand, for messages. */
final class RecipeLines {
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> overrides = new HashMap<>();

  private RecipeLines() {}

  /**
   * Goes through a document.
   *
   * @throws UsageException when it holds no keys, one twice, or a second document
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is no YAML
   */
  static RecipeLines of(Path file, YAMLFactory yaml, byte[] document) throws IOException {
    RecipeLines found = new RecipeLines();
    try (JsonParser parser = yaml.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UsageException(
            "recipe %s holds no keys".formatted(file), "see conf/recipes for recipes");
      }
      found.object(file, parser, "");
      if (parser.nextToken() != null) {
        throw new UsageException(
            "recipe %s, line %d: there is a second document".formatted(file, line(parser)),
            "leave one");
      }
    }
    return found;
  }

  private void object(Path file, JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      Integer earlier = lines.putIfAbsent(key, line(parser));
      if (earlier != null) {
        throw new UsageException(
            "recipe %s, line %d: the key '%s' stands on line %d already"
                .formatted(file, line(parser), key, earlier),
            "leave one of the two");
      }
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        object(file, parser, key + ".");
      } else {
        // No key of a recipe stands in a list.
        parser.skipChildren();
      }
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Notes that a value does not come from the file. */
  void override(String key, String text) {
    overrides.put(key, text);
  }

  boolean has(String key) {
    return lines.containsKey(key);
  }

  /** Such as {@code , line 7}; empty where the key is not known. */
  String place(String key) {
    if (overrides.containsKey(key)) {
      return " with --set " + overrides.get(key);
    }
    return lines.containsKey(key) ? ", line " + lines.get(key) : "";
  }
}
