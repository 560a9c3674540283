package protomass.vision.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.catalogue.Split;
import protomass.core.command.CommandRunner;
import protomass.core.error.ExitCodes;
import protomass.core.json.Json;
import protomass.core.progress.Progress;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.testing.Unsealed;

class BaselineCommandTest {
  private static final int MAPS = 64;

  @TempDir Path folder;
  private Path catalogue;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeMaps() {
    catalogue = SyntheticCatalogue.write(folder, MAPS, 32);
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--quiet", "--catalogue", "" + catalogue));
    // One thread: on a busy machine several wait for each other far longer than they work.
    if (!List.of(options).contains("--threads")) {
      arguments.addAll(List.of("--threads", "1"));
    }
    arguments.addAll(List.of(options));
    CommandLine command = CommandRunner.of(new BaselineCommand());
    return command
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private Scores scores(String prefix) {
    return Json.read(folder.resolve(prefix + Scores.SUFFIX), Scores.class);
  }

  private String out(String prefix) {
    return folder.resolve(prefix).toString();
  }

  private void assertRefused(int exitCode, String message, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--out", out("refused")));
    assertEquals(exitCode, run(arguments.toArray(String[]::new)), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(file -> file.getFileName().toString().contains("refused")));
    }
  }

  @Test
  void trainingBeatsRandomWeights() {
    assertEquals(0, run("--initialisation", "untrained", "--out", out("a")), err.toString());
    assertEquals(0, run("--epochs", "20", "--batch-size", "8", "--out", out("b")), err.toString());
    Scores untrained = scores("a");
    Scores trained = scores("b");
    assertEquals("resnet18-untrained", untrained.model());
    assertEquals(0, untrained.trainingRows());
    assertEquals("resnet18-trained", trained.model());
    assertEquals(48, trained.trainingRows());
    assertEquals(16, trained.testRows());
    assertEquals(2, trained.provenance().inputs().size());
    assertTrue(untrained.r2() < 0.2, "untrained R2 " + untrained.r2());
    assertTrue(trained.r2() > 0.7, "trained R2 " + trained.r2());

    List<Prediction> predictions =
        PredictionTable.read(
            folder.resolve("b" + PredictionTable.SUFFIX), folder.resolve("b" + Scores.SUFFIX));
    Catalogue read = Catalogue.read(catalogue);
    int[] test = read.positions(Split.TEST);
    for (int i = 0; i < test.length; i++) {
      assertEquals(read.rows().get(test[i]).id(), predictions.get(i).id());
      assertEquals(read.rows().get(test[i]).logMass(), predictions.get(i).logMassTrue());
      assertTrue(Double.isNaN(predictions.get(i).lower()));
      assertTrue(predictions.get(i).neighbours().isEmpty());
    }
  }

  @Test
  void descentWithMomentumBeatsRandomWeightsToo() throws IOException {
    String[] options = {"--optimizer", "sgd", "--epochs", "20", "--batch-size", "8"};
    assertEquals(0, run(with(options, "--out", out("a"))), err.toString());
    assertTrue(scores("a").r2() > 0.7, "trained R2 " + scores("a").r2());
    // What is usual for it, in words.
    String[] usual = {"--learning-rate", "0.001", "--weight-decay", "1e-4", "--out", out("b")};
    assertEquals(0, run(with(options, usual)), err.toString());
    assertEquals(
        Files.readString(folder.resolve("a" + PredictionTable.SUFFIX)),
        Files.readString(folder.resolve("b" + PredictionTable.SUFFIX)));
  }

  @Test
  void refusesAnOptimizerThatItDoesNotKnow() throws IOException {
    assertRefused(ExitCodes.USAGE, "--optimizer", "--optimizer", "adagrad");
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    String[] predictions = new String[3];
    for (int i = 0; i < 3; i++) {
      String seed = i < 2 ? "4" : "5";
      assertEquals(0, run("--epochs", "2", "--flips", "--seed", seed, "--out", out("p" + i)));
      predictions[i] = Files.readString(folder.resolve("p" + i + PredictionTable.SUFFIX));
    }
    assertEquals(predictions[0], predictions[1]);
    assertFalse(predictions[0].equals(predictions[2]));
  }

  @Test
  void readsTheSameMapsWithAndWithoutMemory() {
    Catalogue read = Catalogue.read(catalogue);
    long fiveMaps = 5L * 3 * 32 * 32 * Float.BYTES;
    int[] rows = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    try (CachedMaps some = new CachedMaps(read, NormalisedMaps.of(read), fiveMaps);
        CachedMaps none = new CachedMaps(read, NormalisedMaps.of(read), 0)) {
      some.keep(rows, Progress.silent(10));
      none.keep(rows, Progress.silent(10));
      assertEquals(5, some.keptCount());
      assertEquals(0, none.keptCount());
      for (int row : rows) {
        assertArrayEquals(none.map(row), some.map(row));
      }
    }
  }

  @Test
  void stopsWhenTheLossIsNotFinite() throws IOException {
    assertRefused(
        ExitCodes.USAGE,
        "lower it or raise --warm-up-epochs",
        "--learning-rate",
        "1e30",
        "--warm-up-epochs",
        "0",
        "--epochs",
        "3");
  }

  @Test
  void refusesWrongOptions() throws IOException {
    assertRefused(ExitCodes.USAGE, "--epochs 0; give at least 1", "--epochs", "0");
  }

  @Test
  void refusesBatchesOfOne() throws IOException {
    assertRefused(ExitCodes.USAGE, "--batch-size 1; give at least 2", "--batch-size", "1");
  }

  @Test
  void refusesALearningRateThatIsNoNumber() throws IOException {
    assertRefused(ExitCodes.USAGE, "--learning-rate NaN; give", "--learning-rate", "NaN");
  }

  @Test
  void refusesANegativeWeightDecay() throws IOException {
    assertRefused(ExitCodes.USAGE, "--weight-decay -0.1; give", "--weight-decay", "-0.1");
  }

  @Test
  void refusesAWarmUpLongerThanTheTraining() throws IOException {
    assertRefused(
        ExitCodes.USAGE,
        "--warm-up-epochs 9; give 0 to --epochs",
        "--epochs",
        "3",
        "--warm-up-epochs",
        "9");
  }

  @Test
  void refusesNoThreads() throws IOException {
    assertRefused(ExitCodes.USAGE, "--threads is 0; give at least 1", "--threads", "0");
  }

  @Test
  void refusesAModelNameThatNoFileCanHave() throws IOException {
    assertRefused(ExitCodes.USAGE, "--model 'a/b'; use letters", "--model", "a/b");
  }

  @Test
  void namesAMapFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve("maps-1.fits"));
    assertRefused(ExitCodes.BAD_INPUT, "maps-1.fits: does not exist", "--epochs", "1");
  }

  @Test
  void namesANormalisationThatIsMissing() throws IOException {
    Files.delete(folder.resolve("normalisation.json"));
    assertRefused(ExitCodes.BAD_INPUT, "normalisation.json: cannot be read", "--epochs", "1");
  }

  @Test
  void refusesACatalogueWithoutTestRows() throws IOException {
    replaceInCatalogue(",test,", ",train,");
    assertRefused(ExitCodes.BAD_INPUT, "has no test rows; raise --test-fraction");
  }

  @Test
  void refusesACatalogueWithoutTrainingRows() throws IOException {
    replaceInCatalogue(",train,", ",test,");
    assertRefused(ExitCodes.BAD_INPUT, "has 0 training rows, at least 2 are needed");
  }

  @Test
  void refusesMassesThatAreAllTheSame() throws IOException {
    Path file = folder.resolve("normalisation.json");
    Files.writeString(
        file,
        Unsealed.json(Files.readString(file))
            .replace("\"standard_deviation\" : 0.58", "\"standard_deviation\" : 0.0"));
    assertRefused(
        ExitCodes.BAD_INPUT, "normalisation.json: the training masses have the standard deviation");
  }

  @Test
  void refusesMapsOfAnotherSize() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    SyntheticCatalogue.write(other, MAPS, 16);
    Files.copy(
        other.resolve("maps-1.fits"),
        folder.resolve("maps-1.fits"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(
        ExitCodes.BAD_INPUT, "has 256 values per channel, others have 32 x 32", "--epochs", "1");
  }

  private void replaceInCatalogue(String from, String to) throws IOException {
    Unsealed.json(folder.resolve("normalisation.json"));
    Files.writeString(catalogue, Files.readString(catalogue).replace(from, to));
  }
}
