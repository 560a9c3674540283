package protomass.vision.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.progress.Progress;
import protomass.core.progress.ResidentMemory;
import protomass.vision.augmentation.BlockMasking;
import protomass.vision.augmentation.CropBatch;
import protomass.vision.augmentation.LoaderReport;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;
import protomass.vision.torch.EngineOptions;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/**
 * Steps of a recipe on crops of noise, without input: images a second, the share of the matrix
 * products' speed that is reached, and memory.
 */
@Command(name = "step-benchmark", mixinStandardHelpOptions = true)
public final class StepBenchmark implements Runnable {
  private static final int MATRIX_SIDE_GPU = 8192;
  private static final int MATRIX_SIDE_CPU = 2048;

  @Mixin private EngineOptions engine;

  @Option(names = "--recipe", required = true, description = "YAML recipe.")
  private Path recipeFile;

  @Option(names = "--set", description = "KEY=VALUE of the recipe; repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--warm-up", defaultValue = "2", description = "Steps before the measured ones.")
  private int warmUp;

  @Option(names = "--steps", defaultValue = "5", description = "Measured steps.")
  private int steps;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StepBenchmark()).execute(arguments));
  }

  @Override
  public void run() {
    List<Device> devices = engine.applyAll();
    Recipe recipe = RecipeFile.read(recipeFile, overrides);
    try (NDManager manager = Torch.newManager()) {
      double peak = peakFlops(manager, devices.getFirst(), recipe);
      List<Double> seconds = stepSeconds(manager, devices, recipe);
      report(recipe, devices, seconds, peak * devices.size());
    }
  }

  private List<Double> stepSeconds(NDManager manager, List<Device> devices, Recipe recipe) {
    List<CropBatch> batch = noise(recipe);
    TrainingState state = TrainingState.random(manager, recipe, 1);
    TrainingLog log =
        new TrainingLog(
            Integer.MAX_VALUE,
            TrainingLog.Lines.none(),
            new CollapseAlarm(recipe, message -> {}),
            new Throughput(List.of(Device.cpu()), () -> new LoaderReport(0, 0, 0)));
    List<Double> seconds = new ArrayList<>();
    try (Pretraining training = new Pretraining(manager, devices, recipe, state, 1, 1000, log)) {
      for (int i = 0; i < warmUp + steps; i++) {
        long begin = System.nanoTime();
        training.step(batch, Progress.silent(1), "noise");
        if (i >= warmUp) {
          seconds.add((System.nanoTime() - begin) / 1e9);
        }
      }
    }
    return seconds;
  }

  private static List<CropBatch> noise(Recipe recipe) {
    int side = recipe.augmentation().global().size();
    int localSide = recipe.augmentation().local().size();
    int grid = recipe.encoder().shape().grid();
    int samples = recipe.microBatchSize();
    List<CropBatch> parts = new ArrayList<>();
    for (int part = 0; part < recipe.execution().microBatches(); part++) {
      parts.add(
          new CropBatch(
              0,
              part,
              0,
              noise(2 * samples * 3 * side * side, part),
              noise(recipe.augmentation().localCrops() * samples * 3 * localSide * localSide, part),
              new BlockMasking(recipe.masks(), grid, grid).masks(1, part, 2 * samples)));
    }
    return parts;
  }

  private static float[] noise(int count, int part) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) Math.sin(i * 0.7310 + part + i % 1009);
    }
    return values;
  }

  /** Operations a second of large matrix products in the recipe's precision, measured. */
  private static double peakFlops(NDManager manager, Device device, Recipe recipe) {
    int side = device.isGpu() ? MATRIX_SIDE_GPU : MATRIX_SIDE_CPU;
    int count = device.isGpu() ? 50 : 5;
    try (TorchScript script =
        TorchScript.compile(StepBenchmark.class, "/protomass/vision/torch/matmul.torchscript")) {
      double best = 0;
      for (int round = 0; round < 4; round++) {
        long begin = System.nanoTime();
        Torch.scalar(
            script
                .call(
                    manager,
                    "multiply",
                    side,
                    count,
                    recipe.execution().precision().torchCode(),
                    Torch.tensor(manager, new float[] {0}, 1))
                .getFirst());
        double seconds = (System.nanoTime() - begin) / 1e9;
        best = Math.max(best, 2.0 * side * side * side * count / seconds);
      }
      return best;
    }
  }

  /**
   * Operations of a step's matrix products: the teacher forward, the student forward and backward
   * (twice a forward), and a second forward of the blocks where activations are not kept.
   */
  static double stepFlops(Recipe recipe) {
    int patch = recipe.encoder().patchSize();
    int extra = 1 + recipe.encoder().registers();
    double globalTokens =
        Math.pow((double) recipe.augmentation().global().size() / patch, 2) + extra;
    double localTokens = Math.pow((double) recipe.augmentation().local().size() / patch, 2) + extra;
    double global = 2 * encoderFlops(recipe, globalTokens);
    double local = recipe.augmentation().localCrops() * encoderFlops(recipe, localTokens);
    double kept = 1 - recipe.encoder().dropPath();
    double passes = recipe.execution().activationCheckpointing() ? 4 : 3;
    double masks =
        2
            * recipe.masks().probability()
            * (globalTokens - extra)
            * (recipe.masks().minimumRatio() + recipe.masks().maximumRatio())
            / 2;
    double heads = headFlops(recipe) * (4 * (2 + masks) + 3 * recipe.augmentation().localCrops());
    return recipe.schedule().batchSize() * (global + passes * kept * (global + local) + heads);
  }

  private static double encoderFlops(Recipe recipe, double tokens) {
    double width = recipe.encoder().width();
    double mlp = 2.0 * recipe.encoder().mlpRatio();
    double block = tokens * ((4 + mlp) * width * width + 2 * tokens * width);
    double patches = tokens * 3 * Math.pow(recipe.encoder().patchSize(), 2) * width;
    return 2 * (recipe.encoder().depth() * block + patches);
  }

  private static double headFlops(Recipe recipe) {
    double hidden = recipe.head().hidden();
    return 2
        * (recipe.encoder().width() * hidden
            + hidden * hidden
            + hidden * recipe.head().bottleneck()
            + (double) recipe.head().bottleneck() * recipe.head().prototypes());
  }

  private void report(Recipe recipe, List<Device> devices, List<Double> seconds, double peak) {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = sorted[sorted.length / 2];
    double flops = stepFlops(recipe) / median;
    System.out.printf(
        Locale.ROOT,
        "%s on %s: batch %d in %d parts, %s%s: %.3g s a step (%.3g to %.3g), %.4g images/s, %.3g"
            + " TFLOP/s, %.0f %% of the %.3g TFLOP/s of large matrix products; %s%n",
        recipe.name(),
        devices,
        recipe.schedule().batchSize(),
        recipe.execution().microBatches(),
        recipe.execution().precision().toString().toLowerCase(Locale.ROOT),
        recipe.execution().activationCheckpointing() ? ", activation checkpointing" : "",
        median,
        sorted[0],
        sorted[sorted.length - 1],
        recipe.schedule().batchSize() / median,
        flops / 1e12,
        100 * flops / peak,
        peak / 1e12,
        memory(devices));
    System.out.println("all steps: " + Arrays.toString(sorted));
  }

  private static String memory(List<Device> devices) {
    String resident =
        String.format(Locale.ROOT, "resident %.1f GB", ResidentMemory.peakBytes().orElse(0) / 1e9);
    return devices.getFirst().isGpu()
        ? resident
            + String.format(
                Locale.ROOT,
                ", GPU %.1f GB",
                CudaUtils.getGpuMemory(devices.getFirst()).getUsed() / 1e9)
        : resident;
  }
}
