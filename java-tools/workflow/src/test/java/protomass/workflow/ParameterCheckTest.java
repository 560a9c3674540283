package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Wrong parameters are all reported at once, in words, before anything runs. */
class ParameterCheckTest {
  private Path folder;

  @BeforeEach
  void makeFolder(TestInfo test) throws IOException {
    folder = RunFolder.of(getClass(), test.getTestMethod().orElseThrow().getName());
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    Pipeline pipeline = new Pipeline(folder);
    Pipeline.Result result =
        pipeline.run(
            List.of(
                "-stub-run",
                "--snapshots",
                "none/*.h5",
                "--recipe",
                "large",
                "--images",
                "3",
                "--shards",
                "5",
                "--map_size",
                "1",
                "--region_size",
                "0.5",
                "--test_fraction",
                "1.5",
                "--neighbours",
                "many",
                "--splits",
                "star,star",
                "--colour",
                "mauve",
                "--axes",
                "x,w",
                "--flames",
                "richer",
                "--minimum_coverage",
                "1.5",
                "--minimum_structure",
                "7",
                "--baseline_optimizer",
                "adam",
                "--baseline_learning_rate",
                "0",
                "--baseline_batch_size",
                "1",
                "--baseline_epochs",
                "3",
                "--baseline_warm_up_epochs",
                "4",
                "--publish_fractals",
                "maybe",
                "--test-fraktion",
                "0.1",
                "--telescope",
                "alma"));
    assertEquals(1, result.exitCode(), result.output());
    assertAll(
        Stream.of(
                "20 parameters are wrong; nothing was run",
                "--snapshots 'none/*.h5' matches no file: name the snapshots by a path",
                "--recipe 'large' names no recipe (no file ",
                "--shards 5 is more than --images 3: give every shard an image",
                "--map_size 1 is less than 8: give a whole number from 8 to 8192 pixels",
                "--region_size 0.5 is not written as it should be: give a number and one of",
                "--test_fraction 1.5 is not less than 1: give a number between 0 and 1",
                "--neighbours 'many' is no whole number: give a whole number from 1 to 1000",
                "--splits 'star,star' is not written as it should be: give star, map or cloud",
                "--colour 'mauve' is none of independent, structural, grey: choose one of them",
                "--flames 'richer' is none of rich, study: choose one of them",
                "--minimum_coverage 1.5 is more than 1: give a number from 0 to 1, such as 0.6",
                "--minimum_structure 7.0 is more than 5: give a number from 0 to 5, such as 0.08",
                "--baseline_optimizer 'adam' is none of adamw, sgd: choose one of them",
                "--baseline_learning_rate 0.0 is not more than 0: give a positive number up to 10",
                "--baseline_batch_size 1 is less than 2: give a whole number from 2 to 65536",
                "--baseline_warm_up_epochs 4 is more than --baseline_epochs 3: they are part",
                "--axes 'x,w' is not written as it should be: give one to three of x, y and z",
                "--publish_fractals 'maybe' is neither true nor false: write --publish_fractals",
                "--test-fraktion is no parameter of this pipeline; did you mean --test_fraction?",
                "--telescope is no parameter of this pipeline; remove it")
            .map(words -> () -> assertTrue(result.output().contains(words), result.output())));
    assertFalse(result.output().contains("Exception"), result.output());
    assertFalse(Files.exists(pipeline.results().resolve("report.html")));
    assertEquals(List.of(), result.tasks("Submitted"));
  }

  @Test
  void aMissingParameterIsNamed() {
    Pipeline.Result result =
        new Pipeline(folder)
            .run(List.of("-stub-run", "--recipe", Pipeline.resource("recipe.yaml").toString()));
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(
        result.output().contains("One parameter is wrong; nothing was run:"), result.output());
    assertTrue(result.output().contains("--snapshots is missing: name the"), result.output());
  }
}
