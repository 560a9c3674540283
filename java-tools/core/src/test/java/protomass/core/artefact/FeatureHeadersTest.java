package protomass.core.artefact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsFile;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;

class FeatureHeadersTest {
  private static final Provenance PROVENANCE =
      new Provenance("0.1.0", "protomass x", 7L, Map.of("b.csv", "00", "a.csv", "ff"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aWhiteningsHeaderIsReadBack(SplitBy split) {
    WhiteningHeader header = new WhiteningHeader(ModelNames.PIXELS, split, "12", PROVENANCE);
    Path file = folder.resolve("a" + WhiteningHeader.SUFFIX);
    SafetensorsWriter.write(file, header.metadata(), List.of(Tensor.of("t", new double[] {1}, 1)));
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertEquals(header, WhiteningHeader.of(opened));
    }
  }

  /** The form of the files, in which the order of keys is a part of the bytes. */
  @Test
  void keysAndTheirOrderAreThoseOfTheFormat() {
    assertEquals(
        "{format=protomass.whitening, model=pixels, split_by=star, catalogue_sha256=12,"
            + " version=0.1.0, command_line=protomass x, seed=7, input.a.csv=ff, input.b.csv=00}",
        new WhiteningHeader("pixels", SplitBy.STAR, "12", PROVENANCE).metadata().toString());
    assertEquals(
        "{version=0.1.0, command_line=protomass x, seed=7, input.a.csv=ff, input.b.csv=00,"
            + " format=protomass.embeddings, catalogue_sha256=12}",
        new EmbeddingHeader("12", PROVENANCE).metadata().toString());
  }
}
