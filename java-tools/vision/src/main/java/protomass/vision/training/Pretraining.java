package protomass.vision.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.progress.Progress;
import protomass.vision.augmentation.CropBatch;
import protomass.vision.augmentation.MaskBatch;
import protomass.vision.objective.Objective;
import protomass.vision.objective.Optimizer;
import protomass.vision.objective.Schedules;
import protomass.vision.recipe.Recipe;
import protomass.vision.torch.Torch;

/**
 * The loop of self-supervised pretraining. Everything random is a function of (seed, iteration), so
 * a training stopped after any step and restored goes on as if it had never stopped.
 */
final class Pretraining implements AutoCloseable {
  private final NDManager manager;
  private final Recipe recipe;
  private final TrainingState state;
  private final Schedules schedules;
  private final Objective objective;
  private final Optimizer optimizer;
  private final StochasticDepth stochasticDepth;
  private final List<String> metrics;
  private final CollapseAlarm alarm;

  /**
   * @param manager owner of the state
   * @param metrics lines so far; new ones are appended
   * @param alarm is shown every new row
   */
  Pretraining(
      NDManager manager,
      Recipe recipe,
      TrainingState state,
      long seed,
      long iterationsPerEpoch,
      List<String> metrics,
      CollapseAlarm alarm) {
    this.manager = manager;
    this.recipe = recipe;
    this.state = state;
    this.schedules =
        new Schedules(recipe.optimizer(), recipe.teacher(), recipe.schedule(), iterationsPerEpoch);
    this.objective = new Objective(recipe.encoder().shape(), recipe.objective());
    this.optimizer =
        new Optimizer(
            objective, recipe.optimizer(), state.student().names(), recipe.encoder().depth());
    this.stochasticDepth =
        new StochasticDepth(recipe.encoder().dropPath(), recipe.encoder().depth(), seed);
    this.metrics = new ArrayList<>(metrics);
    this.alarm = alarm;
  }

  /** The lines of metrics, from the first step of the training on. */
  List<String> metrics() {
    return List.copyOf(metrics);
  }

  /**
   * Takes one step.
   *
   * @param images where the batch comes from, for the message of a failure
   */
  void step(CropBatch batch, Progress progress, String images) {
    long iteration = state.iteration();
    Schedules.Values values = schedules.at(iteration);
    try (NDManager scratch = manager.newSubManager()) {
      Objective.Result result =
          objective.evaluate(
              scratch,
              state.student(),
              state.teacher(),
              tensors(scratch, batch),
              stochasticDepth.at(
                  scratch,
                  iteration,
                  2 * recipe.schedule().batchSize(),
                  recipe.augmentation().localCrops() * recipe.schedule().batchSize()),
              state.centers(),
              values.teacherTemperature());
      requireFinite(result, iteration, images);
      Optimizer.GradientNorms norms =
          optimizer.update(
              scratch,
              state.student(),
              state.firstMoment(),
              state.secondMoment(),
              result.gradients(),
              values,
              iteration);
      optimizer.follow(scratch, state.teacher(), state.student(), values.teacherMomentum());
      state.finishStep(manager, result.centers());
      log(scratch, result, norms, values);
      progress.note(String.format(Locale.ROOT, "loss %.3f", result.total()));
    }
    progress.advance(1);
  }

  @Override
  public void close() {
    objective.close();
  }

  private Objective.Batch tensors(NDManager scratch, CropBatch batch) {
    int samples = recipe.schedule().batchSize();
    int channels = recipe.encoder().channels();
    int side = recipe.augmentation().global().size();
    int localSide = recipe.augmentation().local().size();
    long localCrops = (long) recipe.augmentation().localCrops() * samples;
    MaskBatch masks = batch.masks();
    NDArray mask = Torch.mask(scratch, flat(masks.masks()), 2L * samples, masks.masks()[0].length);
    return new Objective.Batch(
        Torch.tensor(scratch, batch.globalCrops(), 2L * samples, channels, side, side),
        Torch.tensor(scratch, batch.localCrops(), localCrops, channels, localSide, localSide),
        mask,
        Torch.indices(scratch, masks.indices()),
        Torch.tensor(scratch, masks.weights(), masks.weights().length));
  }

  private static boolean[] flat(boolean[][] rows) {
    boolean[] flat = new boolean[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }

  private static void requireFinite(Objective.Result result, long iteration, String images) {
    requireFinite("the DINO loss of the local crops", result.dinoLocal(), iteration, images);
    requireFinite("the DINO loss of the global crops", result.dinoGlobal(), iteration, images);
    requireFinite("the KoLeo loss", result.koleo(), iteration, images);
    requireFinite("the iBOT loss", result.ibot(), iteration, images);
    requireFinite("the loss", result.total(), iteration, images);
  }

  private static void requireFinite(String term, float value, long iteration, String images) {
    if (!Float.isFinite(value)) {
      throw new BadInputException(
          Path.of(images),
          "at iteration %d %s is not finite".formatted(iteration, term),
          "lower optimizer.base-rate or look for blank images; the last checkpoint is untouched");
    }
  }

  private void log(
      NDManager scratch,
      Objective.Result result,
      Optimizer.GradientNorms norms,
      Schedules.Values values) {
    long done = state.iteration();
    int every = recipe.schedule().logEvery();
    if (done % every != 0 && done != 1 && done != schedules.iterations()) {
      return;
    }
    MetricsRow row =
        new MetricsRow(
            done,
            (double) done / schedules.iterationsPerEpoch(),
            done * recipe.schedule().batchSize(),
            result.total(),
            result.dinoLocal(),
            result.dinoGlobal(),
            result.koleo(),
            result.ibot(),
            values.learningRate(),
            values.weightDecay(),
            values.teacherMomentum(),
            values.teacherTemperature(),
            norms.backbone(),
            norms.head(),
            result.targetEntropy(),
            result.divergence(),
            objective.effectiveRank(scratch, result.classTokens()));
    metrics.add(Json.line(row));
    alarm.watch(row);
  }
}
