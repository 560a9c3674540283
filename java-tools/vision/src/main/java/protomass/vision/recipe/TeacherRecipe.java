package protomass.vision.recipe;

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
    Check.share("teacher.momentum", momentum);
    Check.share("teacher.final-momentum", finalMomentum);
    Check.positive("teacher.warmup-temperature", warmupTemperature);
    Check.positive("teacher.temperature", temperature);
    Check.atLeast("teacher.temperature-warmup-epochs", temperatureWarmupEpochs, 0);
  }
}
