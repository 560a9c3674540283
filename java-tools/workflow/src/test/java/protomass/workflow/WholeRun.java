package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

/**
 * A finished real run that a drill may damage. It is made at the first call and lent to one drill
 * after the other; a drill that fails does not give it back, and the next has one of its own.
 */
final class WholeRun {
  private static Pipeline ready;
  private static int made;

  private WholeRun() {}

  /** The run, for one drill; call {@link #giveBack} once its results are whole again. */
  static Pipeline take() throws IOException {
    if (ready == null) {
      Pipeline pipeline = new Pipeline(RunFolder.of(WholeRun.class, "run" + made++));
      Pipeline.Result result = pipeline.run(UndisturbedRun.options());
      assertEquals(
          0,
          result.exitCode(),
          "the run that this drill begins with failed, undisturbed:\n" + result.output());
      return pipeline;
    }
    Pipeline taken = ready;
    ready = null;
    return taken;
  }

  /** Lends the run to the next drill. */
  static void giveBack(Pipeline pipeline) {
    ready = pipeline;
  }
}
