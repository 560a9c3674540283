package protomass.vision.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.core.progress.Progress;
import protomass.core.random.RandomStream;
import protomass.vision.augmentation.BlockMasking;
import protomass.vision.augmentation.CropLoader;
import protomass.vision.augmentation.ImageSource;
import protomass.vision.augmentation.LoaderPlan;
import protomass.vision.augmentation.MultiCrop;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;
import protomass.vision.torch.Torch;

/**
 * Steps of a small model on noise, with the loader and the loop of a real pretraining: long enough
 * to see memory grow if it does.
 */
final class TinyTraining implements AutoCloseable {
  private static final long SEED = 6;
  private static final int SIDE = 40;
  private static final int IMAGES = 16;
  private static final String[] LARGER = {
    "encoder.width=64",
    "encoder.depth=4",
    "encoder.heads=4",
    "head.hidden=256",
    "head.bottleneck=64",
    "head.prototypes=1024",
    "schedule.epochs=1000",
    "schedule.log-every=10"
  };

  private final NDManager manager = Torch.newManager();
  private final TrainingState state;
  private final CropLoader loader;
  private final Pretraining training;
  private final Progress progress = Progress.silent(1);

  /**
   * The training before its first step.
   *
   * @param recipes the folder of the recipes, whose {@code test.yaml} is made a little larger
   */
  TinyTraining(Path recipes) {
    Recipe recipe = RecipeFile.read(recipes.resolve("test.yaml"), List.of(LARGER));
    int grid = recipe.encoder().shape().grid();
    this.state = TrainingState.random(manager, recipe, SEED);
    this.loader =
        new CropLoader(
            new Noise(noise()),
            new MultiCrop(recipe.augmentation()),
            new BlockMasking(recipe.masks(), grid, grid),
            new LoaderPlan(SEED, recipe.schedule().batchSize(), 1, 0, 1, 2));
    TrainingLog log =
        new TrainingLog(
            recipe.schedule().logEvery(),
            TrainingLog.Lines.none(),
            new CollapseAlarm(recipe, message -> {}),
            new Throughput(List.of(Device.cpu()), loader::report));
    this.training =
        new Pretraining(
            manager, List.of(Device.cpu()), recipe, state, SEED, loader.batchesPerEpoch(), log);
  }

  private record Noise(List<byte[]> pictures) implements ImageSource {
    @Override
    public long count() {
      return pictures.size();
    }

    @Override
    public int side() {
      return SIDE;
    }

    @Override
    public byte[] rgb(long index) {
      return pictures.get((int) index);
    }
  }

  private static List<byte[]> noise() {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] picture = new byte[SIDE * SIDE * 3];
      RandomStream.of(SEED, "picture", i).nextBytes(picture);
      pictures.add(picture);
    }
    return pictures;
  }

  /** Takes one step. */
  void step() {
    training.step(List.of(loader.next()), progress, "noise");
  }

  /** Bytes of the gradients of one step. */
  long gradientBytes() {
    return state.student().tensors().stream().mapToLong(NDArray::size).sum() * Float.BYTES;
  }

  @Override
  public void close() {
    progress.close();
    training.close();
    loader.close();
    manager.close();
  }
}
