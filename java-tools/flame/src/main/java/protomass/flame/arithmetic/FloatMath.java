package protomass.flame.arithmetic;

/**
 * Elementary functions in single precision that give the same bits on every machine.
 *
 * <p>A flame amplifies a difference in the last bit into another picture within some tens of steps,
 * and the platform's own sine and cosine may differ between machines. These functions use only
 * additions, multiplications, divisions and fused multiply-adds, which IEEE 754 rounds the same way
 * everywhere, and no branches, so that a vector version can repeat them lane by lane. The
 * polynomials interpolate at Chebyshev nodes.
 *
 * <p>NaN gives NaN. Error bounds are against {@link StrictMath} and are tested.
 */
public final class FloatMath {
  public static final float PI = 0x1.921fb6p+1f;
  private static final float PI_MIDDLE = -0x1.777a5cp-24f;
  private static final float PI_LOW = -0x1.ee59dap-49f;
  private static final float HALF_PI = 0x1.921fb6p+0f;
  private static final float INVERSE_PI = 0x1.45f306p-2f;

  private static final float LN_2_HIGH = 0x1.62e43p-1f;
  private static final float LN_2_LOW = -0x1.05c61p-29f;
  private static final float INVERSE_LN_2 = 0x1.715476p+0f;
  private static final int SQRT_HALF_BITS = 0x3F3504F3;

  /** Adding and subtracting 1.5 * 2^23 rounds to an integer, whose low bits are then in sight. */
  private static final float ROUNDER = 0x1.8p+23f;

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
    float larger = Math.max(Math.max(absoluteX, absoluteY), Float.MIN_NORMAL);
    float quotient = Math.min(absoluteX, absoluteY) / larger;
    float angle = atanOfUnit(quotient);
    angle = absoluteY > absoluteX ? HALF_PI - angle : angle;
    angle = x < 0 ? PI - angle : angle;
    return Math.copySign(angle, y);
  }

  /**
   * The exponential. Relative error at most 5e-7 for |x| up to 87; saturates near 10^38 above and
   * near 10^-38 below.
   */
  public static float exp(float x) {
    float bounded = Math.max(-87f, Math.min(x, 88f));
    float shifted = Math.fma(bounded, INVERSE_LN_2, ROUNDER);
    float power = shifted - ROUNDER;
    float r = Math.fma(-power, LN_2_LOW, Math.fma(-power, LN_2_HIGH, bounded));
    float p = Math.fma(0.0013942148f, r, 0.008375959f);
    p = Math.fma(p, r, 0.04166634f);
    p = Math.fma(p, r, 0.16666405f);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    return p * Float.intBitsToFloat(((int) power + 127) << 23);
  }

  /**
   * The natural logarithm of a positive number of normal size, relative error at most 5e-7 away
   * from 1 and absolute error at most 1e-7 near it; 0 gives about -88.
   */
  public static float log(float x) {
    int bits = Float.floatToRawIntBits(x) - SQRT_HALF_BITS;
    int exponent = bits >> 23;
    float mantissa = Float.intBitsToFloat((bits & 0x007FFFFF) + SQRT_HALF_BITS);
    float s = (mantissa - 1) / (mantissa + 1);
    float z = s * s;
    float p = Math.fma(0.2361851f, z, 0.2853494f);
    p = Math.fma(p, z, 0.40000385f);
    p = Math.fma(p, z, 0.6666666f);
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
    return Math.max(-1.7f, Math.min(r, 1.7f));
  }

  private static float sineOfReduced(float r) {
    float z = r * r;
    float p = Math.fma(-2.3695145e-8f, z, 2.751357e-6f);
    p = Math.fma(p, z, -0.00019840617f);
    p = Math.fma(p, z, 0.008333329f);
    p = Math.fma(p, z, -0.16666667f);
    return Math.fma(p * z, r, r);
  }

  private static float atanOfUnit(float q) {
    float z = q * q;
    float p = Math.fma(-0.0017011701f, z, 0.01048765f);
    p = Math.fma(p, z, -0.030351864f);
    p = Math.fma(p, z, 0.057089556f);
    p = Math.fma(p, z, -0.08349725f);
    p = Math.fma(p, z, 0.10932341f);
    p = Math.fma(p, z, -0.14260016f);
    p = Math.fma(p, z, 0.19998075f);
    p = Math.fma(p, z, -0.33333278f);
    return Math.fma(p * z, q, q);
  }

  /** Changes the sign when the counter of half turns, the lowest bit, is odd. */
  private static float withParity(float value, int counter) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) ^ (counter << 31));
  }
}
