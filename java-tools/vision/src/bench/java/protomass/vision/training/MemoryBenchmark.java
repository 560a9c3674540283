package protomass.vision.training;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import protomass.core.progress.ResidentMemory;
import protomass.vision.torch.Torch;

/** Resident memory along a training. */
@Command(name = "memory", mixinStandardHelpOptions = true)
final class MemoryBenchmark implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Option(names = "--steps", defaultValue = "500", description = "Steps of the training.")
  private int steps;

  @Option(names = "--every", defaultValue = "50", description = "Steps from row to row.")
  private int every;

  @Option(names = "--threads", defaultValue = "2", description = "Threads of the engine.")
  private int threads;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new MemoryBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() {
    Torch.useThreads(threads);
    try (TinyTraining training = new TinyTraining(Path.of("../conf/recipes"))) {
      System.out.printf(
          Locale.ROOT,
          "memory, one leaked set of gradients a step would be %.1f MB a step%n",
          training.gradientBytes() / MEGABYTE);
      for (int step = 1; step <= steps; step++) {
        training.step();
        if (step % every == 0) {
          System.gc();
          System.out.printf(
              Locale.ROOT,
              "  step %4d %8.0f MB resident%n",
              step,
              ResidentMemory.bytes().orElseThrow() / MEGABYTE);
        }
      }
    }
    return 0;
  }
}
