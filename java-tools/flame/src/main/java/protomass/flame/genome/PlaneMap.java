package protomass.flame.genome;

import java.util.List;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * A map of the plane: {@code p' = post(sum over k of weight_k V_k(affine(p)))}.
 *
 * @param affine applied first
 * @param variations one or more, blended by their weights
 * @param post applied last
 */
public record PlaneMap(Affine affine, List<VariationTerm> variations, Affine post) {
  public PlaneMap {
    variations = List.copyOf(variations);
    if (variations.isEmpty()) {
      throw new IllegalArgumentException("a map has at least one variation");
    }
  }

  /** An affine map and one variation of weight 1. */
  public static PlaneMap of(Affine affine, Variation variation) {
    return new PlaneMap(affine, List.of(new VariationTerm(variation, 1)), Affine.IDENTITY);
  }
}
