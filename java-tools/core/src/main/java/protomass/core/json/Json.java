package protomass.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.Checksum;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;
import protomass.core.file.Seal;

/** JSON as every artefact uses it: snake_case names, indented, unknown keys refused. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** A document is one value, and no key stands in an object twice. */
  private static final ObjectReader STRICT =
      MAPPER
          .reader()
          .with(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** The key of the checksums of files beside a document. */
  private static final String FILES = "protomass_files";

  private static final String MEND = "make it again with this version of Protomass";

  private Json() {}

  /**
   * A tree of a document, or of a line of JSON lines, that holds one value and no key twice.
   *
   * @throws JsonProcessingException when it is no JSON
   */
  public static JsonNode tree(String document) throws JsonProcessingException {
    return STRICT.readTree(document);
  }

  /** The shared mapper; never reconfigure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The value on one line, for JSON lines and metadata. */
  public static String line(Object value) {
    try {
      return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("cannot write as JSON: " + value, failure);
    }
  }

  /** An object on one line with a {@link Seal} over that line, for JSON lines. */
  public static String sealedLine(Object value) {
    byte[] line = line(blank(value)).getBytes(StandardCharsets.UTF_8);
    Seal.fill(line);
    return new String(line, StandardCharsets.UTF_8);
  }

  /** Writes an object with a {@link Seal} over the file, atomically. */
  public static void write(Path target, Object value) {
    write(target, value, Map.of());
  }

  /**
   * The same with the checksums of files in the same folder that cannot carry their own.
   *
   * @param beside SHA-256 by file name
   */
  public static void write(Path target, Object value, Map<String, String> beside) {
    ObjectNode object = MAPPER.valueToTree(value);
    if (!beside.isEmpty()) {
      object.set(FILES, MAPPER.valueToTree(new TreeMap<>(beside)));
    }
    object.put(Seal.KEY, Seal.BLANK);
    AtomicOutput.file(
        target,
        temporary -> {
          String text = MAPPER.writeValueAsString(object) + System.lineSeparator();
          byte[] document = text.getBytes(StandardCharsets.UTF_8);
          Seal.fill(document);
          Files.write(temporary, document);
        });
  }

  /**
   * Compares a file with the checksum that a document states of it. Where there is no document, or
   * it states none, a note says so.
   *
   * @param document as {@link #write(Path, Object, Map)} wrote it
   * @param content of the file
   * @throws BadInputException when the file or the document is damaged
   */
  public static void requireBeside(Path document, Path file, byte[] content) {
    String name = String.valueOf(file.getFileName());
    JsonNode stated = NullNode.getInstance();
    if (Files.exists(document)) {
      byte[] text = RegularFile.bytes(document);
      Seal.check(document, text);
      stated = tree(document, text).path(FILES).path(name);
    }
    if (!stated.isTextual()) {
      Seal.noteUnsealed(file);
    } else if (!stated.asText().equals(Checksum.sha256(content))) {
      throw new BadInputException(
          file,
          "is damaged, or was changed after it was written (it does not have the SHA-256 %s that %s states)"
              .formatted(stated.asText(), document.getFileName()),
          "copy both again, or make them again");
    }
  }

  /**
   * Reads a file that {@link #write} wrote, and checks its seal. Where it has none, a note says so.
   *
   * @throws BadInputException when it is absent, damaged, not JSON or not of the type's shape
   */
  public static <T> T read(Path file, Class<T> type) {
    OutputGuard.reading(file);
    byte[] document = RegularFile.bytes(file);
    if (!Seal.check(file, document)) {
      Seal.noteUnsealed(file);
    }
    return parse(file, document, type);
  }

  /**
   * The same, or nothing where a sound file holds JSON of another shape.
   *
   * @throws BadInputException when it is absent, damaged or not JSON
   */
  public static <T> Optional<T> readIf(Path file, Class<T> type) {
    JsonNode tree = read(file, JsonNode.class);
    try {
      return tree.isObject() ? Optional.of(MAPPER.treeToValue(tree, type)) : Optional.empty();
    } catch (JsonProcessingException otherShape) {
      return Optional.empty();
    }
  }

  /**
   * Reads a file that people or other programs write, which need not be sealed.
   *
   * @throws BadInputException when it is absent, not JSON or not of the type's shape
   */
  public static <T> T readForeign(Path file, Class<T> type) {
    OutputGuard.reading(file);
    byte[] document = RegularFile.bytes(file);
    Seal.check(file, document);
    return parse(file, document, type);
  }

  /**
   * Takes a tree that {@link #read} gave for the value that it stands for.
   *
   * @throws BadInputException when it is not of the type's shape
   */
  public static <T> T bind(Path file, JsonNode tree, Class<T> type) {
    if (!tree.isObject()) {
      throw new BadInputException(file, "is not the JSON expected (no object)", MEND);
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException failure) {
      throw unexpected(file, failure);
    }
  }

  private static <T> T parse(Path file, byte[] document, Class<T> type) {
    JsonNode tree = tree(file, document);
    if (tree instanceof ObjectNode object) {
      // What belongs to the file and not to the value.
      object.remove(List.of(Seal.KEY, FILES));
    }
    return type == JsonNode.class ? type.cast(tree) : bind(file, tree, type);
  }

  private static JsonNode tree(Path file, byte[] document) {
    try {
      return STRICT.readTree(document);
    } catch (JsonProcessingException failure) {
      throw unexpected(file, failure);
    } catch (IOException failure) {
      throw RegularFile.unreadable(file, failure);
    }
  }

  private static BadInputException unexpected(Path file, JsonProcessingException failure) {
    return new BadInputException(
        file, "is not the JSON expected (" + failure.getOriginalMessage() + ")", MEND, failure);
  }

  private static ObjectNode blank(Object value) {
    ObjectNode object = MAPPER.valueToTree(value);
    return object.put(Seal.KEY, Seal.BLANK);
  }
}
