package protomass.flame.variation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The non-linear maps of the fractal flame algorithm (Draves and Reckase 2008, "The Fractal Flame
 * Algorithm", appendix), each with weight 1. The paper's theta, the angle from the y axis, and its
 * phi, the angle from the x axis, keep their meaning.
 *
 * <p>Each row names two functions that give the same bits: one in plain Java, and its twin on the
 * Vector API, which may be called only where the virtual machine has that module.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum Variation {
  LINEAR((x, y, from, to) -> {}, () -> (x, y, from, to) -> {}),
  SINUSOIDAL(WaveVariations::sinusoidal, () -> VectorWaveVariations::sinusoidal),
  SPHERICAL(RationalVariations::spherical, () -> VectorRationalVariations::spherical),
  SWIRL(WaveVariations::swirl, () -> VectorWaveVariations::swirl),
  HORSESHOE(RationalVariations::horseshoe, () -> VectorRationalVariations::horseshoe),
  POLAR(PolarVariations::polar, () -> VectorPolarVariations::polar),
  HANDKERCHIEF(PolarVariations::handkerchief, () -> VectorPolarVariations::handkerchief),
  HEART(PolarVariations::heart, () -> VectorPolarVariations::heart),
  DISC(PolarVariations::disc, () -> VectorPolarVariations::disc),
  SPIRAL(WaveVariations::spiral, () -> VectorWaveVariations::spiral),
  HYPERBOLIC(RationalVariations::hyperbolic, () -> VectorRationalVariations::hyperbolic),
  DIAMOND(WaveVariations::diamond, () -> VectorWaveVariations::diamond),
  EX(PolarVariations::ex, () -> VectorPolarVariations::ex),
  BENT(RationalVariations::bent, () -> VectorRationalVariations::bent),
  WAVES(WaveVariations::waves, () -> VectorWaveVariations::waves),
  FISHEYE(RationalVariations::fisheye, () -> VectorRationalVariations::fisheye),
  POPCORN(WaveVariations::popcorn, () -> VectorWaveVariations::popcorn),
  EXPONENTIAL(WaveVariations::exponential, () -> VectorWaveVariations::exponential),
  POWER(PolarVariations::power, () -> VectorPolarVariations::power),
  COSINE(WaveVariations::cosine, () -> VectorWaveVariations::cosine),
  RINGS(RationalVariations::rings, () -> VectorRationalVariations::rings),
  FAN(PolarVariations::fan, () -> VectorPolarVariations::fan),
  EYEFISH(RationalVariations::eyefish, () -> VectorRationalVariations::eyefish),
  BUBBLE(RationalVariations::bubble, () -> VectorRationalVariations::bubble),
  CYLINDER(WaveVariations::cylinder, () -> VectorWaveVariations::cylinder),
  TANGENT(WaveVariations::tangent, () -> VectorWaveVariations::tangent),
  CROSS(RationalVariations::cross, () -> VectorRationalVariations::cross);

  private final VariationFunction plain;
  private final VariationFunction vector;

  /** The twin comes by a supplier: without the module not even a reference to it can be made. */
  Variation(VariationFunction plain, Supplier<VariationFunction> vector) {
    this.plain = plain;
    this.vector = (x, y, from, to, affine) -> vector.get().apply(x, y, from, to, affine);
  }

  Variation(VariationFunction.OfPoints plain, Supplier<VariationFunction.OfPoints> vector) {
    this.plain = (x, y, from, to, affine) -> plain.apply(x, y, from, to);
    this.vector = (x, y, from, to, affine) -> vector.get().apply(x, y, from, to);
  }

  /** The function in plain Java. */
  public VariationFunction plain() {
    return plain;
  }

  /**
   * The function on the Vector API. Its range begins and ends at multiples of {@link
   * protomass.flame.math.Lanes#MOST}.
   */
  public VariationFunction vector() {
    return vector;
  }

  /** The name in files: lower case. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The variation of that name. */
  @JsonCreator
  public static Variation of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
