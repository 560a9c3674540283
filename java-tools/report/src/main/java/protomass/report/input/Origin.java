package protomass.report.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import protomass.core.provenance.Provenance;

/**
 * Where an artefact comes from.
 *
 * @param artefact its path below the folder of inputs
 */
public record Origin(String artefact, Provenance provenance) {
  /** The provenance inside another tool's JSON, if it has any. */
  static Optional<Origin> of(String artefact, JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Map<String, String> inputs = new TreeMap<>();
    node.path("inputs").properties().forEach(i -> inputs.put(i.getKey(), i.getValue().asText()));
    Long seed = node.path("seed").isIntegralNumber() ? node.path("seed").asLong() : null;
    return Optional.of(
        new Origin(
            artefact,
            new Provenance(
                node.path("version").asText("not given"),
                node.path("command_line").asText("not given"),
                seed,
                inputs)));
  }
}
