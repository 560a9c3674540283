package protomass.core.artefact;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import protomass.core.json.Json;

/**
 * What the workflow states of a run in {@code run.json}, beside the results that its report is made
 * of. The writer is lib/RunDescription.groovy.
 *
 * @param parameters those that results depend on, by name
 * @param versions of Nextflow and of each tool, by name
 * @param profile the configuration profiles, separated by commas
 */
public record RunDescription(
    SequencedMap<String, JsonNode> parameters,
    SequencedMap<String, String> versions,
    String profile) {
  public static final String FILE_NAME = "run.json";

  public RunDescription {
    parameters = copy(parameters);
    versions = copy(versions);
  }

  /**
   * Reads a description, which is not sealed.
   *
   * @throws protomass.core.error.BadInputException when it is absent or none
   */
  public static RunDescription read(Path file) {
    return Json.readForeign(file, RunDescription.class);
  }

  private static <T> SequencedMap<String, T> copy(Map<String, T> map) {
    return java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}
