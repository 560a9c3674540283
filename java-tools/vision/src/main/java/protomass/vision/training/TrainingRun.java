package protomass.vision.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import protomass.core.error.StoppedInGoodOrderException;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.vision.augmentation.CropBatch;
import protomass.vision.augmentation.CropLoader;
import protomass.vision.recipe.Recipe;

/** The steps of one call of {@code pretrain}, and the checkpoints that are saved on the way. */
final class TrainingRun {
  private final Recipe recipe;
  private final long seed;
  private final FractalImages images;
  private final CropLoader loader;
  private final Pretraining training;
  private final TrainingLog log;
  private final TrainingState state;
  private final Saving saving;

  /**
   * Where and when checkpoints are saved.
   *
   * @param out the last one
   * @param every epochs between two
   * @param keepEvery epochs between two that are kept beside the last; null for none
   */
  record Saving(Path out, int every, Integer keepEvery, Supplier<Provenance> provenance) {}

  TrainingRun(
      Recipe recipe,
      long seed,
      FractalImages images,
      CropLoader loader,
      Pretraining training,
      TrainingLog log,
      TrainingState state,
      Saving saving) {
    this.recipe = recipe;
    this.seed = seed;
    this.images = images;
    this.loader = loader;
    this.training = training;
    this.log = log;
    this.state = state;
    this.saving = saving;
  }

  /**
   * Trains and saves.
   *
   * @param target steps of the training after which it ends
   * @throws StoppedInGoodOrderException when asked to stop before, after saving
   */
  void run(long target, StopRequest stop, Progress progress) {
    while (state.iteration() < target) {
      training.step(batch(), progress, images.name());
      String reason = stop.reason();
      if (reason != null && state.iteration() < target) {
        save(saving.out());
        throw new StoppedInGoodOrderException(
            "stopped %s after %d of %d steps, all saved in %s; run the same command to continue"
                .formatted(reason, state.iteration(), target, saving.out()));
      }
      saveAtEpoch(target);
    }
    save(saving.out());
  }

  private List<CropBatch> batch() {
    List<CropBatch> microBatches = new ArrayList<>();
    for (int i = 0; i < recipe.execution().microBatches(); i++) {
      microBatches.add(loader.next());
    }
    return microBatches;
  }

  /** Saves where an epoch is complete and its turn has come; the target is saved by its own. */
  private void saveAtEpoch(long target) {
    long perEpoch = loader.batchesPerEpoch();
    if (state.iteration() % perEpoch != 0) {
      return;
    }
    long epoch = state.iteration() / perEpoch;
    if (epoch % saving.every() == 0 && state.iteration() < target) {
      save(saving.out());
    }
    if (saving.keepEvery() != null && epoch % saving.keepEvery() == 0) {
      save(keptCheckpoint(saving.out(), epoch));
    }
  }

  /** Where the checkpoint of an epoch is kept. */
  static Path keptCheckpoint(Path out, long epoch) {
    return out.resolveSibling("%s.epoch-%d".formatted(out.getFileName(), epoch));
  }

  private void save(Path folder) {
    Checkpoint.write(
        folder,
        state,
        recipe,
        loader.batchesPerEpoch(),
        seed,
        images.hash(),
        log.lines(),
        saving.provenance().get());
  }
}
