package protomass.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;

/** Snapshots that have no maps stand on the page, and nowhere where there are none. */
class SkippedSectionTest {
  @TempDir Path folder;

  @Test
  void everySkippedSnapshotIsListedWithItsReason() throws Exception {
    new SampleRun(folder.resolve("inputs")).scores("vit-pretrained", SplitBy.STAR, 0.4);
    write("H1-output_00001", "H1", Reason.NO_STARS, "output_00001", "has no stars");
    write("H1-output_00002", "H1", Reason.NO_STARS, "output_00002", "has no stars");
    write("H1-output_00003", "H1", Reason.BELOW_LIMITS, "output_00003", "none of its 2 stars <");
    write("H1-output_00009", null, Reason.DAMAGED, "output_00009/info_00009.txt", "is cut");
    String html = page();
    String section = html.substring(html.indexOf("<section id=\"skipped\">"));
    section = section.substring(0, section.indexOf("</section>"));
    for (String text :
        new String[] {
          "<h2>Skipped snapshots</h2>",
          "4 snapshots were skipped, and nothing on this page is of them: 2 without stars,"
              + " 1 without a star above the limits of mass and age,"
              + " 1 damaged or in no known format.",
          "<th scope=\"row\">H1 output_00001</th><td><code>maps-H1-output_00001.fits</code></td>"
              + "<td>has no stars</td><td>mend of H1-output_00001</td>",
          "<td>none of its 2 stars &lt;</td>",
          "<th scope=\"row\">output_00009</th>",
          "<td>output_00009/info_00009.txt: is cut</td>",
        }) {
      assertTrue(section.contains(text), text + " is not in\n" + section);
    }
    assertEquals(4, section.split("<th scope=\"row\">", -1).length - 1);
    assertTrue(html.contains("<a href=\"#skipped\">Skipped snapshots</a>"), "the contents");
  }

  @Test
  void aRunThatSkippedNothingSaysNothingOfIt() throws Exception {
    new SampleRun(folder.resolve("inputs")).scores("vit-pretrained", SplitBy.STAR, 0.4);
    assertFalse(page().contains("kipped"));
  }

  @Test
  void aDamagedRecordIsRefused() throws Exception {
    write("a", null, Reason.NO_STARS, "a.h5", "has no stars");
    Path record = folder.resolve("inputs/maps-a" + SkippedSnapshot.SUFFIX);
    Files.writeString(record, Files.readString(record).replace("has no stars", "has no scars"));
    ReportFixture run = ReportFixture.report(folder.resolve("inputs"), folder.resolve("page.html"));
    assertEquals(65, run.exitCode(), run.err());
    assertTrue(run.err().contains("maps-a.skipped.json: is damaged"), run.err());
  }

  private void write(String name, String simulation, Reason reason, String file, String fault)
      throws Exception {
    Files.createDirectories(folder.resolve("inputs"));
    new SkippedSnapshot(
            file.replaceFirst("/.*", ""),
            simulation,
            "maps-" + name + ".fits",
            reason,
            file,
            fault,
            "mend of " + name,
            new Provenance("0.1.0", "protomass project", null, Map.of()))
        .write(folder.resolve("inputs/maps-" + name + SkippedSnapshot.SUFFIX));
  }

  private String page() throws Exception {
    ReportFixture run = ReportFixture.report(folder.resolve("inputs"), folder.resolve("page.html"));
    assertEquals(0, run.exitCode(), run.err());
    return Files.readString(folder.resolve("page.html"));
  }
}
