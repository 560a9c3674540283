package protomass.vision.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import protomass.vision.torch.Torch;

/**
 * Time of a training step in float32 against the reference, after checking that both learn alike.
 */
@Command(name = "training", mixinStandardHelpOptions = true)
final class TrainingBenchmark implements Callable<Integer> {
  private static final int CHECKED_STEPS = 3;

  @Option(names = "--size", description = "TINY or SMALL; both by default.")
  private ModelSize[] sizes = ModelSize.values();

  @Option(names = "--threads", defaultValue = "2", description = "Threads of each side.")
  private int threads;

  @Option(names = "--rounds", defaultValue = "4", description = "Rounds that count.")
  private int rounds;

  @Option(names = "--repetitions", defaultValue = "2", description = "Steps a round.")
  private int repetitions;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrainingBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Torch.useThreads(threads);
    System.out.printf(
        "training step, float32, %d threads, %d samples of 2 x %d px and %d x %d px, head %s%n",
        threads,
        TrainingRun.SAMPLES,
        TrainingRun.GLOBAL_SIDE,
        TrainingRun.LOCAL_CROPS,
        TrainingRun.LOCAL_SIDE,
        TrainingRun.HEAD);
    Path exchange = Files.createTempFile("protomass-training", ".safetensors");
    try {
      for (ModelSize size : sizes) {
        measure(size, exchange);
      }
    } finally {
      Files.delete(exchange);
    }
    return 0;
  }

  private void measure(ModelSize size, Path exchange) {
    try (TrainingRun run = new TrainingRun(size)) {
      run.write(exchange);
      Optional<PythonReference> reference = PythonReference.start(exchange, threads);
      try {
        reference.ifPresent(opponent -> check(run, opponent));
        Duel.fight(run::step, reference, "steps", rounds, repetitions)
            .print(size.title(), TrainingRun.SAMPLES);
      } finally {
        reference.ifPresent(PythonReference::close);
      }
    }
  }

  /** Losses and gradient norms of the first steps, each after the updates before it. */
  private static void check(TrainingRun run, PythonReference reference) {
    System.out.println("reference: " + reference.name());
    JsonNode theirs = reference.ask("steps " + CHECKED_STEPS).get("results");
    double greatest = 0;
    for (int step = 0; step < CHECKED_STEPS; step++) {
      float[] ours = run.step();
      for (int i = 0; i < ours.length; i++) {
        double expected = theirs.get(step).get(i).asDouble();
        greatest = Math.max(greatest, Math.abs(ours[i] - expected) / Math.abs(expected));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "losses and gradient norms of %d steps differ by %.1e at most, relative%n",
        CHECKED_STEPS,
        greatest);
    Difference.require("losses and gradient norms", greatest, 1e-3);
  }
}
