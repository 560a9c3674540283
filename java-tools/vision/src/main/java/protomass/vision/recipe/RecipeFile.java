package protomass.vision.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import protomass.core.error.ProtomassException;
import protomass.core.error.UsageException;
import protomass.core.file.OutputGuard;

/** Reads recipes: YAML with keys in kebab-case, every key required, none unknown. */
public final class RecipeFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private RecipeFile() {}

  /**
   * Reads a recipe.
   *
   * @param overrides such as {@code optimizer.base-rate=0.002}
   * @throws UsageException when the file is absent or a key or value does not fit
   */
  public static Recipe read(Path file, List<String> overrides) {
    OutputGuard.reading(file);
    try {
      JsonNode tree = enumsWithUnderscores(YAML.readTree(Files.readAllBytes(file)));
      for (String override : overrides) {
        set(tree, override);
      }
      return YAML.treeToValue(enumsWithUnderscores(tree), Recipe.class);
    } catch (JsonProcessingException failure) {
      throw explain(file, failure);
    } catch (IOException failure) {
      throw new UsageException(
          "recipe " + file + " cannot be read (" + failure + ")", "see conf/recipes for recipes");
    }
  }

  private static void set(JsonNode tree, String override) throws JsonProcessingException {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new UsageException(
          "--set " + override + " has no '='", "write it as optimizer.base-rate=0.002");
    }
    String key = override.substring(0, equals);
    String[] path = key.split("\\.", -1);
    JsonNode node = tree;
    for (int i = 0; i < path.length - 1; i++) {
      node = node.path(path[i]);
    }
    String leaf = path[path.length - 1];
    if (!(node instanceof ObjectNode parent) || !parent.has(leaf)) {
      throw new UsageException(
          "--set " + key + " is no key of the recipe", "use a key that the recipe has");
    }
    parent.set(leaf, YAML.readTree(override.substring(equals + 1)));
  }

  /** Enum values are written in kebab-case like keys; their constants have underscores. */
  private static JsonNode enumsWithUnderscores(JsonNode tree) {
    for (String path : List.of("/objective/centering", "/optimizer/rate-scaling")) {
      JsonNode value = tree.at(path);
      if (value.isTextual()) {
        int slash = path.lastIndexOf('/');
        ((ObjectNode) tree.at(path.substring(0, slash)))
            .put(path.substring(slash + 1), value.asText().replace('-', '_'));
      }
    }
    return tree;
  }

  private static ProtomassException explain(Path file, JsonProcessingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UsageException usage) {
        return new UsageException("recipe " + file + ": " + usage.getMessage(), "mend the recipe");
      }
    }
    String key = "";
    if (failure instanceof JsonMappingException mapping) {
      key =
          mapping.getPath().stream()
              .map(part -> part.getFieldName() == null ? "" : part.getFieldName())
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining("."));
    }
    String fault =
        failure instanceof UnrecognizedPropertyException
            ? "unknown key '" + key + "'"
            : key.isEmpty()
                ? failure.getOriginalMessage()
                : key + ": " + failure.getOriginalMessage();
    return new UsageException(
        "recipe " + file + ": " + fault.replaceAll("\\s+", " "),
        "compare it with conf/recipes/demo.yaml");
  }
}
