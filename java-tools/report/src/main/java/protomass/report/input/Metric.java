package protomass.report.input;

import java.util.function.ToDoubleFunction;
import protomass.core.artefact.MetricsRow;

/** The quantities of a line of metrics that the report draws; any may be absent. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum Metric {
  IMAGES_SEEN(row -> row.imagesSeen() < 0 ? Double.NaN : row.imagesSeen()),
  LOSS(row -> decimal(row.loss())),
  /** The sum of the two terms below: DINO's mean cross-entropy. */
  DINO_LOSS(row -> decimal(row.dinoLocalLoss()) + decimal(row.dinoGlobalLoss())),
  DINO_LOCAL_LOSS(row -> decimal(row.dinoLocalLoss())),
  DINO_GLOBAL_LOSS(row -> decimal(row.dinoGlobalLoss())),
  IBOT_LOSS(row -> decimal(row.ibotLoss())),
  KOLEO_LOSS(row -> decimal(row.koleoLoss())),
  LEARNING_RATE(MetricsRow::learningRate),
  TEACHER_ENTROPY(row -> decimal(row.teacherEntropy())),
  EFFECTIVE_RANK(row -> decimal(row.effectiveRank())),
  GRADIENT_NORM_BACKBONE(row -> decimal(row.gradientNormBackbone())),
  GRADIENT_NORM_HEAD(row -> decimal(row.gradientNormHead()));

  private final ToDoubleFunction<MetricsRow> value;

  Metric(ToDoubleFunction<MetricsRow> value) {
    this.value = value;
  }

  /** The quantity; not finite where the row does not give it. */
  double of(MetricsRow row) {
    return value.applyAsDouble(row);
  }

  /** The number as it stands in the file, not its neighbour in single precision. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
