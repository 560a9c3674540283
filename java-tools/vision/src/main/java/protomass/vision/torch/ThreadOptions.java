package protomass.vision.torch;

import picocli.CommandLine.Option;
import protomass.core.error.Bounds;

/** The number of threads of the engine. Use as a Picocli {@code @Mixin}. */
public final class ThreadOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Threads of the engine (default: ${DEFAULT-VALUE}). Sums are cut by threads: the last"
              + " bits of a result depend on it.")
  private int threads;

  /** Sets the engine's threads. */
  public void apply() {
    Bounds.atLeast("--threads", threads, 1);
    Torch.useThreads(threads);
  }

  /** The number asked for. */
  public int count() {
    return threads;
  }
}
