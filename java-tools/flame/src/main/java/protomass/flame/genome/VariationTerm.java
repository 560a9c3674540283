package protomass.flame.genome;

import protomass.flame.variation.Variation;

/**
 * One variation of a blend.
 *
 * @param variation the non-linear map
 * @param weight its share of the sum; finite and not 0
 */
public record VariationTerm(Variation variation, float weight) {
  public VariationTerm {
    if (!(Float.isFinite(weight) && weight != 0)) {
      throw new IllegalArgumentException("a variation has the weight " + weight);
    }
  }
}
