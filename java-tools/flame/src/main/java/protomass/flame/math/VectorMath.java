package protomass.flame.math;

import static protomass.flame.math.FloatMath.*;
import static protomass.flame.math.Lanes.all;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link FloatMath} lane by lane: the same operations in the same order, hence the same bits. */
public final class VectorMath {
  private VectorMath() {}

  public static FloatVector sin(FloatVector x) {
    FloatVector shifted = x.fma(all(INVERSE_PI), all(ROUNDER));
    FloatVector halfTurns = shifted.sub(ROUNDER);
    return withParity(sineOfReduced(reduce(x, halfTurns)), shifted.reinterpretAsInts());
  }

  public static FloatVector cos(FloatVector x) {
    FloatVector shifted = x.fma(all(INVERSE_PI), all(-0.5f)).add(ROUNDER);
    FloatVector halfTurns = shifted.sub(ROUNDER).add(0.5f);
    FloatVector sine = sineOfReduced(reduce(x, halfTurns));
    return withParity(sine.neg(), shifted.reinterpretAsInts());
  }

  public static FloatVector tan(FloatVector x) {
    return sin(x).div(cos(x));
  }

  public static FloatVector atan2(FloatVector y, FloatVector x) {
    FloatVector absoluteX = x.abs();
    FloatVector absoluteY = y.abs();
    VectorMask<Float> steep = absoluteY.compare(VectorOperators.GT, absoluteX);
    FloatVector smaller = absoluteY.blend(absoluteX, steep);
    FloatVector larger = absoluteX.blend(absoluteY, steep);
    larger = atLeast(larger, Float.MIN_NORMAL);
    FloatVector angle = atanOfUnit(smaller.div(larger));
    angle = angle.blend(all(HALF_PI).sub(angle), steep);
    angle = angle.blend(all(PI).sub(angle), x.compare(VectorOperators.LT, 0f));
    IntVector sign = y.reinterpretAsInts().and(Integer.MIN_VALUE);
    return angle.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  public static FloatVector exp(FloatVector x) {
    FloatVector bounded = atLeast(atMost(x, LARGEST_EXPONENT), SMALLEST_EXPONENT);
    FloatVector shifted = bounded.fma(all(INVERSE_LN_2), all(ROUNDER));
    FloatVector power = shifted.sub(ROUNDER).neg();
    FloatVector r = power.fma(all(LN_2_HIGH), bounded);
    r = power.fma(all(LN_2_LOW), r);
    FloatVector p = r.fma(all(EXP_0), all(EXP_1));
    p = p.fma(r, all(EXP_2));
    p = p.fma(r, all(EXP_3));
    p = p.fma(r, all(0.5f));
    p = p.fma(r, all(1f));
    p = p.fma(r, all(1f));
    IntVector scale =
        shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS).add(BITS_OF_ONE);
    return p.mul(scale.reinterpretAsFloats());
  }

  public static FloatVector log(FloatVector x) {
    IntVector bits = x.reinterpretAsInts().sub(SQRT_HALF_BITS);
    FloatVector exponent =
        (FloatVector)
            bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS).convert(VectorOperators.I2F, 0);
    FloatVector mantissa = bits.and(MANTISSA).add(SQRT_HALF_BITS).reinterpretAsFloats();
    FloatVector s = mantissa.sub(1f).div(mantissa.add(1f));
    FloatVector z = s.mul(s);
    FloatVector p = z.fma(all(LOG_0), all(LOG_1));
    p = p.fma(z, all(LOG_2));
    p = p.fma(z, all(LOG_3));
    p = p.fma(z, all(2f));
    FloatVector low = exponent.fma(all(LN_2_LOW), p.mul(s));
    return exponent.fma(all(LN_2_HIGH), low).add(x.mul(0f));
  }

  public static FloatVector pow(FloatVector base, FloatVector exponent) {
    return exp(exponent.mul(log(base)));
  }

  public static FloatVector remainder(FloatVector dividend, float divisor) {
    FloatVector whole = truncated(dividend.div(divisor));
    return whole.neg().fma(all(divisor), dividend);
  }

  public static FloatVector radius(FloatVector x, FloatVector y) {
    return x.fma(x, y.mul(y)).sqrt();
  }

  public static FloatVector truncated(FloatVector x) {
    return (FloatVector)
        ((IntVector) x.convert(VectorOperators.F2I, 0)).convert(VectorOperators.I2F, 0);
  }

  private static FloatVector atMost(FloatVector x, float limit) {
    return x.blend(limit, x.compare(VectorOperators.GT, limit));
  }

  private static FloatVector atLeast(FloatVector x, float limit) {
    return x.blend(limit, x.compare(VectorOperators.LT, limit));
  }

  private static FloatVector reduce(FloatVector x, FloatVector halfTurns) {
    FloatVector turns = halfTurns.neg();
    FloatVector r = turns.fma(all(PI), x);
    r = turns.fma(all(PI_MIDDLE), r);
    r = turns.fma(all(PI_LOW), r);
    return atLeast(atMost(r, BEYOND_RANGE), -BEYOND_RANGE);
  }

  private static FloatVector sineOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = z.fma(all(SIN_0), all(SIN_1));
    p = p.fma(z, all(SIN_2));
    p = p.fma(z, all(SIN_3));
    p = p.fma(z, all(SIN_4));
    return p.mul(z).fma(r, r);
  }

  private static FloatVector atanOfUnit(FloatVector q) {
    FloatVector z = q.mul(q);
    FloatVector p = z.fma(all(ATAN_0), all(ATAN_1));
    p = p.fma(z, all(ATAN_2));
    p = p.fma(z, all(ATAN_3));
    p = p.fma(z, all(ATAN_4));
    p = p.fma(z, all(ATAN_5));
    p = p.fma(z, all(ATAN_6));
    p = p.fma(z, all(ATAN_7));
    p = p.fma(z, all(ATAN_8));
    return p.mul(z).fma(q, q);
  }

  private static FloatVector withParity(FloatVector value, IntVector counter) {
    IntVector sign = counter.lanewise(VectorOperators.LSHL, 31);
    return value.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }
}
