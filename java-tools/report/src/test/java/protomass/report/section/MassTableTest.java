package protomass.report.section;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import protomass.core.score.Prediction;
import protomass.core.score.Scores;
import protomass.report.score.Model;
import protomass.report.score.ScoredModel;

class MassTableTest {
  /** Masses of 1 Msun and above in thirds of a decade: to 2.15, to 4.64, to 10. */
  @Test
  void binsOfTrainingAndOfTestMapsStandInOneTable() {
    double[] training = {0.1, 0.2, 0.9};
    ScoredModel first =
        scored(Model.VIT_PRETRAINED_WHITENED, training, new double[][] {{0.1, 0.4}, {0.3, 0.2}});
    ScoredModel second =
        scored(Model.RESNET_TRAINED, training, new double[][] {{0.1, 0.1}, {0.5, 0}});
    MassTable table = MassTable.of(List.of(first, second));
    assertEquals(List.of("ViT, pretrained, whitened", "ResNet-18, trained"), table.models());
    // Errors of +0.3 and -0.1: mean 0.1, root mean square sqrt(0.05) = 0.224.
    assertEquals(
        new MassTable.Row("1 to 2.15", "2", "2", List.of("+0.10", "0.224", "+0.00", "0.000")),
        table.rows().get(0));
    assertEquals(
        new MassTable.Row("2.15 to 4.64", "0", "1", List.of("–", "–", "−0.50", "0.500")),
        table.rows().get(1));
    assertEquals(
        new MassTable.Row("4.64 to 10", "1", "0", List.of("–", "–", "–", "–")),
        table.rows().get(2));
    assertEquals(3, table.rows().size());
  }

  private static ScoredModel scored(Model model, double[] training, double[][] rows) {
    List<Prediction> predictions = new java.util.ArrayList<>();
    for (double[] row : rows) {
      predictions.add(new Prediction("a", "g", row[0], row[1], Double.NaN, Double.NaN, List.of()));
    }
    Scores scores =
        Scores.of(
            model.key(),
            SplitBy.STAR,
            training.length,
            training,
            predictions,
            1,
            Provenance.of("protomass regress", 1L));
    return new ScoredModel(model, scores, predictions, "a.scores.json");
  }
}
