package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.SkippedSnapshot.Reason;

/** Snapshots of the run that no number on the page is of; left out where there are none. */
final class SkippedSection implements Section {
  /**
   * One snapshot.
   *
   * @param name its simulation, where that is known, and its file or folder
   * @param maps the file of maps that there would be
   * @param fault what is wrong, and with which file where that is another
   */
  public record Row(String name, String maps, String fault, String mend) {}

  @Override
  public String id() {
    return "skipped";
  }

  @Override
  public String title() {
    return "Skipped snapshots";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<SkippedSnapshot> skipped = material.inputs().skipped();
    if (skipped.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = skipped.stream().map(SkippedSection::row).toList();
    return Optional.of(Map.of("sentence", sentence(skipped), "rows", rows));
  }

  private static String sentence(List<SkippedSnapshot> skipped) {
    List<String> counts = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      long count = skipped.stream().filter(each -> each.reason() == reason).count();
      if (count > 0) {
        counts.add(count + " " + text(reason));
      }
    }
    return "%s skipped, and nothing on this page is of %s: %s."
        .formatted(
            skipped.size() == 1 ? "1 snapshot was" : skipped.size() + " snapshots were",
            skipped.size() == 1 ? "it" : "them",
            String.join(", ", counts));
  }

  private static String text(Reason reason) {
    return switch (reason) {
      case NO_STARS -> "without stars";
      case BELOW_LIMITS -> "without a star above the limits of mass and age";
      case DAMAGED -> "damaged or in no known format";
    };
  }

  private static Row row(SkippedSnapshot one) {
    String name =
        one.simulation() == null ? one.snapshot() : one.simulation() + " " + one.snapshot();
    String fault =
        one.file().equals(one.snapshot()) ? one.fault() : one.file() + ": " + one.fault();
    return new Row(name, one.maps(), fault, one.mend());
  }
}
