package protomass.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.artefact.ThroughputRow;
import protomass.core.cost.Cost;
import protomass.core.cost.CostUnit;
import protomass.core.json.Json;

/** What a run cost, from what its tools wrote down. */
class CostSectionTest {
  /** The network of which core's OperationsTest counts the operations on paper. */
  private static final String TINY =
      """
      {"encoder": {"patch_size": 1, "channels": 1, "width": 2, "depth": 1, "mlp_ratio": 3,
        "registers": 1, "drop_path": 0},
       "head": {"prototypes": 7, "hidden": 5, "bottleneck": 3},
       "objective": {"ibot_weight": 1},
       "augmentation": {"global": {"size": 2}, "local": {"size": 1}, "local_crops": 3},
       "masks": {"probability": 0.5, "minimum_ratio": 0.25, "maximum_ratio": 0.75},
       "schedule": {"batch_size": 8},
       "execution": {"micro_batches": 2, "activation_checkpointing": false}}
      """;

  @TempDir Path folder;

  private String page() throws IOException {
    Path page = folder.resolve("page.html");
    ReportFixture result = ReportFixture.report(folder, page);
    assertEquals(0, result.exitCode(), result.err());
    String html = Files.readString(page);
    return html.substring(html.indexOf("<section id=\"cost\">"), html.indexOf("</main>"));
  }

  private void cost(String name, Cost cost) {
    Json.write(folder.resolve(name + Cost.SUFFIX), cost);
  }

  private static ThroughputRow row(long images, double processor, Double gpu) {
    return new ThroughputRow(1, 1, 0, null, null, images, processor, gpu);
  }

  private static String cells(String... cells) {
    return "<td>" + String.join("</td><td>", cells) + "</td>";
  }

  @Test
  void callsAreSummedAndToldPerPiece() throws IOException {
    cost("a", new Cost(CostUnit.FRACTAL, 100, 9e9, 2.5, null));
    cost("b", new Cost(CostUnit.FRACTAL, 300, 27e9, 3.5, null));
    cost("kept", new Cost(CostUnit.FRACTAL, 0, 0.0, 1.0, null));
    cost("c", new Cost(CostUnit.PROJECTED_MAP, 4, null, 2.0, null));
    cost("d", new Cost(CostUnit.PROJECTED_MAP, 4, 1e6, 2.0, null));
    cost("e", new Cost(CostUnit.EMBEDDED_MAP, 2, 21e9, 1.0, 0.5));
    Files.writeString(folder.resolve(ResolvedRecipe.FILE_NAME), TINY);
    // The second line is of an earlier version.
    Files.write(
        folder.resolve(ThroughputRow.FILE_NAME),
        List.of(
            Json.sealedLine(row(8, 4, 2.0)),
            "{\"iteration\": 2, \"images_per_second\": 3, \"waited_share\": 0}",
            Json.sealedLine(row(24, 8, 6.0))));
    String cost = page();
    assertTrue(
        cost.contains(cells("400", "90\u00a0MFLOP", "0.0150", "–", "36\u00a0GFLOP", "6")), cost);
    assertTrue(cost.contains(cells("8", "–", "0.5", "–", "–", "4")), cost);
    assertTrue(
        cost.contains(cells("2", "10.5\u00a0GFLOP", "0.5", "0.25", "21\u00a0GFLOP", "1")), cost);
    // Of one image, on paper: teacher 1068, blocks 3 x 1236, embedding 2 x 22, head 3 x 7 x 71;
    // 6311 multiply-adds.
    assertTrue(
        cost.contains(cells("32", "12.6\u00a0kFLOP", "0.375", "0.25", "404\u00a0kFLOP", "12")),
        cost);
  }

  @Test
  void aRecipeAloneHasOperationsAndNoTimes() throws IOException {
    Files.writeString(folder.resolve(ResolvedRecipe.FILE_NAME), TINY);
    assertTrue(page().contains(cells("–", "12.6\u00a0kFLOP", "–", "–", "–", "–")));
  }

  @Test
  void theStudysSizesStandBesideWhatItStates() throws IOException {
    Files.writeString(folder.resolve(ResolvedRecipe.FILE_NAME), "{\"name\": \"none\"}");
    String cost = page();
    assertTrue(cost.contains("Neither a *.cost.json nor a recipe.json"), cost);
    assertTrue(cost.contains("<td>2.67\u00a0TFLOP</td><td>88\u00a0MFLOP</td>"), cost);
    // 17 tokens through 24 blocks, by hand: 2 x 24 x (12 x 17 x 1024^2 + 2 x 17^2 x 1024)
    // + 2 x 16 x 768 x 1024 = 10.32e9.
    assertTrue(cost.contains("<td>10.3\u00a0GFLOP</td>"), cost);
  }

  @Test
  void theUsersLanguageDoesNotReachIt() throws IOException {
    Files.writeString(folder.resolve(ResolvedRecipe.FILE_NAME), TINY);
    cost("a", new Cost(CostUnit.FRACTAL, 1234, 9.5e9, 2.5, null));
    String english = page();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-u-nu-arab"));
      assertEquals(english, page());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void damageAndNonsenseAreNamed() throws IOException {
    cost("a", new Cost(CostUnit.FRACTAL, 100, 9e9, 2.5, null));
    Path file = folder.resolve("a" + Cost.SUFFIX);
    Files.writeString(file, Files.readString(file).replace("100", "101"));
    refused("a" + Cost.SUFFIX);

    Files.writeString(
        file,
        "{\"unit\": \"fractal\", \"count\": -1, \"operations\": 1, \"processor_seconds\": 1}");
    refused("a" + Cost.SUFFIX);
    Files.delete(file);

    Files.writeString(folder.resolve(ResolvedRecipe.FILE_NAME), TINY);
    Files.writeString(folder.resolve(ThroughputRow.FILE_NAME), "{\"iteration\": 1\n");
    refused(ThroughputRow.FILE_NAME + ": line 1 is not JSON");
  }

  private void refused(String name) {
    Path page = folder.resolve("refused.html");
    ReportFixture result = ReportFixture.report(folder, page);
    assertEquals(65, result.exitCode(), result.err());
    assertTrue(result.err().contains(name), result.err());
    assertFalse(Files.exists(page));
  }
}
