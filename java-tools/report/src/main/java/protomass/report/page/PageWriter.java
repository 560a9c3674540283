package protomass.report.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import protomass.core.file.AtomicOutput;
import protomass.report.figure.FigureFont;
import protomass.report.section.Material;
import protomass.report.section.Section;
import protomass.report.section.Sections;

/** Sets the page as HTML that is also well-formed XML. */
public final class PageWriter {
  /** A section that has been set. */
  public record SetSection(String id, String title, String html) {}

  private PageWriter() {}

  /** Writes the page atomically. */
  public static void write(Path target, Material material) {
    // Half of a surrogate pair, which an input may hold, becomes a question mark.
    byte[] html = html(material).getBytes(StandardCharsets.UTF_8);
    AtomicOutput.file(target, temporary -> Files.write(temporary, html));
  }

  /** The page as text. */
  private static String html(Material material) {
    Templates templates = new Templates();
    List<SetSection> sections = new ArrayList<>();
    for (Section section : Sections.ALL) {
      section
          .content(material)
          .map(content -> templates.fill("section/" + section.id() + ".ftlh", content))
          .ifPresent(
              html -> sections.add(new SetSection(section.id(), section.title(), html.strip())));
    }
    return templates.fill(
        "page/report.ftlh",
        Map.of(
            "version",
            material.own().version(),
            "sections",
            sections,
            "trained",
            material.encoder().isEmpty(),
            "fontFamily",
            FigureFont.FAMILY,
            "font",
            FigureFont.uri()));
  }
}
