package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import protomass.core.random.RandomStream;

/** What is drawn, against the definition of the official augmentation. */
class CropPlanTest {
  private static final int DRAWS = 20_000;
  private static final int SIDE = 96;

  @Test
  void boxesKeepToScaleAspectAndPicture() {
    for (CropPlan plan : plans(CropRole.SECOND_GLOBAL, AugmentationRecipe.official())) {
      CropBox box = plan.box();
      assertTrue(box.top() + box.height() <= SIDE && box.left() + box.width() <= SIDE);
      // Rounding each side to a pixel moves area and aspect by at most about two sides' share.
      double share = (double) box.height() * box.width() / (SIDE * SIDE);
      assertTrue(share > 0.32 * 0.97 && share <= 1, "share " + share);
      double aspect = (double) box.width() / box.height();
      assertTrue(aspect > 0.75 * 0.97 && aspect < 4.0 / 3 * 1.03, "aspect " + aspect);
    }
  }

  @Test
  void scaleIsUniformAndAspectSymmetricInItsLogarithm() {
    // Small boxes always fit, so nothing is rejected and the drawn laws are seen unchanged.
    List<CropPlan> plans = plans(CropRole.LOCAL, AugmentationRecipe.official());
    double area = 0;
    double logAspect = 0;
    double top = 0;
    for (CropPlan plan : plans) {
      CropBox box = plan.box();
      area += (double) box.height() * box.width() / (SIDE * SIDE) / DRAWS;
      logAspect += Math.log((double) box.width() / box.height()) / DRAWS;
      top += (double) box.top() / (SIDE - box.height()) / DRAWS;
    }
    // Five standard errors: 0.078, 0.166 and 0.29 over the root of the draws.
    assertEquals(0.185, area, 0.003);
    assertEquals(0, logAspect, 0.006);
    assertEquals(0.5, top, 0.011);
  }

  @Test
  void takesTheCentreWhenNoBoxFits() {
    CropRecipe whole = new CropRecipe(32, 1, 1);
    assertEquals(
        new CropBox(0, 83, 100, 133), CropBox.random(RandomStream.of(1, "test"), whole, 300, 100));
    assertEquals(
        new CropBox(83, 0, 133, 100), CropBox.random(RandomStream.of(1, "test"), whole, 100, 300));
  }

  @Test
  void probabilitiesFollowTheRole() {
    AugmentationRecipe recipe = AugmentationRecipe.official();
    for (CropRole role : CropRole.values()) {
      List<CropPlan> plans = plans(role, recipe);
      assertShare(0.5, plans, CropPlan::flip);
      assertShare(0.8, plans, plan -> plan.jitter().isPresent());
      assertShare(0.2, plans, CropPlan::grey);
      assertShare(recipe.blur().probability(role), plans, plan -> plan.blurSigma().isPresent());
      assertShare(role == CropRole.SECOND_GLOBAL ? 0.2 : 0, plans, CropPlan::solarize);
    }
  }

  @Test
  void jitterKeepsToItsStrengthsInEveryOrder() {
    List<ColourJitter> jitters =
        plans(CropRole.LOCAL, AugmentationRecipe.official()).stream()
            .flatMap(plan -> plan.jitter().stream())
            .map(ColourJitter.class::cast)
            .toList();
    for (ColourJitter.Step step : jitters.stream().flatMap(j -> j.steps().stream()).toList()) {
      double low =
          switch (step.property()) {
            case BRIGHTNESS, CONTRAST -> 0.6;
            case SATURATION -> 0.8;
            case HUE -> -0.1;
          };
      double high = step.property() == ColourJitter.Property.HUE ? 0.1 : 2 - low;
      assertTrue(step.amount() >= low && step.amount() < high, step.toString());
    }
    long orders =
        jitters.stream()
            .map(j -> j.steps().stream().map(ColourJitter.Step::property).toList())
            .distinct()
            .count();
    assertEquals(24, orders);
  }

  @Test
  void leavesOutStepsOfStrengthZero() {
    ColourJitter jitter =
        ColourJitter.draw(RandomStream.of(1, "test"), new JitterRecipe(1, 0.4, 0, 0, 0));
    assertEquals(1, jitter.steps().size());
    assertEquals(ColourJitter.Property.BRIGHTNESS, jitter.steps().getFirst().property());
  }

  @Test
  void physicalChannelsAreNeverMixed() {
    AugmentationRecipe recipe = AugmentationRecipes.small(ChannelKind.PHYSICAL);
    List<CropPlan> plans = plans(CropRole.SECOND_GLOBAL, recipe);
    assertShare(0, plans, CropPlan::grey);
    assertShare(
        0.8, plans, plan -> plan.jitter().filter(ChannelJitter.class::isInstance).isPresent());
  }

  private static List<CropPlan> plans(CropRole role, AugmentationRecipe recipe) {
    return LongStream.range(0, DRAWS)
        .mapToObj(i -> RandomStream.of(11, "test." + role, i))
        .map(random -> CropPlan.draw(random, recipe, role, SIDE, SIDE))
        .toList();
  }

  private static void assertShare(
      double expected, List<CropPlan> plans, Predicate<CropPlan> property) {
    double share = (double) plans.stream().filter(property).count() / plans.size();
    double standardError = Math.sqrt(expected * (1 - expected) / plans.size());
    assertEquals(expected, share, 5 * standardError);
  }
}
