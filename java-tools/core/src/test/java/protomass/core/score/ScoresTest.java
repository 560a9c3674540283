package protomass.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;

class ScoresTest {
  private static final Provenance PROVENANCE = Provenance.of("protomass regress", 1L);

  @TempDir Path folder;

  private static Prediction prediction(String group, double truth, double predicted) {
    return new Prediction(
        group + "-x", group, truth, predicted, predicted - 0.5, predicted + 0.5, List.of("a", "b"));
  }

  private static Scores scores(List<Prediction> predictions, long seed) {
    return Scores.of(
        "model", SplitBy.STAR, 100, new double[] {-1, 0, 0.2, 1}, predictions, seed, PROVENANCE);
  }

  /** Many groups of three views with errors that are equal within a group. */
  private static List<Prediction> manyGroups(int viewsPerGroup) {
    List<Prediction> predictions = new ArrayList<>();
    for (int group = 0; group < 40; group++) {
      RandomStream random = RandomStream.of(5, "predictions", group);
      double truth = random.nextGaussian();
      double predicted = truth + 0.3 * random.nextGaussian();
      for (int view = 0; view < viewsPerGroup; view++) {
        predictions.add(prediction("g" + group, truth, predicted));
      }
    }
    return predictions;
  }

  @Test
  void equalsNumbersFoundByHand() {
    // Truth has mean -0.5 and a sum of squares of 0.25 + 0.25 + 2.25 + 2.25 = 5 about it; errors
    // are 0.1, -0.3, 0, 0.2: squares 0.01 + 0.09 + 0 + 0.04 = 0.14.
    Scores scores =
        scores(
            List.of(
                prediction("a", -1, -0.9),
                prediction("a", 0, -0.3),
                prediction("b", 1, 1),
                prediction("c", -2, -1.8)),
            1);
    // Four terms of order 1: a few units of 1e-16.
    assertEquals(1 - 0.14 / 5, scores.r2(), 1e-15);
    assertEquals(Math.sqrt(0.14 / 4), scores.rmseDex(), 1e-15);
    assertEquals(0.6 / 4, scores.maeDex(), 1e-15);
    assertEquals(4, scores.testRows());
    assertEquals(3, scores.testGroups());
    assertEquals(100, scores.trainingRows());
  }

  @Test
  void binsByThirdOfADecadeOfTrueMass() {
    Scores scores =
        scores(
            List.of(
                prediction("a", 0.0, 0.1),
                prediction("a", 0.3, 0.0),
                prediction("b", -0.1, -0.1),
                prediction("c", 1.0, 1.5)),
            1);
    assertEquals(
        List.of(-1.0 / 3, 0.0, 1.0),
        scores.massBins().stream().map(Scores.MassBin::lowerLogMass).toList());
    Scores.MassBin middle = scores.massBins().get(1);
    assertEquals(1.0 / 3, middle.upperLogMass());
    assertEquals(2, middle.rows());
    assertEquals(Math.sqrt((0.01 + 0.09) / 2), middle.rmseDex(), 1e-15);
    assertEquals(-0.1, middle.biasDex(), 1e-15);
  }

  @Test
  void countsTrainingMassesInTheSameBins() {
    TrainingMasses masses = TrainingMasses.of(new double[] {0.3, -0.1, 0, 1, 0.1});
    assertEquals(-0.1, masses.minimumLogMass());
    assertEquals(1.1, masses.rangeDex());
    assertEquals(
        List.of(
            new TrainingMasses.Bin(-1.0 / 3, 0, 1),
            new TrainingMasses.Bin(0, 1.0 / 3, 3),
            new TrainingMasses.Bin(1, 4.0 / 3, 1)),
        masses.bins());
    TrainingMasses none = TrainingMasses.of(new double[] {});
    assertTrue(Double.isNaN(none.rangeDex()) && none.bins().isEmpty());
  }

  @Test
  void intervalsHoldTheScoreAndDependOnTheSeedOnly() {
    List<Prediction> predictions = manyGroups(1);
    Scores scores = scores(predictions, 1);
    assertTrue(scores.r2Interval().lower() < scores.r2());
    assertTrue(scores.r2() < scores.r2Interval().upper());
    assertTrue(scores.rmseInterval().lower() < scores.rmseDex());
    assertTrue(scores.rmseDex() < scores.rmseInterval().upper());
    assertEquals(scores, scores(predictions, 1));
    assertNotEquals(scores.r2Interval(), scores(predictions, 2).r2Interval());
  }

  @Test
  void viewsOfOneStarDoNotNarrowTheInterval() {
    // Three equal views of each star say no more than one: groups are drawn together.
    Scores.Interval one = scores(manyGroups(1), 1).rmseInterval();
    Scores.Interval three = scores(manyGroups(3), 1).rmseInterval();
    assertEquals(one.lower(), three.lower(), 1e-12);
    assertEquals(one.upper(), three.upper(), 1e-12);
  }

  @Test
  void theIntervalIsThatOfTheNormalApproximation() {
    // The standard error of a root mean square of n normal errors is sigma / sqrt(2 n).
    List<Prediction> predictions = new ArrayList<>();
    RandomStream random = RandomStream.of(6, "errors");
    for (int i = 0; i < 2000; i++) {
      predictions.add(prediction("g" + i, 0.001 * i, 0.001 * i + 0.2 * random.nextGaussian()));
    }
    Scores scores = scores(predictions, 1);
    double halfWidth = (scores.rmseInterval().upper() - scores.rmseInterval().lower()) / 2;
    // The ends of 1000 resamples scatter by about 5 per cent, the sample itself by 3.
    assertEquals(1.96 * 0.2 / Math.sqrt(2 * 2000), halfWidth, 0.2 * halfWidth);
  }

  @Test
  void fewerThanFiveGroupsHaveNoInterval() {
    List<Prediction> predictions = new ArrayList<>();
    for (int group = 0; group < GroupBootstrap.MINIMUM_GROUPS; group++) {
      predictions.add(prediction("g" + group, group, group + 0.1));
      predictions.add(prediction("g" + group, group, group + 0.2));
      Scores scores = scores(predictions, 1);
      boolean enough = group + 1 >= GroupBootstrap.MINIMUM_GROUPS;
      assertEquals(enough, scores.r2Interval().lower() != null);
      assertEquals(enough, scores.rmseInterval().upper() != null);
    }
  }

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("m.scores.json");
    Scores scores = scores(manyGroups(2), 1);
    Json.write(file, scores);
    assertEquals(scores, Json.read(file, Scores.class));
  }

  @Test
  void aScoreThatIsNotANumberSurvivesTheFile() {
    // One true mass throughout: R² divides by zero.
    Path file = folder.resolve("m.scores.json");
    Scores scores = scores(List.of(prediction("a", 1, 1), prediction("b", 1, 1)), 1);
    assertFalse(Double.isFinite(scores.r2()));
    Json.write(file, scores);
    assertEquals(scores, Json.read(file, Scores.class));
  }

  @Test
  void predictionsReadBackAsWritten() {
    Path stem = folder.resolve("m");
    List<Prediction> predictions =
        List.of(
            prediction("H1-0003", 1.0 / 3, -2e-17),
            new Prediction("n", "g", 0, 1, Double.NaN, Double.NaN, List.of()));
    PredictionTable.writeWithScores(stem, predictions, scores(predictions, 1));
    assertEquals(
        predictions,
        PredictionTable.read(folder.resolve("m.predictions.csv"), folder.resolve("m.scores.json")));
  }

  @Test
  void refusesABrokenTableOfPredictions() throws IOException {
    Path file = folder.resolve("m.predictions.csv");
    for (String content :
        List.of(
            "id,group\na,b\n",
            "id,group,log_mass_true,log_mass_predicted,lower,upper,neighbours\na,b,x,0,0,0,\n",
            "id,group,log_mass_true,log_mass_predicted,lower,upper,neighbours\n\"a,b")) {
      Files.writeString(file, content);
      BadInputException failure =
          assertThrows(
              BadInputException.class,
              () -> PredictionTable.read(file, folder.resolve("m.scores.json")));
      assertTrue(
          failure.getMessage().startsWith(file + ": is not a table of predictions"),
          failure.getMessage());
    }
  }
}
