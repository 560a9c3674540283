package protomass.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.OutputGuard;

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

  private Json() {}

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

  /** Writes a file atomically. */
  public static void write(Path target, Object value) {
    AtomicOutput.file(
        target,
        temporary ->
            Files.writeString(
                temporary, MAPPER.writeValueAsString(value) + System.lineSeparator()));
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException when it is absent, not JSON or not of the type's shape
   */
  public static <T> T read(Path file, Class<T> type) {
    OutputGuard.reading(file);
    try {
      return MAPPER.readValue(Files.readAllBytes(file), type);
    } catch (JsonProcessingException failure) {
      throw new BadInputException(
          file,
          "is not the JSON expected (" + failure.getOriginalMessage() + ")",
          "make it again with this version of Protomass",
          failure);
    } catch (IOException failure) {
      throw new BadInputException(
          file,
          "cannot be read (" + failure + ")",
          "check that it exists and is readable",
          failure);
    }
  }
}
