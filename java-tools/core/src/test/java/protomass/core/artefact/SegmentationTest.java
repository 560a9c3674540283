package protomass.core.artefact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;

class SegmentationTest {
  private static final Segmentation SEGMENTATION =
      new Segmentation(
          List.of(
              new Segmentation.Panel(
                  "a-x", "a-x.png", 1.5, 1e5, "a", 1, "x", 0.5, 0.1, -0.1, Map.of()),
              new Segmentation.Panel(
                  "b-x", "b-x.png", 2.5, 2e5, "b", 2, "x", 0.5, 0.0, 0.0, Map.of())),
          List.of(0.5, 0.25, 0.125),
          List.of(),
          "encoder.safetensors",
          2,
          8,
          3,
          192,
          "all",
          Provenance.of("protomass segment", null));

  @TempDir private Path folder;

  private List<String> parts() {
    return List.copyOf(Segmentation.KIND.parts().apply(record()));
  }

  private Path record() {
    return folder.resolve(Segmentation.FILE_NAME);
  }

  @Test
  void picturesAreItsParts() {
    Json.write(record(), SEGMENTATION);
    assertEquals(List.of("a-x.png", "b-x.png"), parts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "{\"panels\": 3}", "{\"terraform_version\": 1}"})
  void otherJsonHasNoParts(String document) throws IOException {
    Files.writeString(record(), document);
    assertEquals(List.of(), parts());
  }

  @Test
  void aDamagedRecordIsRefused() throws IOException {
    Json.write(record(), SEGMENTATION);
    Files.writeString(record(), Files.readString(record()).replace("a-x.png", "c-x.png"));
    assertThrows(BadInputException.class, this::parts);
    Files.writeString(record(), "panels");
    assertThrows(BadInputException.class, this::parts);
  }
}
