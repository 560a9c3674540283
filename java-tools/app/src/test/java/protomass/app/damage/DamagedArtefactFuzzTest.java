package protomass.app.damage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import protomass.app.damage.SmallRun.Stage;
import protomass.core.error.ExitCodes;
import protomass.core.file.Checksum;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.testing.SharedFolder;

/**
 * Artefacts that carry no checksum, as those of other programs, damaged in fixed ways: each stage
 * reads them or refuses them with a documented code; never an internal error, a hang or memory that
 * runs out. Snapshots have tests of their own, beside their readers.
 */
class DamagedArtefactFuzzTest {
  private static final int ROUNDS = 80;

  /** Where most of the damage does no harm and a training goes on. */
  private static final int SLOW_ROUNDS = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Integer> EXPECTED =
      Set.of(ExitCodes.DONE, ExitCodes.USAGE, ExitCodes.BAD_INPUT);

  @TempDir private static Path folder;
  private static SmallRun run;

  /** Damages the content of a file. */
  @FunctionalInterface
  private interface Mutation {
    byte[] of(byte[] whole, RandomStream random) throws IOException;
  }

  @BeforeAll
  static void makeArtefacts() throws IOException {
    run = new SmallRun(Files.createDirectories(folder.resolve("run")));
    for (String name : SmallRun.content(run.folder()).keySet()) {
      Path file = run.folder().resolve(name);
      Files.write(file, Damage.unsealed(name, Files.readAllBytes(file)));
    }
    refreshState();
  }

  @TestFactory
  Stream<DynamicTest> everyReader() {
    return Stream.of(
            damaged("encoder.safetensors", Damage::safetensors, run.embed(), run.segment()),
            damaged("encoder.safetensors", Damage::bytes, run.embed()),
            damaged("vit.embeddings.safetensors", Damage::safetensors, run.whiten()),
            damaged(
                "inputs/vit.whitening.safetensors",
                Damage::safetensors,
                run.regress("inputs/vit.whitening.safetensors"),
                run.report()),
            damaged("inputs/vit.whitening.safetensors", Damage::bytes, run.report()),
            damaged("H1.fits", Damage::fits, run.split(), run.regress("pixels"), run.embed()),
            damaged("H1.fits", Damage::bytes, run.split()),
            damaged("catalogue.csv", Damage::csv, run.regress("mean-column-density")),
            damaged("catalogue.csv", Damage::bytes, run.whitenPixels()),
            damaged("normalisation.json", Damage::json, run.whitenPixels(), run.regress("pixels")),
            damaged("normalisation.json", Damage::json, run.baseline()),
            damaged("fractals.manifest.json", Damage::json, run.verify(), run.goOn()),
            damaged("fractals.tar", Damage::bytes, run.verify(), run.goOn().slow()),
            damaged("checkpoint/state.json", Damage::json, run.export(), run.goOn()),
            damaged("checkpoint/recipe.json", Damage::json, run.export()),
            damaged("checkpoint/metrics.jsonl", Damage::bytes, run.goOn().slow()),
            damaged("checkpoint/centers.safetensors", Damage::safetensors, run.goOn().slow()),
            damaged("checkpoint/teacher.safetensors", Damage::safetensors, run.export()),
            damaged("inputs/vit.scores.json", Damage::json, run.report()),
            damaged("inputs/vit.predictions.csv", Damage::csv, run.report()),
            damaged("inputs/metrics.jsonl", Damage::jsonLines, run.report()),
            damaged("inputs/recipe.json", Damage::bytes, run.report()),
            damaged("inputs/fractals.manifest.json", Damage::bytes, run.report()),
            damaged("inputs/segmentation/segmentation.json", Damage::json, run.report()),
            damaged("inputs/fractals.contact-sheet.png", Damage::bytes, run.report()))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> damaged(String name, Mutation mutation, Stage... stages) {
    return Stream.of(stages)
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    name + " in " + stage.name(), () -> damage(name, mutation, stage)));
  }

  private static void damage(String name, Mutation mutation, Stage stage) throws IOException {
    Path file = run.folder().resolve(name);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    try {
      assertEquals(0, ToolRun.of(stage.arguments(out())).exitCode(), "undamaged");
      int rounds = stage.quick() ? ROUNDS : SLOW_ROUNDS;
      for (int round = 0; round < rounds; round++) {
        RandomStream random = RandomStream.of(37, name + stage.name(), round);
        Files.write(file, mutation.of(whole, random));
        refresh(name);
        String what = "round " + round;
        ToolRun found =
            assertTimeoutPreemptively(PATIENCE, () -> ToolRun.of(stage.arguments(out())), what);
        assertTrue(EXPECTED.contains(found.exitCode()), () -> what + ": " + found.err());
        assertFalse(found.err().contains("internal error"), found.err());
        refused += found.exitCode() == 0 ? 0 : 1;
      }
    } finally {
      Files.write(file, whole);
      refresh(name);
    }
    assertTrue(refused > 0, "nothing was refused");
  }

  /** Recipes are written by people, and fail as a usage does. */
  @TestFactory
  Stream<DynamicTest> recipes() throws IOException {
    byte[] whole = Files.readAllBytes(SharedFolder.repository().resolve("conf/recipes/test.yaml"));
    Path recipe = folder.resolve("recipe.yaml");
    Stage stage =
        Stage.quick(
            "random:recipe",
            run.embed().line().replace(run.at("encoder.safetensors"), "random:" + recipe + ":1"));
    return Stream.of(
        DynamicTest.dynamicTest(
            "recipe.yaml in embed",
            () -> {
              for (int round = 0; round < ROUNDS; round++) {
                Files.write(recipe, Damage.bytes(whole, RandomStream.of(41, "recipe", round)));
                String what = "round " + round;
                ToolRun found =
                    assertTimeoutPreemptively(
                        PATIENCE, () -> ToolRun.of(stage.arguments(out())), what);
                assertTrue(EXPECTED.contains(found.exitCode()), () -> what + ": " + found.err());
              }
            }));
  }

  private static String out() throws IOException {
    return SmallRun.emptied(folder.resolve("out")).resolve("result").toString();
  }

  /** Makes the checksums that stand in other files fit, so that damage goes past them. */
  private static void refresh(String name) throws IOException {
    if (name.startsWith("checkpoint/") && !name.endsWith("state.json")) {
      refreshState();
    }
    if (name.equals("fractals.tar")) {
      Path manifest = run.folder().resolve("fractals.manifest.json");
      ObjectNode tree = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(manifest));
      Path tar = run.folder().resolve(name);
      tree.put("tar_sha256", Checksum.sha256(tar)).put("tar_bytes", Files.size(tar));
      Files.write(manifest, Json.mapper().writeValueAsBytes(tree));
    }
  }

  private static void refreshState() throws IOException {
    Path state = run.folder().resolve("checkpoint/state.json");
    ObjectNode tree = (ObjectNode) Json.mapper().readTree(Files.readAllBytes(state));
    ObjectNode files = (ObjectNode) tree.get("files");
    for (String name : List.copyOf(files.propertyStream().map(e -> e.getKey()).toList())) {
      files.put(name, Checksum.sha256(state.resolveSibling(name)));
    }
    Files.write(state, Json.mapper().writeValueAsBytes(tree));
  }
}
