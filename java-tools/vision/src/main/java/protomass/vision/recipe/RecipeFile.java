package protomass.vision.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import protomass.core.error.UsageException;
import protomass.core.file.OutputGuard;

/**
 * Reads recipes: YAML with keys in kebab-case, every key required and there once, none unknown,
 * whole numbers where these are asked for. What does not fit is named with its line.
 */
public final class RecipeFile {
  private static final YAMLFactory FACTORY = new YAMLFactory();
  private static final ObjectMapper YAML =
      YAMLMapper.builder(FACTORY)
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .withCoercionConfig(
              LogicalType.Integer,
              whole ->
                  whole
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
          .withCoercionConfig(
              LogicalType.Boolean,
              truth ->
                  truth
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
          .build();

  private static final String MEND = "compare it with conf/recipes/demo.yaml";

  private RecipeFile() {}

  /**
   * Reads a recipe.
   *
   * @param overrides such as {@code optimizer.base-rate=0.002}
   * @throws UsageException when the file is absent or a key or value does not fit
   */
  public static Recipe read(Path file, List<String> overrides) {
    OutputGuard.reading(file);
    RecipeLines lines = null;
    try {
      byte[] document = Files.readAllBytes(file);
      lines = RecipeLines.of(file, FACTORY, document);
      JsonNode tree = enumsWithUnderscores(YAML.readTree(document));
      for (String override : overrides) {
        lines.override(set(tree, override), override);
      }
      return YAML.treeToValue(enumsWithUnderscores(tree), Recipe.class);
    } catch (JsonProcessingException failure) {
      throw explain(file, lines, failure);
    } catch (IOException failure) {
      throw new UsageException(
          "recipe " + file + " cannot be read (" + failure + ")", "see conf/recipes for recipes");
    }
  }

  /** Sets a value and returns its key. */
  private static String set(JsonNode tree, String override) throws JsonProcessingException {
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
    JsonNode value = YAML.readTree(override.substring(equals + 1));
    if (value.isMissingNode()) {
      throw new UsageException(
          "--set " + override + " has no value", "write it as optimizer.base-rate=0.002");
    }
    parent.set(leaf, value);
    return key;
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

  private static UsageException explain(
      Path file, RecipeLines lines, JsonProcessingException failure) {
    String key =
        failure instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(part -> part.getFieldName() == null ? "" : part.getFieldName())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."))
            : "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UsageException usage) {
        String named = usage.getMessage().split(" ", 2)[0];
        String place = lines.has(named) ? lines.place(named) : lines.place(key);
        return new UsageException(
            "recipe " + file + place + ": " + usage.getMessage(), "mend the recipe");
      }
    }
    String fault =
        failure instanceof UnrecognizedPropertyException
            ? "unknown key '" + key + "'"
            : key.isEmpty()
                ? failure.getOriginalMessage()
                : key + ": " + failure.getOriginalMessage();
    return new UsageException(
        "recipe %s%s: %s"
            .formatted(file, place(lines, key, failure), fault.replaceAll("\\s+", " ")),
        MEND);
  }

  /** Where a value stands, or where the text stops to be YAML. */
  private static String place(RecipeLines lines, String key, JsonProcessingException failure) {
    if (lines != null) {
      return lines.place(key);
    }
    return failure.getLocation() == null ? "" : ", line " + failure.getLocation().getLineNr();
  }
}
