package protomass.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.cost.Cost;
import protomass.core.cost.CostFile;
import protomass.core.cost.CostUnit;
import protomass.core.cost.EncoderOperations;
import protomass.core.file.Checksum;
import protomass.testing.OwnProcess;
import protomass.testing.SharedFolder;

/** Tools write what a call cost where the environment says, and into nothing else. */
class CostFileTest {
  private static final long PATIENCE_SECONDS = 300;
  private static final String REPOSITORY = SharedFolder.repository().toString();

  private static final List<String> FLAME =
      List.of(
          "flame",
          "--seed",
          "1",
          "--images",
          "12",
          "--size",
          "32",
          "--points",
          "5000",
          "--out",
          "fractals-00000.tar");
  private static final List<String> PROJECT =
      List.of(
          "project",
          "--snapshot",
          REPOSITORY + "/assets/demo/m2-00054.h5",
          "--map-size",
          "16",
          "--axes",
          "X,y",
          "--out",
          "maps-m2.fits");
  private static final List<String> SPLIT =
      List.of("split", "--maps", "maps-*.fits", "--by", "MAP", "--out", "catalogue.csv");
  private static final List<String> EMBED =
      List.of(
          "embed",
          "--encoder",
          "random:" + REPOSITORY + "/conf/recipes/test.yaml:1",
          "--catalogue",
          "catalogue.csv",
          "--threads",
          "1",
          "--device",
          "cpu",
          "--out",
          "e.safetensors");

  @TempDir Path folder;

  @Test
  void costsStandBesideTheSameBytes() throws Exception {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Path told = Files.createDirectory(folder.resolve("told"));
    for (List<String> command : List.of(FLAME, PROJECT, SPLIT, EMBED)) {
      run(plain, command, null);
      run(told, command, command.getFirst() + Cost.SUFFIX);
    }
    Map<String, String> hashes = hashes(told);
    Cost flame = cost(told, hashes, "flame", CostUnit.FRACTAL);
    assertEquals(12, flame.count());
    // At least a probe and 5,120 points of 8 + 3 + 6 operations, and at most 2,000 times the most.
    assertTrue(flame.operations() > 12 * 33_792.0 * 11, flame.toString());
    assertTrue(flame.operations() < 12 * 100 * 33_792.0 * 500, flame.toString());

    Cost project = cost(told, hashes, "project", CostUnit.PROJECTED_MAP);
    assertEquals(4, project.count());
    assertTrue(project.operations() > 0, project.toString());

    Cost embed = cost(told, hashes, "embed", CostUnit.EMBEDDED_MAP);
    assertEquals(4, embed.count());
    // As conf/recipes/test.yaml has it, on maps of 16 px.
    assertEquals(4 * new EncoderOperations(8, 3, 16, 2, 2, 0).forward(16), embed.operations());

    assertEquals(hashes(plain), hashes);
  }

  @Test
  void aKeptShardCostsNoImage() throws Exception {
    run(folder, FLAME, null);
    run(folder, FLAME, "again" + Cost.SUFFIX);
    assertEquals(0, Cost.read(folder.resolve("again" + Cost.SUFFIX)).count());
  }

  private static Cost cost(Path place, Map<String, String> hashes, String name, CostUnit unit) {
    assertTrue(hashes.remove(name + Cost.SUFFIX) != null, hashes.toString());
    Cost cost = Cost.read(place.resolve(name + Cost.SUFFIX));
    assertEquals(unit, cost.unit());
    assertTrue(cost.processorSeconds() > 0, cost.toString());
    assertEquals(null, cost.gpuSeconds());
    return cost;
  }

  private static Map<String, String> hashes(Path place) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(place)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("split" + Cost.SUFFIX))
          .forEach(file -> hashes.put(file.getFileName().toString(), Checksum.sha256(file)));
    }
    return hashes;
  }

  private void run(Path place, List<String> arguments, String costs) throws Exception {
    List<String> command =
        new ArrayList<>(OwnProcess.command(Protomass.class, arguments.toArray(String[]::new)));
    command.add(1, "--add-modules=jdk.incubator.vector");
    Path said = folder.resolveSibling(folder.getFileName() + "-said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    if (costs != null) {
      builder.environment().put(CostFile.VARIABLE, costs);
    }
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
      assertEquals(0, process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(said);
    }
  }
}
