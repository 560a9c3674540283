package protomass.vision.augmentation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import protomass.core.artefact.ColourMode;
import protomass.core.provenance.Provenance;
import protomass.flame.render.FlameSettings;
import protomass.flame.shard.FractalDataset;
import protomass.flame.shard.ShardPlan;
import protomass.flame.shard.ShardWriter;
import protomass.vision.recipe.Recipe;
import protomass.vision.recipe.RecipeFile;

/** Pictures a second from shards to batches, without a network, and where the time goes. */
@Command(name = "input", mixinStandardHelpOptions = true)
final class InputBenchmark implements Callable<Integer> {
  private static final long SEED = 13;
  private static final double NANOSECONDS = 1e9;
  private static final int POINTS_PER_PIXEL = 9;
  private static final int WARM_UP_BATCHES = 2;

  @Option(names = "--recipe", description = "Recipes; conf/recipes/paper.yaml and demo.yaml.")
  private List<Path> recipes =
      List.of(Path.of("../conf/recipes/paper.yaml"), Path.of("../conf/recipes/demo.yaml"));

  @Option(names = "--images", defaultValue = "64", description = "Pictures rendered.")
  private int images;

  @Option(names = "--batch", defaultValue = "32", description = "Samples of a batch.")
  private int batch;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Time for each recipe and number of threads.")
  private double seconds;

  @Option(names = "--threads", description = "Loader threads; 1 and 2 by default.")
  private int[] threads = {1, 2};

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new InputBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    for (Path file : recipes) {
      Recipe recipe = RecipeFile.read(file, List.of());
      Path shard = Files.createTempDirectory("protomass-input").resolve("fractals.tar");
      try {
        ShardImages source = render(shard, recipe.encoder().imageSize());
        AugmentationRecipe augmentation = recipe.augmentation();
        System.out.printf(
            Locale.ROOT,
            "input, %s: shards of %d px, crops 2 x %d px and %d x %d px, batches of %d%n",
            recipe.name(),
            source.side(),
            augmentation.global().size(),
            augmentation.localCrops(),
            augmentation.local().size(),
            batch);
        for (int count : threads) {
          load(recipe, source, count);
        }
        StageTimes.measure(augmentation, source, SEED, seconds).print();
      } finally {
        try (var members = Files.list(shard.getParent())) {
          for (Path member : members.toList()) {
            Files.delete(member);
          }
        }
        Files.delete(shard.getParent());
      }
    }
    return 0;
  }

  /** The rendered shard as the loader reads it. */
  private record ShardImages(FractalDataset dataset) implements ImageSource {
    @Override
    public long count() {
      return dataset.size();
    }

    @Override
    public int side() {
      return dataset.imageSize();
    }

    @Override
    public byte[] rgb(long index) {
      return dataset.rgb(index);
    }
  }

  private ShardImages render(Path shard, int side) {
    FlameSettings settings =
        new FlameSettings(SEED, side, POINTS_PER_PIXEL * side * side, ColourMode.STRUCTURAL);
    new ShardWriter(settings, new ShardPlan(images, 1, 0), 2, Provenance.of("benchmark", SEED))
        .write(shard, flame -> {});
    return new ShardImages(FractalDataset.open(List.of(shard)));
  }

  private void load(Recipe recipe, ShardImages source, int count) {
    try (CropLoader loader =
        new CropLoader(
            source,
            new MultiCrop(recipe.augmentation()),
            BlockMasking.of(
                recipe.masks(), recipe.encoder().imageSize(), recipe.encoder().patchSize()),
            new LoaderPlan(SEED, batch, 1, 0, count, 2))) {
      for (int i = 0; i < WARM_UP_BATCHES; i++) {
        loader.next();
      }
      long begin = System.nanoTime();
      long processor = processorTime();
      long delivered = 0;
      while (System.nanoTime() - begin < seconds * NANOSECONDS) {
        loader.next();
        delivered += batch;
      }
      double wall = (System.nanoTime() - begin) / NANOSECONDS;
      double used = (processorTime() - processor) / NANOSECONDS;
      System.out.printf(
          Locale.ROOT,
          "  %d thread%s %8.1f images/s %8.2f ms of a processor each%n",
          count,
          count == 1 ? " " : "s",
          delivered / wall,
          1e3 * used / delivered);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
