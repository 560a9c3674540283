package protomass.flame.math;

/**
 * Elementary functions in single precision that give the same bits on every machine.
 *
 * <p>A flame amplifies a difference in the last bit into another picture within some tens of steps,
 * and the platform's own sine and cosine may differ between machines. These functions use only
 * additions, multiplications, divisions and fused multiply-adds, which IEEE 754 rounds the same way
 * everywhere, and selections instead of branches, so that the vector twin can repeat them lane by
 * lane. The polynomials interpolate at Chebyshev nodes.
 *
 * <p>NaN gives NaN. Error bounds are against {@link StrictMath} and are tested.
 */
public final class FloatMath {
  public static final float PI = 0x1.921fb6p+1f;
  public static final float PI_MIDDLE = -0x1.777a5cp-24f;
  public static final float PI_LOW = -0x1.ee59dap-49f;
  public static final float HALF_PI = 0x1.921fb6p+0f;
  public static final float INVERSE_PI = 0x1.45f306p-2f;

  /** Reduced angles lie in [-pi/2, pi/2] but for huge ones, whose reduction is meaningless. */
  public static final float BEYOND_RANGE = 1.7f;

  public static final float LN_2_HIGH = 0x1.62e43p-1f;
  public static final float LN_2_LOW = -0x1.05c61p-29f;
  public static final float INVERSE_LN_2 = 0x1.715476p+0f;
  public static final float LARGEST_EXPONENT = 88;
  public static final float SMALLEST_EXPONENT = -87;

  public static final int MANTISSA_BITS = 23;
  public static final int MANTISSA = 0x007FFFFF;
  public static final int BITS_OF_ONE = 0x3F800000;
  public static final int SQRT_HALF_BITS = 0x3F3504F3;

  /** Adding and subtracting 1.5 * 2^23 rounds to an integer, whose low bits are then in sight. */
  public static final float ROUNDER = 0x1.8p+23f;

  /** sin r = r + r z P(z) with z = r^2, highest power first; the others likewise. */
  public static final float SIN_0 = -2.3695145e-8f;

  public static final float SIN_1 = 2.751357e-6f;
  public static final float SIN_2 = -0.00019840617f;
  public static final float SIN_3 = 0.008333329f;
  public static final float SIN_4 = -0.16666667f;

  public static final float ATAN_0 = -0.0017011701f;
  public static final float ATAN_1 = 0.01048765f;
  public static final float ATAN_2 = -0.030351864f;
  public static final float ATAN_3 = 0.057089556f;
  public static final float ATAN_4 = -0.08349725f;
  public static final float ATAN_5 = 0.10932341f;
  public static final float ATAN_6 = -0.14260016f;
  public static final float ATAN_7 = 0.19998075f;
  public static final float ATAN_8 = -0.33333278f;

  public static final float EXP_0 = 0.0013942148f;
  public static final float EXP_1 = 0.008375959f;
  public static final float EXP_2 = 0.04166634f;
  public static final float EXP_3 = 0.16666405f;

  public static final float LOG_0 = 0.2361851f;
  public static final float LOG_1 = 0.2853494f;
  public static final float LOG_2 = 0.40000385f;
  public static final float LOG_3 = 0.6666666f;

  private FloatMath() {}

  /**
   * Sine of an angle in radians. Absolute error at most 3e-7 for |x| up to 10^4; beyond 10^7, where
   * neighbouring floats are radians apart, an arbitrary but reproducible value in [-1, 1].
   */
  public static float sin(float x) {
    float shifted = Math.fma(x, INVERSE_PI, ROUNDER);
    float halfTurns = shifted - ROUNDER;
    return withParity(sineOfReduced(reduce(x, halfTurns)), Float.floatToRawIntBits(shifted));
  }

  /** Cosine of an angle in radians, with the accuracy of {@link #sin}. */
  public static float cos(float x) {
    float shifted = Math.fma(x, INVERSE_PI, -0.5f) + ROUNDER;
    float halfTurns = (shifted - ROUNDER) + 0.5f;
    return withParity(-sineOfReduced(reduce(x, halfTurns)), Float.floatToRawIntBits(shifted));
  }

  /** Tangent of an angle in radians: the quotient of {@link #sin} and {@link #cos}. */
  public static float tan(float x) {
    return sin(x) / cos(x);
  }

  /**
   * The angle of the point (x, y) in radians, in [-pi, pi]; 0 at the origin. Absolute error at most
   * 5e-7.
   */
  public static float atan2(float y, float x) {
    float absoluteX = Math.abs(x);
    float absoluteY = Math.abs(y);
    boolean steep = absoluteY > absoluteX;
    float smaller = steep ? absoluteX : absoluteY;
    float larger = steep ? absoluteY : absoluteX;
    larger = larger < Float.MIN_NORMAL ? Float.MIN_NORMAL : larger;
    float angle = atanOfUnit(smaller / larger);
    angle = steep ? HALF_PI - angle : angle;
    angle = x < 0 ? PI - angle : angle;
    int sign = Float.floatToRawIntBits(y) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(Float.floatToRawIntBits(angle) | sign);
  }

  /**
   * The exponential. Relative error at most 5e-7 for |x| up to 87; saturates near 10^38 above and
   * near 10^-38 below.
   */
  public static float exp(float x) {
    float bounded = x > LARGEST_EXPONENT ? LARGEST_EXPONENT : x;
    bounded = bounded < SMALLEST_EXPONENT ? SMALLEST_EXPONENT : bounded;
    float shifted = Math.fma(bounded, INVERSE_LN_2, ROUNDER);
    float power = shifted - ROUNDER;
    float r = Math.fma(-power, LN_2_LOW, Math.fma(-power, LN_2_HIGH, bounded));
    float p = Math.fma(EXP_0, r, EXP_1);
    p = Math.fma(p, r, EXP_2);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    // The low bits of the shifted number are the power; the rest falls off.
    int scale = (Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + BITS_OF_ONE;
    return p * Float.intBitsToFloat(scale);
  }

  /**
   * The natural logarithm of a positive number of normal size, relative error at most 5e-7 away
   * from 1 and absolute error at most 1e-7 near it; 0 gives about -88.
   */
  public static float log(float x) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    float exponent = bits >> MANTISSA_BITS;
    float mantissa = Float.intBitsToFloat((bits & MANTISSA) + SQRT_HALF_BITS);
    float s = (mantissa - 1) / (mantissa + 1);
    float z = s * s;
    float p = Math.fma(LOG_0, z, LOG_1);
    p = Math.fma(p, z, LOG_2);
    p = Math.fma(p, z, LOG_3);
    p = Math.fma(p, z, 2f);
    return Math.fma(exponent, LN_2_HIGH, Math.fma(exponent, LN_2_LOW, p * s)) + 0 * x;
  }

  /** base^exponent for a positive base, by {@link #log} and {@link #exp}. */
  public static float pow(float base, float exponent) {
    return exp(exponent * log(base));
  }

  /** The remainder of a division, with the sign of the dividend, up to the quotient's rounding. */
  public static float remainder(float dividend, float divisor) {
    float whole = (float) (int) (dividend / divisor);
    return Math.fma(-whole, divisor, dividend);
  }

  private static float reduce(float x, float halfTurns) {
    float r = Math.fma(-halfTurns, PI, x);
    r = Math.fma(-halfTurns, PI_MIDDLE, r);
    r = Math.fma(-halfTurns, PI_LOW, r);
    r = r > BEYOND_RANGE ? BEYOND_RANGE : r;
    return r < -BEYOND_RANGE ? -BEYOND_RANGE : r;
  }

  private static float sineOfReduced(float r) {
    float z = r * r;
    float p = Math.fma(SIN_0, z, SIN_1);
    p = Math.fma(p, z, SIN_2);
    p = Math.fma(p, z, SIN_3);
    p = Math.fma(p, z, SIN_4);
    return Math.fma(p * z, r, r);
  }

  private static float atanOfUnit(float q) {
    float z = q * q;
    float p = Math.fma(ATAN_0, z, ATAN_1);
    p = Math.fma(p, z, ATAN_2);
    p = Math.fma(p, z, ATAN_3);
    p = Math.fma(p, z, ATAN_4);
    p = Math.fma(p, z, ATAN_5);
    p = Math.fma(p, z, ATAN_6);
    p = Math.fma(p, z, ATAN_7);
    p = Math.fma(p, z, ATAN_8);
    return Math.fma(p * z, q, q);
  }

  /** Changes the sign when the counter of half turns, the lowest bit, is odd. */
  private static float withParity(float value, int counter) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) ^ (counter << 31));
  }
}
