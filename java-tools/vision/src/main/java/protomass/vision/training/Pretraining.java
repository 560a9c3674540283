package protomass.vision.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import protomass.core.artefact.MetricsRow;
import protomass.core.error.BadInputException;
import protomass.core.progress.Progress;
import protomass.vision.augmentation.CropBatch;
import protomass.vision.augmentation.MaskBatch;
import protomass.vision.objective.MicroBatch;
import protomass.vision.objective.Objective;
import protomass.vision.objective.Optimizer;
import protomass.vision.objective.Replicas;
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
  private final Replicas replicas;
  private final StochasticDepth stochasticDepth;
  private final TrainingLog log;

  /**
   * @param manager owner of the state, on the first device
   * @param devices that share each batch; the first is the manager's
   * @param log takes note of every step
   */
  Pretraining(
      NDManager manager,
      List<Device> devices,
      Recipe recipe,
      TrainingState state,
      long seed,
      long iterationsPerEpoch,
      TrainingLog log) {
    this.manager = manager;
    this.recipe = recipe;
    this.state = state;
    this.schedules =
        new Schedules(recipe.optimizer(), recipe.teacher(), recipe.schedule(), iterationsPerEpoch);
    this.objective =
        new Objective(recipe.encoder().shape(), recipe.objective(), recipe.execution());
    this.optimizer =
        new Optimizer(
            objective, recipe.optimizer(), state.student().names(), recipe.encoder().depth());
    this.replicas = Replicas.on(manager, devices, state.student(), state.teacher());
    this.stochasticDepth =
        new StochasticDepth(recipe.encoder().dropPath(), recipe.encoder().depth(), seed);
    this.log = log;
  }

  /**
   * Takes one step.
   *
   * @param microBatches of the batch, as many as the recipe has micro-batches
   * @param images where the batch comes from, for the message of a failure
   */
  void step(List<CropBatch> microBatches, Progress progress, String images) {
    long iteration = state.iteration();
    Schedules.Values values = schedules.at(iteration);
    try (NDManager scratch = manager.newSubManager()) {
      Objective.Result result =
          objective.evaluate(
              scratch,
              replicas,
              source(microBatches),
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
      requireFinite(norms, iteration, images);
      optimizer.updateTeacher(scratch, state.teacher(), state.student(), values.teacherMomentum());
      objective.broadcastWeights(scratch, replicas);
      state.finishStep(manager, result.centers());
      if (log.wants(state.iteration(), schedules.iterations())) {
        MetricsRow row = row(scratch, result, norms, values);
        log.add(row);
        progress.note(log.live(row));
      }
    }
    progress.advance(1);
  }

  @Override
  public void close() {
    replicas.close();
    objective.close();
  }

  private MicroBatch.Source source(List<CropBatch> microBatches) {
    return new MicroBatch.Source() {
      @Override
      public int count() {
        return microBatches.size();
      }

      @Override
      public MicroBatch on(NDManager device, int index) {
        return microBatch(device, microBatches.get(index));
      }
    };
  }

  private MicroBatch microBatch(NDManager device, CropBatch batch) {
    int samples = recipe.microBatchSize();
    int channels = recipe.encoder().channels();
    int side = recipe.augmentation().global().size();
    int localSide = recipe.augmentation().local().size();
    int localCrops = recipe.augmentation().localCrops() * samples;
    MaskBatch masks = batch.masks();
    return new MicroBatch(
        Torch.tensor(device, batch.globalCrops(), 2L * samples, channels, side, side),
        Torch.tensor(device, batch.localCrops(), localCrops, channels, localSide, localSide),
        Torch.mask(device, flat(masks.masks()), 2L * samples, masks.masks()[0].length),
        Torch.indices(device, masks.indices()),
        Torch.tensor(device, masks.weights(), masks.weights().length),
        stochasticDepth.at(device, batch.microBatch(), 2 * samples, localCrops));
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

  private static void requireFinite(Optimizer.GradientNorms norms, long iteration, String images) {
    requireFinite("the gradient of the encoder", norms.backbone(), iteration, images);
    requireFinite("the gradient of the head", norms.head(), iteration, images);
    requireFinite("the gradient of iBOT's head", norms.patchHead(), iteration, images);
  }

  private static void requireFinite(String term, float value, long iteration, String images) {
    if (!Float.isFinite(value)) {
      throw new BadInputException(
          Path.of(images),
          "at iteration %d %s is not finite".formatted(iteration, term),
          "lower optimizer.base-rate or look for blank images; the last checkpoint is untouched");
    }
  }

  private MetricsRow row(
      NDManager scratch,
      Objective.Result result,
      Optimizer.GradientNorms norms,
      Schedules.Values values) {
    long done = state.iteration();
    return new MetricsRow(
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
  }
}
