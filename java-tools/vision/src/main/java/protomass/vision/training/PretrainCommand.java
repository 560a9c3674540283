package protomass.vision.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.Bounds;
import protomass.core.error.ExitCodes;
import protomass.core.error.UsageException;
import protomass.core.file.OutputGuard;
import protomass.core.file.OutputPlan;
import protomass.core.json.Json;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.vision.augmentation.BlockMasking;
import protomass.vision.augmentation.CropLoader;
import protomass.vision.augmentation.LoaderPlan;
import protomass.vision.augmentation.LoaderReport;
import protomass.vision.augmentation.MultiCrop;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;
import protomass.vision.torch.EngineOptions;
import protomass.vision.torch.Torch;

/** Pretrains a vision transformer on fractals by self-supervision. */
@Command(
    name = "pretrain",
    description = {
      "Pretrains a vision transformer on fractal shards by DINOv2's objective.",
      "Writes a checkpoint folder: weights of student and teacher, moments, state.json, "
          + ResolvedRecipe.FILE_NAME
          + " and "
          + MetricsRow.FILE_NAME
          + ". If --out holds a checkpoint of the same training, that is continued."
    })
@Needs(
    torch = true,
    kernels = true,
    gpu = true,
    heapPercent = 40,
    vectorsWhen = "stream:",
    resumes = true)
public final class PretrainCommand implements ProtomassCommand {
  private static final int BATCHES_AHEAD = 4;

  @Mixin private StandardOptions standard;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "YAML recipe, such as conf/recipes/demo.yaml.")
  private Path recipeFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the recipe, such as optimizer.base-rate=0.002; repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--shards",
      arity = "1..*",
      paramLabel = "GLOB",
      description = "Fractal shards: paths, or a quoted glob such as 'fractals-*.tar'.")
  private List<String> shards;

  @Option(
      names = "--fractals",
      paramLabel = "STREAM",
      description =
          "Instead of shards, fractals that are rendered when they are wanted, the same as the stored"
              + " set's: stream:seed=S,count=N and, if other than these, size=336,points=1000000,"
              + "flames=rich,colour=independent,minimum-coverage=0.6,minimum-structure=0.08 (0 with"
              + " flames=study).")
  private String fractals;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of weights, data order, crops and masks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--from", paramLabel = "CHECKPOINT", description = "Checkpoint to continue from.")
  private Path from;

  @Option(
      names = "--warm-start",
      paramLabel = "CHECKPOINT",
      description =
          "Checkpoint whose weights alone a new training begins with; recipe, seed and images may"
              + " be others.")
  private Path warmStart;

  @Option(
      names = "--until-epoch",
      paramLabel = "N",
      description = "Stop after this epoch, counted from 1; by default at the recipe's end.")
  private Integer untilEpoch;

  @Option(
      names = "--segments",
      paramLabel = "N",
      description =
          "Stop after the next of N parts of the recipe's epochs: with a checkpoint at the end of"
              + " part i, part i + 1 is trained.")
  private Integer segments;

  @Option(
      names = "--wall-clock-budget",
      paramLabel = "TIME",
      description =
          "Stop in good order after this time, such as 6h, 90m or 30s, with exit code 75 if the"
              + " training is not complete, as SIGTERM and SIGUSR2 do. Continue with the same"
              + " command.")
  private String wallClockBudget;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Epochs between two checkpoints (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(
      names = "--keep-every",
      paramLabel = "N",
      description =
          "Also keep the checkpoint of every N-th epoch, as FOLDER.epoch-N beside the last one.")
  private Integer keepEvery;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Checkpoint to write.")
  private Path out;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().folder("--out", out, Checkpoint.KIND).goingOn();
  }

  @Override
  public Integer call() {
    Duration budget = wallClockBudget == null ? null : WallClock.parse(wallClockBudget);
    Bounds.atLeast("--checkpoint-every", checkpointEvery, 1);
    if (from != null && warmStart != null) {
      throw new UsageException("--from and --warm-start exclude each other", "give one");
    }
    if (keepEvery != null) {
      Bounds.atLeast("--keep-every", keepEvery, 1);
    }
    if (segments != null) {
      Bounds.atLeast("--segments", segments, 1);
    }
    List<Device> devices = engine.applyAll();
    Recipe recipe = RecipeFile.read(recipeFile, overrides);
    if (devices.size() > recipe.execution().microBatches()) {
      throw new UsageException(
          "--device names %d devices for execution.micro-batches %d"
              .formatted(devices.size(), recipe.execution().microBatches()),
          "raise execution.micro-batches to a multiple of the devices or name fewer");
    }
    if (keepEvery != null) {
      OutputGuard.alsoWrites(keptCheckpoints(recipe));
    }
    FractalImages images = FractalImages.open(shards, fractals);
    try (StopRequest stop = new StopRequest(budget);
        NDManager manager = Torch.newManager()) {
      Checkpoint previous = previousCheckpoint();
      if (previous != null) {
        previous.requireSame(recipe, seed, images.hash());
      }
      TrainingState state = begin(manager, recipe, previous);
      TrainingLog.Lines lines = previous == null ? TrainingLog.Lines.none() : previous.lines();
      return train(recipe, images, manager, devices, state, lines, stop);
    }
  }

  private OutputPlan keptCheckpoints(Recipe recipe) {
    OutputPlan plan = OutputPlan.nothing();
    for (int epoch = keepEvery; epoch <= recipe.schedule().epochs(); epoch += keepEvery) {
      plan =
          plan.partFolder("--keep-every", TrainingRun.keptCheckpoint(out, epoch), Checkpoint.KIND);
    }
    return plan;
  }

  private int train(
      Recipe recipe,
      FractalImages images,
      NDManager manager,
      List<Device> devices,
      TrainingState state,
      TrainingLog.Lines before,
      StopRequest stop) {
    try (CropLoader loader = loader(recipe, images, state.iteration())) {
      TrainingLog log =
          new TrainingLog(
              recipe.schedule().logEvery(),
              before,
              new CollapseAlarm(recipe, standard::warn),
              new Throughput(devices, loader::report));
      try (Pretraining training =
          new Pretraining(manager, devices, recipe, state, seed, loader.batchesPerEpoch(), log)) {
        TrainingRun run =
            new TrainingRun(
                recipe,
                seed,
                images,
                loader,
                training,
                log,
                state,
                new TrainingRun.Saving(out, checkpointEvery, keepEvery, () -> provenance(images)));
        return train(run, recipe, images, loader, state, stop);
      }
    }
  }

  private int train(
      TrainingRun run,
      Recipe recipe,
      FractalImages images,
      CropLoader loader,
      TrainingState state,
      StopRequest stop) {
    long perEpoch = loader.batchesPerEpoch();
    long total = perEpoch * recipe.schedule().epochs();
    long target = perEpoch * lastEpoch(recipe, state.iteration(), perEpoch);
    introduce(recipe, images, state, total);
    try (Progress progress =
        standard.progress("pretrain", Math.max(target - state.iteration(), 0), "steps")) {
      run.run(target, stop, progress);
    }
    reportInput(loader.report());
    standard.reportDone(
        out,
        "checkpoint after %d of %d steps (%d images a step)"
            .formatted(state.iteration(), total, recipe.schedule().batchSize()));
    return ExitCodes.DONE;
  }

  private TrainingState begin(NDManager manager, Recipe recipe, Checkpoint previous) {
    if (previous != null) {
      return previous.restore(manager, recipe);
    }
    return warmStart == null
        ? TrainingState.random(manager, recipe, seed)
        : Checkpoint.open(warmStart).warmStart(manager, recipe);
  }

  private Checkpoint previousCheckpoint() {
    if (Files.isDirectory(out) && Files.exists(out.resolve(Checkpoint.STATE))) {
      return Checkpoint.open(out);
    }
    return from == null ? null : Checkpoint.open(from);
  }

  private CropLoader loader(Recipe recipe, FractalImages images, long iteration) {
    int grid = recipe.encoder().shape().grid();
    return new CropLoader(
        images,
        new MultiCrop(recipe.augmentation()),
        new BlockMasking(recipe.masks(), grid, grid),
        new LoaderPlan(
            seed,
            recipe.schedule().batchSize(),
            recipe.execution().microBatches(),
            iteration,
            engine.threads(),
            BATCHES_AHEAD));
  }

  private int lastEpoch(Recipe recipe, long iteration, long perEpoch) {
    int epochs = recipe.schedule().epochs();
    if (segments != null && untilEpoch != null) {
      throw new UsageException("--segments and --until-epoch exclude each other", "give one");
    }
    if (segments != null) {
      return Segments.nextStop(epochs, segments, (int) (iteration / perEpoch));
    }
    if (untilEpoch == null) {
      return epochs;
    }
    Bounds.within("--until-epoch", untilEpoch, 1, epochs);
    return untilEpoch;
  }

  private void introduce(Recipe recipe, FractalImages images, TrainingState state, long total) {
    standard.say("recipe " + Json.line(recipe));
    standard.say(
        String.format(
            Locale.ROOT,
            "%s: %d images, %d steps of %d, from step %d",
            recipe.name(),
            images.count(),
            total,
            recipe.schedule().batchSize(),
            state.iteration()));
    CollapseAlarm.beforehand(recipe, total).forEach(line -> standard.say("note: " + line));
  }

  private Provenance provenance(FractalImages images) {
    return standard.provenance(seed).withInput(recipeFile).withInput("images", images.hash());
  }

  private void reportInput(LoaderReport report) {
    standard.say(
        String.format(
            Locale.ROOT,
            "input: %.0f images/s, %.1f %% of the time spent waiting for it",
            report.imagesPerSecond(),
            100 * report.waitedShare()));
  }
}
