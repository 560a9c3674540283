package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import protomass.core.provenance.Provenance;
import protomass.report.input.ComponentTable;
import protomass.report.input.ReportInputs;
import protomass.report.input.SegmentationPanels;
import protomass.report.score.ScoredModel;

/** Where each artefact comes from. */
final class ProvenanceSection implements Section {
  /**
   * Where one artefact comes from.
   *
   * @param address of it from the page; empty for the page itself
   */
  public record Origin(
      String artefact,
      String address,
      String version,
      String commandLine,
      String seed,
      List<Quantity> inputs) {}

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
            "workflowRun",
            JsonBlock.of(material.inputs().workflowRun()),
            "origins",
            origins(material)));
  }

  private static List<Origin> origins(Material material) {
    ReportInputs inputs = material.inputs();
    List<Origin> origins = new ArrayList<>();
    origins.add(origin(material, "This page", material.own()));
    for (ScoredModel entry : material.board().entries()) {
      if (entry.scores().provenance() != null) {
        origins.add(origin(material, entry.file(), entry.scores().provenance()));
      }
    }
    Stream.of(
            inputs.components().stream().map(ComponentTable::origin),
            inputs.segmentations().stream().map(SegmentationPanels::origin),
            inputs.shards().origins().stream())
        .flatMap(found -> found)
        .forEach(found -> origins.add(origin(material, found.artefact(), found.provenance())));
    return origins;
  }

  private static Origin origin(Material material, String artefact, Provenance provenance) {
    String address =
        material.inputs().files().stream()
            .filter(file -> file.name().equals(artefact))
            .findFirst()
            .map(material.links()::to)
            .orElse("");
    return new Origin(
        artefact,
        address,
        provenance.version(),
        provenance.commandLine(),
        provenance.seed() == null ? "none" : provenance.seed().toString(),
        quantities(provenance.inputs()));
  }

  private static List<Quantity> quantities(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> new Quantity(entry.getKey(), entry.getValue().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
