package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One real run that nothing disturbs, shared by the tests: what all disturbed runs must equal. */
final class UndisturbedRun {
  private static UndisturbedRun only;

  private final Pipeline pipeline;
  private final Pipeline.Result result;

  private UndisturbedRun(Pipeline pipeline, Pipeline.Result result) {
    this.pipeline = pipeline;
    this.result = result;
  }

  /** The options of the smallest run with the real tools, whose training takes seconds. */
  static List<String> options(String... more) {
    return withProfiles("test", more);
  }

  /** The same under other profiles. */
  static List<String> withProfiles(String profiles, String... more) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-profile", profiles, "--splits", "star"));
    options.addAll(List.of("--recipe", Pipeline.resource("drill.yaml").toString()));
    options.addAll(List.of(more));
    return options;
  }

  /** Runs it at the first call; one that failed is not tried again, and every caller is told. */
  static synchronized UndisturbedRun get() throws IOException {
    if (only == null) {
      Pipeline pipeline = new Pipeline(RunFolder.of(UndisturbedRun.class, "undisturbed"));
      only = new UndisturbedRun(pipeline, pipeline.run(options(), Pipeline.PLUGIN));
    }
    assertEquals(
        0,
        only.result.exitCode(),
        "the undisturbed run, which others are compared with, failed:\n" + only.result.output());
    return only;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Pipeline.Result result() {
    return result;
  }

  /** Compares scores byte for byte: they hold the hashes of all that they were made from. */
  static void assertSameResults(Pipeline disturbed) throws IOException {
    Pipeline pipeline = get().pipeline();
    assertEquals(pipeline.scores(), disturbed.scores());
    assertEquals(
        pipeline.hashOf("pretraining/metrics.jsonl"),
        disturbed.hashOf("pretraining/metrics.jsonl"));
    assertEquals(
        pipeline.hashOf("pretraining/encoder.safetensors"),
        disturbed.hashOf("pretraining/encoder.safetensors"));
  }
}
