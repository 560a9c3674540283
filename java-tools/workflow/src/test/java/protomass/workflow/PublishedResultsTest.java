package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tools go on from results that were published and moved to another place. */
class PublishedResultsTest {
  private static final String CATALOGUE = "catalogues/star/catalogue.csv";
  private static final String EMBEDDINGS = "embeddings/star.vit-pretrained.embeddings.safetensors";

  @Test
  void theToolsRunOnAFolderThatHasMoved() throws Exception {
    Path folder = RunFolder.of(getClass(), "moved");
    Path results = copyOf(UndisturbedRun.get().pipeline().results(), folder.resolve("elsewhere"));
    // The whole name of each map is below the folder that has moved.
    for (String row : Files.readAllLines(results.resolve(CATALOGUE)).stream().skip(1).toList()) {
      Path map = results.resolve(CATALOGUE).resolveSibling(row.split(",", -1)[1]).normalize();
      assertEquals(results.resolve("maps"), map.getParent());
      assertTrue(Files.isRegularFile(map), map::toString);
    }

    Path embeddings = folder.resolve("again.embeddings.safetensors");
    protomass(
        results,
        "embed",
        "--encoder",
        results.resolve("pretraining/encoder.safetensors").toString(),
        "--out",
        embeddings.toString());
    assertArrayEquals(numbers(results.resolve(EMBEDDINGS)), numbers(embeddings));

    // Published embeddings know the published catalogue by its checksum.
    protomass(
        results,
        "regress",
        "--features",
        results.resolve(EMBEDDINGS).toString(),
        "--model",
        "vit-pretrained",
        "--out",
        folder.resolve("again").toString());
    assertArrayEquals(
        Files.readAllBytes(results.resolve("scores/star.vit-pretrained.predictions.csv")),
        Files.readAllBytes(folder.resolve("again.predictions.csv")));
    JsonNode again = scores(folder.resolve("again.scores.json"));
    JsonNode published = scores(results.resolve("scores/star.vit-pretrained.scores.json"));
    assertEquals(published.get("r2"), again.get("r2"));
    assertEquals(published.get("r2_interval"), again.get("r2_interval"));

    protomass(
        results,
        "segment",
        "--encoder",
        results.resolve("pretraining/encoder.safetensors").toString(),
        "--count",
        "1",
        "--out",
        folder.resolve("segmentation").toString());
  }

  private static JsonNode scores(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Runs a tool on the catalogue; it has nothing to remark about checksums. */
  private static void protomass(Path results, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Pipeline.repository().resolve("bin/protomass").toString());
    command.addAll(Arrays.asList(words));
    command.addAll(List.of("--catalogue", results.resolve(CATALOGUE).toString()));
    Shell.Result run = Shell.run(Map.of(), 300, command);
    assertEquals(0, run.exitCode(), run.output());
    assertFalse(run.output().contains("note:"), run.output());
  }

  /** The numbers of a safetensors file: all behind its header, which holds the command line. */
  private static byte[] numbers(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(bytes, Math.toIntExact(Long.BYTES + header), bytes.length);
  }

  /** Copies a folder with all that lies in it. */
  static Path copyOf(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path copy = to.resolve(from.relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
    return to;
  }
}
