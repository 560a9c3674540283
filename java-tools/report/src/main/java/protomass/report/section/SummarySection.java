package protomass.report.section;

import java.util.Map;
import java.util.Optional;

/** What was tested and what the scores say, in sentences. */
final class SummarySection implements Section {
  @Override
  public String id() {
    return "summary";
  }

  @Override
  public String title() {
    return "Summary";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    return Optional.of(
        Map.of(
            "summary", material.findings().summary(),
            "findings", material.findings().findings()));
  }
}
