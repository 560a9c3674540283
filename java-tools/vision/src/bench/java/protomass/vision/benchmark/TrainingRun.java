package protomass.vision.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import protomass.core.json.Json;
import protomass.core.random.RandomStream;
import protomass.core.safetensors.SafetensorsWriter;
import protomass.core.safetensors.Tensor;
import protomass.core.safetensors.TensorInfo;
import protomass.vision.augmentation.BlockMasking;
import protomass.vision.augmentation.MaskBatch;
import protomass.vision.augmentation.MaskRecipe;
import protomass.vision.encoder.EncoderShape;
import protomass.vision.network.HeadShape;
import protomass.vision.network.Network;
import protomass.vision.objective.MicroBatch;
import protomass.vision.objective.Objective;
import protomass.vision.objective.Optimizer;
import protomass.vision.objective.Schedules;
import protomass.vision.recipe.ExecutionRecipe;
import protomass.vision.recipe.ObjectiveRecipe;
import protomass.vision.recipe.OptimizerRecipe;
import protomass.vision.torch.Torch;

/** Steps of a training on one random batch: 2 crops of 112 px and 8 of 48 px a sample. */
final class TrainingRun implements AutoCloseable {
  static final int SAMPLES = 8;
  static final int GLOBAL_SIDE = 112;
  static final int LOCAL_SIDE = 48;
  static final int LOCAL_CROPS = 8;
  static final HeadSize HEAD = new HeadSize(2048, 256, 4096);

  private static final long SEED = 11;
  private static final int CHANNELS = 3;
  private static final ObjectiveRecipe OBJECTIVE =
      new ObjectiveRecipe(1, 1, 0.1, 0, 0.1, ObjectiveRecipe.Centering.SINKHORN_KNOPP, 0.9);
  private static final OptimizerRecipe OPTIMIZER =
      new OptimizerRecipe(
          1e-3, 0, OptimizerRecipe.RateScaling.NONE, 0.9, 0.999, 1e-8, 0.04, 0.04, 3, 0.9, 0.2, 0);
  private static final Schedules.Values VALUES =
      new Schedules.Values(1e-3, 1e-3, 0.04, 0.996, 0.07);

  /** Widths of the projection head. */
  record HeadSize(int hidden, int bottleneck, int prototypes) {}

  private final NDManager manager = Torch.newManager();
  private final Network.Shape shape;
  private final Network student;
  private final Network teacher;
  private final Network firstMoment;
  private final Network secondMoment;
  private final Objective objective;
  private final Optimizer optimizer;
  private final float[] globalCrops;
  private final float[] localCrops;
  private final MaskBatch masks;
  private NDList centers;
  private long iteration;

  TrainingRun(ModelSize size) {
    EncoderShape encoder = size.shape(GLOBAL_SIDE);
    this.shape =
        new Network.Shape(
            encoder,
            new HeadShape(encoder.width(), HEAD.hidden(), HEAD.bottleneck(), HEAD.prototypes()),
            false);
    this.student = Network.random(manager, shape, 1, SEED);
    this.teacher = student.copy(manager);
    this.firstMoment = Network.zeros(manager, shape);
    this.secondMoment = Network.zeros(manager, shape);
    this.objective = new Objective(encoder, OBJECTIVE, ExecutionRecipe.plain());
    this.optimizer = new Optimizer(objective, OPTIMIZER, student.names(), encoder.depth());
    this.globalCrops = noise("global", 2 * SAMPLES, GLOBAL_SIDE);
    this.localCrops = noise("local", LOCAL_CROPS * SAMPLES, LOCAL_SIDE);
    this.masks =
        BlockMasking.of(MaskRecipe.official(), GLOBAL_SIDE, encoder.patchSize())
            .masks(SEED, 0, 2 * SAMPLES);
    NDArray unused = Torch.tensor(manager, new float[HEAD.prototypes()], 1, HEAD.prototypes());
    this.centers = new NDList(unused, unused);
  }

  private static float[] noise(String purpose, int images, int side) {
    RandomStream random = RandomStream.of(SEED, purpose);
    float[] values = new float[images * CHANNELS * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Writes weights, batch and settings for the reference. Call it before the first step. */
  void write(Path exchange) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor weight : student.forFile()) {
      tensors.add(
          new Tensor(
              TensorInfo.of(
                  "weights." + weight.info().name(),
                  weight.info().type(),
                  weight.info().shapeArray()),
              weight.content()));
    }
    long patches = masks.masks()[0].length;
    tensors.add(
        Tensor.of("global_crops", globalCrops, 2 * SAMPLES, CHANNELS, GLOBAL_SIDE, GLOBAL_SIDE));
    tensors.add(
        Tensor.of(
            "local_crops", localCrops, LOCAL_CROPS * SAMPLES, CHANNELS, LOCAL_SIDE, LOCAL_SIDE));
    boolean[] flat = flatMasks();
    long[] numbers = new long[flat.length];
    for (int i = 0; i < flat.length; i++) {
      numbers[i] = flat[i] ? 1 : 0;
    }
    tensors.add(Tensor.of("masks", numbers, 2 * SAMPLES, patches));
    tensors.add(Tensor.of("masked", masks.indices(), masks.indices().length));
    tensors.add(Tensor.of("mask_weights", masks.weights(), masks.weights().length));
    SafetensorsWriter.write(exchange, Map.of("settings", Json.line(settings())), tensors);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = ModelSize.settings(shape.encoder());
    settings.put("hidden", HEAD.hidden());
    settings.put("bottleneck", HEAD.bottleneck());
    settings.put("prototypes", HEAD.prototypes());
    settings.put("studentTemperature", OBJECTIVE.studentTemperature());
    settings.put("teacherTemperature", VALUES.teacherTemperature());
    settings.put("koleoWeight", OBJECTIVE.koleoWeight());
    settings.put("rate", VALUES.learningRate());
    settings.put("weightDecay", VALUES.weightDecay());
    settings.put("teacherMomentum", VALUES.teacherMomentum());
    settings.put("clipNorm", OPTIMIZER.clipNorm());
    settings.put("layerDecay", OPTIMIZER.layerDecay());
    settings.put("patchRate", OPTIMIZER.patchEmbeddingRate());
    return settings;
  }

  private boolean[] flatMasks() {
    int patches = masks.masks()[0].length;
    boolean[] flat = new boolean[2 * SAMPLES * patches];
    for (int i = 0; i < masks.masks().length; i++) {
      System.arraycopy(masks.masks()[i], 0, flat, i * patches, patches);
    }
    return flat;
  }

  /**
   * One step as the loop of pretraining takes it, from arrays to the moved teacher.
   *
   * @return DINO local and global, KoLeo, iBOT, total, norms of the encoder's and the head's
   *     gradient, in the reference's order
   */
  float[] step() {
    try (NDManager scratch = manager.newSubManager()) {
      Objective.Result result =
          objective.evaluate(
              scratch, student, teacher, batch(scratch), centers, VALUES.teacherTemperature());
      Optimizer.GradientNorms norms =
          optimizer.update(
              scratch, student, firstMoment, secondMoment, result.gradients(), VALUES, iteration);
      optimizer.updateTeacher(scratch, teacher, student, VALUES.teacherMomentum());
      iteration++;
      return new float[] {
        result.dinoLocal(),
        result.dinoGlobal(),
        result.koleo(),
        result.ibot(),
        result.total(),
        norms.backbone(),
        norms.head()
      };
    }
  }

  private MicroBatch batch(NDManager scratch) {
    return new MicroBatch(
        Torch.tensor(scratch, globalCrops, 2 * SAMPLES, CHANNELS, GLOBAL_SIDE, GLOBAL_SIDE),
        Torch.tensor(scratch, localCrops, LOCAL_CROPS * SAMPLES, CHANNELS, LOCAL_SIDE, LOCAL_SIDE),
        Torch.mask(scratch, flatMasks(), 2 * SAMPLES, masks.masks()[0].length),
        Torch.indices(scratch, masks.indices()),
        Torch.tensor(scratch, masks.weights(), masks.weights().length),
        MicroBatch.KeptSamples.all());
  }

  @Override
  public void close() {
    objective.close();
    manager.close();
  }
}
