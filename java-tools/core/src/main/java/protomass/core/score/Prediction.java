package protomass.core.score;

import java.util.List;

/**
 * The predicted mass of one test map.
 *
 * @param id the map, as in the catalogue
 * @param group the group of stars that bootstrap resamples together
 * @param logMassTrue log10 of the mass in Msun
 * @param logMassPredicted the same, predicted
 * @param lower lower end of the prediction's interval, log10 Msun; NaN where the model gives none
 * @param upper upper end
 * @param neighbours ids of the training maps that the prediction rests on; empty for a network
 */
public record Prediction(
    String id,
    String group,
    double logMassTrue,
    double logMassPredicted,
    double lower,
    double upper,
    List<String> neighbours) {
  public Prediction {
    neighbours = List.copyOf(neighbours);
  }
}
