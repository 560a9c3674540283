package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.BadInputException;
import protomass.core.progress.Progress;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;
import protomass.testing.SharedFolder;
import protomass.vision.augmentation.BlockMasking;
import protomass.vision.augmentation.CropBatch;
import protomass.vision.augmentation.CropLoader;
import protomass.vision.augmentation.ImageSource;
import protomass.vision.augmentation.LoaderPlan;
import protomass.vision.augmentation.MultiCrop;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;
import protomass.vision.torch.Torch;

class PretrainingTest {
  private static final int STEPS = 6;
  private static final long SEED = 5;
  private static final String IMAGES_HASH = "0123456789abcdef";

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    Torch.useThreads(1);
  }

  /** Twelve pictures of smooth noise, 40 px wide. */
  private record Noise() implements ImageSource {
    @Override
    public long count() {
      return 12;
    }

    @Override
    public int side() {
      return 40;
    }

    @Override
    public byte[] rgb(long index) {
      RandomStream random = RandomStream.of(index, "test");
      double phase = random.nextDouble();
      byte[] values = new byte[side() * side() * 3];
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (127 + 100 * Math.sin(phase * i / 7) + random.nextInt(20));
      }
      return values;
    }
  }

  private static Recipe recipe(String... overrides) {
    return RecipeFile.read(
        SharedFolder.repository().resolve("conf/recipes/test.yaml"), List.of(overrides));
  }

  private Checkpoint train(Recipe recipe, Checkpoint from, long until, String name) {
    return train(recipe, List.of(Device.cpu()), from, until, name);
  }

  /** Trains from a checkpoint, or from the start, up to a step, and saves. */
  private Checkpoint train(
      Recipe recipe, List<Device> devices, Checkpoint from, long until, String name) {
    Path out = folder.resolve(name);
    int grid = recipe.encoder().shape().grid();
    try (NDManager manager = Torch.newManager()) {
      TrainingState state =
          from == null
              ? TrainingState.random(manager, recipe, SEED)
              : from.restore(manager, recipe);
      LoaderPlan plan =
          new LoaderPlan(
              SEED,
              recipe.schedule().batchSize(),
              recipe.execution().microBatches(),
              state.iteration(),
              2,
              2);
      try (CropLoader loader =
          new CropLoader(
              new Noise(),
              new MultiCrop(recipe.augmentation()),
              new BlockMasking(recipe.masks(), grid, grid),
              plan)) {
        TrainingLog log =
            new TrainingLog(
                recipe.schedule().logEvery(),
                from == null ? TrainingLog.Lines.none() : from.lines(),
                new CollapseAlarm(recipe, message -> {}),
                new Throughput(List.of(Device.cpu()), loader::report));
        try (Pretraining training =
            new Pretraining(manager, devices, recipe, state, SEED, loader.batchesPerEpoch(), log)) {
          while (state.iteration() < until) {
            training.step(nextBatch(loader, recipe), Progress.silent(until), "noise");
          }
        }
        Checkpoint.write(
            out,
            state,
            recipe,
            loader.batchesPerEpoch(),
            SEED,
            IMAGES_HASH,
            log.lines(),
            Provenance.of("test", SEED));
      }
    }
    return Checkpoint.open(out);
  }

  private static List<CropBatch> nextBatch(CropLoader loader, Recipe recipe) {
    return IntStream.range(0, recipe.execution().microBatches())
        .mapToObj(part -> loader.next())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3,6", "1,4,6", "1,2,3,5,6"})
  void anyNumberOfSegmentsEqualsOneBitForBit(String stops) throws IOException {
    // Everything that is random or carried over: drop path of both kinds, centers, micro-batches.
    Recipe recipe =
        recipe(
            "encoder.drop-path=0.1", "objective.centering=centering", "execution.micro-batches=2");
    Checkpoint whole = train(recipe, null, STEPS, "whole");
    Checkpoint parts = null;
    for (int stop : Stream.of(stops.split(",", -1)).mapToInt(Integer::parseInt).toArray()) {
      parts = train(recipe, parts, stop, "part" + stop);
    }
    assertEquals(whole.lines().metrics(), parts.lines().metrics());
    assertEquals(STEPS, parts.lines().throughput().size());
    List<String> names = new ArrayList<>(whole.state().files().keySet());
    assertEquals(7, names.size(), names.toString());
    for (String name : names) {
      assertArrayEquals(
          Files.readAllBytes(whole.folder().resolve(name)),
          Files.readAllBytes(parts.folder().resolve(name)),
          name);
    }
  }

  @Test
  void everyStepMovesStudentAndTeacher() {
    Recipe recipe = recipe("optimizer.frozen-last-layer-epochs=0");
    Checkpoint first = train(recipe, null, 2, "first");
    Checkpoint second = train(recipe, first, 3, "second");
    for (String name : List.of("student.safetensors", "teacher.safetensors")) {
      assertTrue(!first.state().files().get(name).equals(second.state().files().get(name)), name);
    }
  }

  @Test
  void theLastLayerStaysWhileItIsFrozen() {
    Recipe recipe = recipe("optimizer.frozen-last-layer-epochs=1", "optimizer.weight-decay=0");
    try (NDManager manager = Torch.newManager()) {
      float[] start =
          Torch.floats(
              TrainingState.random(manager, recipe, SEED).student().head().tensors().getLast());
      Checkpoint frozen = train(recipe, null, 3, "frozen");
      assertArrayEquals(
          start,
          Torch.floats(frozen.restore(manager, recipe).student().head().tensors().getLast()));
      Checkpoint moving = train(recipe, frozen, 5, "moving");
      float[] moved =
          Torch.floats(moving.restore(manager, recipe).student().head().tensors().getLast());
      assertTrue(!java.util.Arrays.equals(start, moved));
    }
  }

  @Test
  void anotherRecipeIsRefusedByTheNameOfTheKey() {
    Checkpoint saved = train(recipe(), null, 1, "saved");
    BadInputException failure =
        assertThrows(
            BadInputException.class,
            () -> saved.requireSame(recipe("optimizer.base-rate=0.002"), SEED + 1, IMAGES_HASH));
    assertTrue(
        failure.getMessage().contains("optimizer.base-rate 0.001, not 0.002"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("seed 5, not 6"), failure.getMessage());
  }

  @Test
  void aChangedFileIsRefusedByName() throws IOException {
    Checkpoint saved = train(recipe(), null, 1, "saved");
    Path teacher = saved.folder().resolve("teacher.safetensors");
    byte[] bytes = Files.readAllBytes(teacher);
    bytes[bytes.length / 2] ^= 1;
    Files.write(teacher, bytes);
    BadInputException failure =
        assertThrows(BadInputException.class, () -> Checkpoint.open(saved.folder()));
    assertTrue(failure.getMessage().startsWith(teacher.toString()), failure.getMessage());
  }
}
