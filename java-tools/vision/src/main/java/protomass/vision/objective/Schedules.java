package protomass.vision.objective;

import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.recipe.ScheduleRecipe;
import protomass.vision.recipe.TeacherRecipe;

/**
 * The five schedules of a training.
 *
 * @param iterationsPerEpoch steps of an epoch
 */
public record Schedules(
    OptimizerRecipe optimizer,
    TeacherRecipe teacher,
    ScheduleRecipe schedule,
    long iterationsPerEpoch) {
  /** The values of one step. */
  public record Values(
      double learningRate,
      double lastLayerRate,
      double weightDecay,
      double teacherMomentum,
      double teacherTemperature) {}

  /** Steps of the whole training. */
  public long iterations() {
    return schedule.epochs() * iterationsPerEpoch;
  }

  /** The values at a 0-based iteration. */
  public Values at(long iteration) {
    long total = iterations();
    double rate =
        new CosineSchedule(
                optimizer.peakRate(schedule.batchSize()),
                optimizer.finalRate(),
                total,
                schedule.warmupEpochs() * iterationsPerEpoch,
                0,
                0)
            .at(iteration);
    boolean frozen = iteration < optimizer.frozenLastLayerEpochs() * iterationsPerEpoch;
    long temperatureWarmup = teacher.temperatureWarmupEpochs() * iterationsPerEpoch;
    double temperature =
        new CosineSchedule(
                teacher.temperature(),
                teacher.temperature(),
                temperatureWarmup,
                temperatureWarmup,
                teacher.warmupTemperature(),
                0)
            .at(iteration);
    return new Values(
        rate,
        frozen ? 0 : rate,
        CosineSchedule.of(optimizer.weightDecay(), optimizer.finalWeightDecay(), total)
            .at(iteration),
        CosineSchedule.of(teacher.momentum(), teacher.finalMomentum(), total).at(iteration),
        temperature);
  }
}
