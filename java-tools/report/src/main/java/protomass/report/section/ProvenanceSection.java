package protomass.report.section;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import protomass.core.provenance.Provenance;
import protomass.report.input.ComponentTable;
import protomass.report.input.ReportInputs;
import protomass.report.score.ScoredModel;

/** Where each artefact comes from. */
final class ProvenanceSection implements Section {
  private static final String INPUT_PREFIX = "input.";

  /** Where one artefact comes from. */
  public record Origin(
      String artefact, String version, String commandLine, String seed, List<Quantity> inputs) {}

  @Override
  public String id() {
    return "provenance";
  }

  @Override
  public String title() {
    return "Provenance";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    return Optional.of(
        Map.of(
            "workflowRun", pretty(material.inputs().workflowRun()), "origins", origins(material)));
  }

  /** JSON as a block of text; empty for none. */
  static String pretty(JsonNode tree) {
    return tree == null ? "" : tree.toPrettyString();
  }

  private static List<Origin> origins(Material material) {
    ReportInputs inputs = material.inputs();
    List<Origin> origins = new ArrayList<>();
    origins.add(origin("This page", material.own()));
    for (ScoredModel entry : material.board().entries()) {
      if (entry.scores().provenance() != null) {
        origins.add(origin(entry.file(), entry.scores().provenance()));
      }
    }
    inputs.components().forEach(table -> origins.add(origin(table)));
    inputs.segmentations().stream()
        .flatMap(segmentation -> segmentation.origin().stream())
        .forEach(origin -> origins.add(origin(origin.artefact(), origin.provenance())));
    inputs
        .shards()
        .origins()
        .forEach(origin -> origins.add(origin(origin.artefact(), origin.provenance())));
    return origins;
  }

  private static Origin origin(String artefact, Provenance provenance) {
    return new Origin(
        artefact,
        String.valueOf(provenance.version()),
        String.valueOf(provenance.commandLine()),
        provenance.seed() == null ? "none" : provenance.seed().toString(),
        quantities(provenance.inputs()));
  }

  private static Origin origin(ComponentTable table) {
    Map<String, String> hashes = new TreeMap<>();
    table
        .metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(INPUT_PREFIX)) {
                hashes.put(key.substring(INPUT_PREFIX.length()), value);
              }
            });
    return new Origin(
        table.file(),
        table.metadata().getOrDefault("version", "not given"),
        table.metadata().getOrDefault("command_line", "not given"),
        table.metadata().getOrDefault("seed", "none"),
        quantities(hashes));
  }

  private static List<Quantity> quantities(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> new Quantity(entry.getKey(), entry.getValue().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
