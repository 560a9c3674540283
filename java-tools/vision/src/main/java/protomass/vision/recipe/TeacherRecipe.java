package protomass.vision.recipe;

import protomass.core.error.Bounds;

/**
 * The teacher: a moving average of the student.
 *
 * @param momentum at the start (0.992)
 * @param finalMomentum at the end (1)
 * @param warmupTemperature temperature of its softmax at the start (0.04)
 * @param temperature after the warm-up (0.07)
 * @param temperatureWarmupEpochs length of that linear warm-up (30)
 */
public record TeacherRecipe(
    double momentum,
    double finalMomentum,
    double warmupTemperature,
    double temperature,
    int temperatureWarmupEpochs) {
  public TeacherRecipe {
    Bounds.share("teacher.momentum", momentum);
    Bounds.share("teacher.final-momentum", finalMomentum);
    Bounds.positive("teacher.warmup-temperature", warmupTemperature);
    Bounds.positive("teacher.temperature", temperature);
    Bounds.atLeast("teacher.temperature-warmup-epochs", temperatureWarmupEpochs, 0);
  }
}
