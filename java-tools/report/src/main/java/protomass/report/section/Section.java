package protomass.report.section;

import java.util.Map;
import java.util.Optional;

/**
 * A section of the page: a class, and a template {@code ID.ftlh} beside it that sets what is below
 * the heading. {@link Sections} lists all, in the order of the page.
 */
public interface Section {
  /** The section's anchor, and its template's name. */
  String id();

  /** The heading, as plain text. */
  String title();

  /**
   * What the template sets, by name; nothing where the page is to do without the section.
   *
   * @param material what the page is made of
   */
  Optional<Map<String, Object>> content(Material material);
}
