package protomass.report.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PublishedScoresTest {
  /** By hand: 0.089 / sqrt(0.2), 0.34 / sqrt(2.9) and 0.52 / sqrt(1.58). */
  @Test
  void spreadsThatTheTableImplies() {
    assertEquals(0.1990, spread(Model.VIT_PRETRAINED), 5e-5);
    assertEquals(0.1990, spread(Model.RESNET_TRAINED), 5e-5);
    assertEquals(0.2019, spread(Model.VIT_PRETRAINED_WHITENED), 5e-5);
    assertEquals(0.1997, spread(Model.RESNET_UNTRAINED), 5e-5);
    assertEquals(0.4137, spread(Model.VIT_RANDOM), 5e-5);
  }

  private static double spread(Model model) {
    return PublishedScores.of(model).orElseThrow().impliedSpread();
  }
}
