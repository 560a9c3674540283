package protomass.vision.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ThroughputRow;
import protomass.core.json.Json;

/**
 * What a training notes down: the metrics of the model, which are the same in every run, what each
 * logged line cost, which is not, and a line for the user.
 */
final class TrainingLog {
  private final int every;
  private final List<String> metrics;
  private final List<String> throughput;
  private final CollapseAlarm alarm;
  private final Throughput meter;
  private ThroughputRow latest;

  /**
   * @param every steps between two lines
   * @param before lines of the training so far; new ones are appended
   * @param alarm is shown every new row
   */
  TrainingLog(int every, Lines before, CollapseAlarm alarm, Throughput meter) {
    this.every = every;
    this.metrics = new ArrayList<>(before.metrics());
    this.throughput = new ArrayList<>(before.throughput());
    this.alarm = alarm;
    this.meter = meter;
  }

  /** The lines of metrics.jsonl and of throughput.jsonl. */
  record Lines(List<String> metrics, List<String> throughput) {
    Lines {
      metrics = List.copyOf(metrics);
      throughput = List.copyOf(throughput);
    }

    static Lines none() {
      return new Lines(List.of(), List.of());
    }
  }

  /** Whether the step that was the {@code done}-th of {@code all} is written down. */
  boolean wants(long done, long all) {
    return done % every == 0 || done == 1 || done == all;
  }

  void add(MetricsRow row) {
    metrics.add(Json.sealedLine(row));
    latest = meter.row(row.iteration());
    throughput.add(Json.sealedLine(latest));
    alarm.watch(row);
  }

  /** All lines from the first step of the training on. */
  Lines lines() {
    return new Lines(metrics, throughput);
  }

  /** The last row in short. */
  String live(MetricsRow row) {
    String memory =
        latest.deviceMegabytes() != null
            ? String.format(Locale.ROOT, ", GPU %.1f GB", latest.deviceMegabytes() / 1e3)
            : latest.residentMegabytes() != null
                ? String.format(Locale.ROOT, ", %.1f GB", latest.residentMegabytes() / 1e3)
                : "";
    return String.format(
        Locale.ROOT,
        "loss %.3f (DINO %.3f + %.3f, iBOT %.3f, KoLeo %.3f), teacher entropy %.2f, KL %.2f, rank"
            + " %.1f, gradients %.2f / %.2f, rate %.2g, %.4g images/s%s",
        row.loss(),
        row.dinoLocalLoss(),
        row.dinoGlobalLoss(),
        row.ibotLoss(),
        row.koleoLoss(),
        row.teacherEntropy(),
        row.divergence(),
        row.effectiveRank(),
        row.gradientNormBackbone(),
        row.gradientNormHead(),
        row.learningRate(),
        latest.imagesPerSecond(),
        memory);
  }
}
