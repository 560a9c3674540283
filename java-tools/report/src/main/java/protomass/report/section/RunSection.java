package protomass.report.section;

import java.util.Map;
import java.util.Optional;

/** How the run went, where a workflow made the page: a page that is written beside this one. */
final class RunSection implements Section {
  @Override
  public String id() {
    return "run";
  }

  @Override
  public String title() {
    return "How this run went";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    return material.inputs().workflowRun() == null ? Optional.empty() : Optional.of(Map.of());
  }
}
