package protomass.core.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.error.BadInputException;
import protomass.testing.Goldens;

class SafetensorsTest {
  @TempDir Path folder;

  private Path sample() {
    Path file = folder.resolve("sample.safetensors");
    SafetensorsWriter.write(
        file,
        Map.of("seed", "7"),
        List.of(
            Tensor.of("a", new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
            Tensor.of("b", new double[] {Math.PI}),
            Tensor.of("c", new long[] {-1, 1L << 40}, 2)));
    return file;
  }

  @Test
  void readsBackWhatItWrote() {
    try (SafetensorsFile file = SafetensorsFile.open(sample())) {
      assertEquals(List.of("a", "b", "c"), List.copyOf(file.names()));
      assertEquals("7", file.requireMetadata("seed"));
      assertArrayEquals(new float[] {3, 4}, file.floats("a", 1, 1));
      assertEquals(List.of(), file.info("b").shape());
      assertArrayEquals(new double[] {Math.PI}, file.doubles("b"));
      assertArrayEquals(new long[] {-1, 1L << 40}, file.longs("c"));
    }
  }

  static List<Path> filesOfTheOfficialLibrary() {
    return Goldens.of("evaluation", "pca_knn*.safetensors");
  }

  @ParameterizedTest
  @MethodSource("filesOfTheOfficialLibrary")
  void readsAFileOfTheOfficialLibrary(Path path) {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      List<Long> shape = file.info("X").shape();
      assertEquals(2, shape.size());
      assertEquals(List.of(shape.getFirst()), file.info("y").shape());
      assertEquals(TensorType.F32, file.info("X").type());
      assertEquals(TensorType.F64, file.info("pca.mean").type());
      assertEquals(TensorType.I64, file.info("knn.raw.neighbours").type());
      assertEquals(
          file.requireMetadata("k"), "" + file.info("knn.raw.neighbours").shape().getLast());
      // The mean of the training rows is among the file's own numbers.
      String[] rows = file.requireMetadata("train_rows").split("\\.\\.", 2);
      int first = Integer.parseInt(rows[0]);
      int count = Integer.parseInt(rows[1]) - first + 1;
      float[] values = file.floats("X", first, count);
      double[] mean = new double[shape.getLast().intValue()];
      for (int i = 0; i < values.length; i++) {
        mean[i % mean.length] += (double) values[i] / count;
      }
      assertArrayEquals(file.doubles("pca.mean"), mean, 1e-8);
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = Files.readAllBytes(sample());
    for (int length = 0; length < whole.length; length++) {
      Path cut = folder.resolve("cut.safetensors");
      Files.write(cut, Arrays.copyOf(whole, length));
      BadInputException failure =
          assertThrows(BadInputException.class, () -> SafetensorsFile.open(cut).close());
      assertTrue(failure.getMessage().startsWith(cut.toString()), failure.getMessage());
    }
  }

  @Test
  void refusesAMissingTensorByName() {
    try (SafetensorsFile file = SafetensorsFile.open(sample())) {
      BadInputException failure =
          assertThrows(BadInputException.class, () -> file.floats("missing"));
      assertTrue(failure.getMessage().contains("'missing'"), failure.getMessage());
    }
  }
}
