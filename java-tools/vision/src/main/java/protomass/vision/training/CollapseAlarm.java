package protomass.vision.training;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import protomass.core.artefact.MetricsRow;
import protomass.vision.recipe.ObjectiveRecipe.Centering;
import protomass.vision.recipe.Recipe;

/**
 * Watches the metrics of a training and says, once for each kind, that it goes wrong: small batches
 * collapse easily, and a collapse noticed at the end has cost the whole run.
 */
final class CollapseAlarm {
  /** The first epoch is left out: every training begins near ln(prototypes). */
  private static final double FIRST_EPOCH = 1;

  private static final double NEAR = 0.98;
  private static final double NEARLY_ZERO = 0.02;
  private static final double LEAST_RANK = 2;

  /** The official batch of 1,024 has 32 prototypes to each of its 2,048 class targets. */
  private static final double OFFICIAL_PROTOTYPES_PER_TARGET = 32;

  private static final double OFFICIAL_STEPS = 125_000;

  private enum Kind {
    FLAT_LOSS,
    LOW_RANK,
    SHARP_TEACHER,
    FLAT_TEACHER
  }

  private final Recipe recipe;
  private final double chance;
  private final Consumer<String> alarm;
  private final Set<Kind> raised = EnumSet.noneOf(Kind.class);

  /**
   * @param alarm takes each message
   */
  CollapseAlarm(Recipe recipe, Consumer<String> alarm) {
    this.recipe = recipe;
    this.chance = Math.log(recipe.head().prototypes());
    this.alarm = alarm;
  }

  /** What is known to go wrong before the first step. */
  static List<String> beforehand(Recipe recipe, long steps) {
    double perTarget = recipe.head().prototypes() / (2.0 * recipe.schedule().batchSize());
    boolean thin =
        recipe.objective().centering() == Centering.SINKHORN_KNOPP
            && perTarget > OFFICIAL_PROTOTYPES_PER_TARGET;
    return java.util.stream.Stream.of(
            steps < OFFICIAL_STEPS
                ? String.format(
                    Locale.ROOT,
                    "the official recipe takes %.0f steps; expect less from %d",
                    OFFICIAL_STEPS,
                    steps)
                : "",
            thin
                ? String.format(
                    Locale.ROOT,
                    "%d prototypes for batches of %d leave Sinkhorn-Knopp %.0f prototypes to each"
                        + " target; the official recipe has %.0f: lower head.prototypes or raise"
                        + " schedule.batch-size",
                    recipe.head().prototypes(),
                    recipe.schedule().batchSize(),
                    perTarget,
                    OFFICIAL_PROTOTYPES_PER_TARGET)
                : "")
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Looks at one row. */
  void watch(MetricsRow row) {
    if (row.epoch() <= FIRST_EPOCH) {
      return;
    }
    if (recipe.objective().dinoWeight() > 0 && row.crossEntropy() > NEAR * chance) {
      raise(
          Kind.FLAT_LOSS,
          row,
          String.format(
              Locale.ROOT,
              "the DINO loss %.3f is not below ln(prototypes) = %.3f: nothing is learned yet or the"
                  + " model has collapsed; lower teacher.temperature and teacher.momentum, or make"
                  + " the crops gentler",
              row.crossEntropy(),
              chance));
    }
    if (row.effectiveRank() < LEAST_RANK) {
      raise(
          Kind.LOW_RANK,
          row,
          String.format(
              Locale.ROOT,
              "the class tokens use %.2f directions: all images look alike to the encoder; look for"
                  + " blank images, or raise objective.koleo-weight",
              row.effectiveRank()));
    }
    if (row.teacherEntropy() < NEARLY_ZERO * chance) {
      raise(
          Kind.SHARP_TEACHER,
          row,
          String.format(
              Locale.ROOT,
              "the teacher's entropy %.3f is nearly 0: it names one prototype for each image; raise"
                  + " teacher.temperature",
              row.teacherEntropy()));
    }
    if (row.teacherEntropy() > NEAR * chance) {
      raise(
          Kind.FLAT_TEACHER,
          row,
          String.format(
              Locale.ROOT,
              "the teacher's entropy %.3f is nearly ln(prototypes) = %.3f: it tells images apart by"
                  + " nothing; lower teacher.temperature",
              row.teacherEntropy(),
              chance));
    }
  }

  private void raise(Kind kind, MetricsRow row, String message) {
    if (raised.add(kind)) {
      alarm.accept("at step " + row.iteration() + " " + message);
    }
  }
}
