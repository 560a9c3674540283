package protomass.core.artefact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;

class MetricsRowTest {
  private static final MetricsRow ROW =
      new MetricsRow(
          30, 2.5, 1920, 6.7687f, 3, 1, -0.25f, 5, 1e-3, 0.04, 0.996, 0.07, 2, 1, 4, 0.5f, 32.552f);

  @TempDir Path folder;

  /** The form that docs/output.md states and that files of earlier versions have. */
  @Test
  void keysAndTheirOrderAreThoseOfTheFormat() {
    assertEquals(
        "{\"iteration\":30,\"epoch\":2.5,\"images_seen\":1920,\"loss\":6.7687,"
            + "\"dino_local_loss\":3.0,\"dino_global_loss\":1.0,\"koleo_loss\":-0.25,"
            + "\"ibot_loss\":5.0,\"learning_rate\":0.001,\"weight_decay\":0.04,"
            + "\"teacher_momentum\":0.996,\"teacher_temperature\":0.07,"
            + "\"gradient_norm_backbone\":2.0,\"gradient_norm_head\":1.0,\"teacher_entropy\":4.0,"
            + "\"divergence\":0.5,\"effective_rank\":32.552}",
        Json.line(ROW));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = write(Json.sealedLine(ROW) + "\n\n" + Json.sealedLine(ROW) + "\n");
    assertEquals(List.of(ROW, ROW), MetricsRow.readAll(file));
  }

  @Test
  void keysOfLaterVersionsArePassedOver() throws IOException {
    String later = Json.line(ROW).replace("{", "{\"dead_units\":{\"layer\":[3]},");
    assertEquals(List.of(ROW), MetricsRow.readAll(write(later)));
  }

  @Test
  void whatALineDoesNotGiveAsANumberIsAbsent() throws IOException {
    Path file = write("{\"iteration\":4,\"loss\":\"NaN\",\"epoch\":null,\"koleo_loss\":\"0.5\"}");
    MetricsRow row = MetricsRow.readAll(file).getFirst();
    assertEquals(4, row.iteration());
    assertEquals(-1, row.imagesSeen());
    assertTrue(Double.isNaN(row.epoch()) && Double.isNaN(row.learningRate()));
    assertTrue(Float.isNaN(row.loss()) && Float.isNaN(row.koleoLoss()));
    assertTrue(Double.isNaN(row.crossEntropy()));
  }

  @Test
  void aLineThatIsNoRowIsNamed() throws IOException {
    for (String line : List.of("{}", "[1]", "{\"iteration\":1.5}", "{\"iteration\":-1}")) {
      Path file = write(Json.line(ROW) + "\n" + line);
      BadInputException refused =
          assertThrows(BadInputException.class, () -> MetricsRow.readAll(file));
      assertEquals(
          file
              + ": line 2 has no whole number 'iteration'; copy the file again from the checkpoint",
          refused.getMessage());
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve(MetricsRow.FILE_NAME), text);
  }
}
