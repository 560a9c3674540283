package protomass.report.section;

import java.util.List;

/** Items of a section, or a sentence on what was not found. */
public record Part<T>(List<T> items, String missing) {
  /** With a sentence that stands only where there are no items. */
  static <T> Part<T> of(List<T> items, String missing) {
    return new Part<>(List.copyOf(items), items.isEmpty() ? missing : "");
  }
}
