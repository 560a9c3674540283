package protomass.flame.cost;

import protomass.flame.variation.Variation;

/**
 * Floating-point operations that a variation takes for one point, in the code of this module: each
 * addition, subtraction, multiplication, division and square root is one, a fused multiply-add two;
 * changes of sign, comparisons, selections and conversions are none. Of a selection both sides are
 * computed. A sine is 21, a cosine 23, an angle 23, an exponential 20.
 */
final class VariationOperations {
  private VariationOperations() {}

  static int of(Variation variation) {
    return switch (variation) {
      case LINEAR -> 0;
      case SINUSOIDAL -> 42;
      case SPHERICAL -> 7;
      case SWIRL -> 53;
      case HORSESHOE -> 13;
      case POLAR -> 29;
      case HANDKERCHIEF -> 75;
      case HEART -> 74;
      case DISC -> 75;
      case SPIRAL -> 55;
      case HYPERBOLIC -> 5;
      case DIAMOND -> 52;
      case EX -> 81;
      case BENT -> 2;
      case WAVES -> 48;
      case FISHEYE -> 8;
      case POPCORN -> 138;
      case EXPONENTIAL -> 68;
      case POWER -> 49;
      case COSINE -> 72;
      case RINGS -> 16;
      case FAN -> 79;
      case EYEFISH -> 8;
      case BUBBLE -> 8;
      case CYLINDER -> 21;
      case TANGENT -> 67;
      case CROSS -> 9;
    };
  }
}
