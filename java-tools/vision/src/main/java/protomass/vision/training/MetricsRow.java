package protomass.vision.training;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of metrics.jsonl. It holds no times, so that a training cut into segments writes the
 * same lines; those stand in {@link ThroughputRow}.
 *
 * @param iteration steps done
 * @param epoch passes over the images done, with the fraction of the current one
 * @param imagesSeen images drawn so far
 * @param loss weighted sum of all terms
 * @param dinoLocalLoss DINO's term of the local crops
 * @param dinoGlobalLoss DINO's term of the global crops; the two terms add up to the mean
 *     cross-entropy, ln(prototypes) for a collapsed model
 * @param koleoLoss weighted KoLeo term
 * @param ibotLoss iBOT's term before its weight
 * @param gradientNormBackbone before clipping
 * @param gradientNormHead before clipping
 * @param teacherEntropy mean entropy of the class targets [nat]
 * @param divergence Kullback-Leibler divergence of the student from the class targets [nat]
 * @param effectiveRank directions that the student's class tokens use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricsRow(
    long iteration,
    double epoch,
    long imagesSeen,
    float loss,
    float dinoLocalLoss,
    float dinoGlobalLoss,
    float koleoLoss,
    float ibotLoss,
    double learningRate,
    double weightDecay,
    double teacherMomentum,
    double teacherTemperature,
    float gradientNormBackbone,
    float gradientNormHead,
    float teacherEntropy,
    float divergence,
    float effectiveRank) {
  /** DINO's mean cross-entropy over all pairs of crops [nat]. */
  double crossEntropy() {
    return (double) dinoLocalLoss + dinoGlobalLoss;
  }
}
