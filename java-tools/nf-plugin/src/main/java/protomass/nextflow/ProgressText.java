package protomass.nextflow;

import java.util.List;
import java.util.Locale;

/** Progress as plain lines, one per stage that is under way. */
final class ProgressText {
  private static final double MILLISECONDS_PER_MINUTE = 60_000;
  private static final double MILLISECONDS_PER_HOUR = 3_600_000;

  private ProgressText() {}

  /**
   * The lines, without a line break at the end; empty when nothing is under way.
   *
   * @param training what is known of the pretraining, or an empty text
   */
  static String of(List<StageState> stages, String training) {
    return String.join(
        "\n",
        stages.stream()
            .filter(StageState::isActive)
            .map(stage -> "protomass: " + line(stage) + trainingOf(stage, training))
            .toList());
  }

  private static String trainingOf(StageState stage, String training) {
    return stage.name().equals(TrainingMetrics.STAGE) && !training.isEmpty() ? "; " + training : "";
  }

  private static String line(StageState stage) {
    StringBuilder line = new StringBuilder();
    // Without a word of the parameters, more tasks may come from stages before this one.
    String soFar = stage.expected() == 0 ? " so far" : "";
    line.append(
        String.format(
            Locale.ROOT,
            "%s %d of %d tasks%s",
            stage.name(),
            stage.finished(),
            stage.total(),
            soFar));
    if (stage.cached() > 0) {
      line.append(String.format(Locale.ROOT, ", %d from the cache", stage.cached()));
    }
    line.append(String.format(Locale.ROOT, ", %d running", stage.running()));
    if (stage.retried() > 0) {
      line.append(String.format(Locale.ROOT, ", %d retried", stage.retried()));
    }
    if (stage.done() > 0) {
      double millisecondsPerTask = (double) stage.elapsedMilliseconds() / stage.done();
      line.append(", %s, ".formatted(rate(millisecondsPerTask)))
          .append(PlainTime.span(stage.remaining() * millisecondsPerTask))
          .append(" left");
    }
    return line.toString();
  }

  private static String rate(double millisecondsPerTask) {
    double perMinute = MILLISECONDS_PER_MINUTE / millisecondsPerTask;
    return perMinute >= 1
        ? String.format(Locale.ROOT, "%.3g per minute", perMinute)
        : String.format(Locale.ROOT, "%.3g per hour", MILLISECONDS_PER_HOUR / millisecondsPerTask);
  }
}
