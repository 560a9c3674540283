package protomass.flame.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import protomass.core.file.Checksum;
import protomass.core.random.RandomStream;

/** The error bounds are those of the Javadoc. */
class FloatMathTest {
  private static final int DRAWS = 200_000;

  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void sineAndCosineKeepTheirBoundUpToTenThousandRadians() {
    for (double range : new double[] {1e-3, 4, 100, 1e4}) {
      assertAbsolute(3e-7, range, FloatMath::sin, StrictMath::sin);
      assertAbsolute(3e-7, range, FloatMath::cos, StrictMath::cos);
    }
  }

  @Test
  void sineAndCosineStayInBoundsForAnyFiniteAngle() {
    RandomStream random = RandomStream.of(1, "test");
    for (int i = 0; i < DRAWS; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(x)) {
        assertTrue(Math.abs(FloatMath.sin(x)) <= 1.0001f, () -> "sin " + x);
        assertTrue(Math.abs(FloatMath.cos(x)) <= 1.0001f, () -> "cos " + x);
      }
    }
  }

  @Test
  void angleKeepsItsBoundInEveryDirection() {
    RandomStream random = RandomStream.of(2, "test");
    for (int i = 0; i < DRAWS; i++) {
      float scale = FloatMath.exp((float) random.nextDouble(-20, 20));
      float y = scale * (float) random.nextDouble(-1, 1);
      float x = scale * (float) random.nextDouble(-1, 1);
      assertEquals(StrictMath.atan2(y, x), FloatMath.atan2(y, x), 5e-7);
    }
    assertEquals(0, FloatMath.atan2(0, 0));
    assertEquals(StrictMath.PI / 2, FloatMath.atan2(1, 0), 5e-7);
    assertEquals(-StrictMath.PI / 2, FloatMath.atan2(-1, 0), 5e-7);
    assertEquals(StrictMath.PI, FloatMath.atan2(0, -1), 5e-7);
  }

  @Test
  void exponentialAndLogarithmKeepTheirBounds() {
    RandomStream random = RandomStream.of(3, "test");
    for (int i = 0; i < DRAWS; i++) {
      float x = (float) random.nextDouble(-87, 87);
      assertEquals(1, FloatMath.exp(x) / StrictMath.exp(x), 5e-7, () -> "exp " + x);
      float positive = FloatMath.exp(x);
      double log = StrictMath.log(positive);
      assertEquals(log, FloatMath.log(positive), Math.max(1e-7, 5e-7 * Math.abs(log)));
      float nearOne = (float) random.nextDouble(0.9, 1.1);
      assertEquals(StrictMath.log(nearOne), FloatMath.log(nearOne), 1e-7);
    }
    assertEquals(-88, FloatMath.log(0), 1);
    assertTrue(FloatMath.exp(1e6f) > 1e38f && Float.isFinite(FloatMath.exp(1e6f)));
    assertTrue(FloatMath.exp(-1e6f) < 1e-37f);
  }

  @Test
  void notANumberStaysSo() {
    assertTrue(Float.isNaN(FloatMath.sin(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.cos(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.exp(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.log(Float.NaN)));
    assertTrue(Float.isNaN(FloatMath.atan2(Float.NaN, 1)));
    assertTrue(Float.isNaN(FloatMath.atan2(1, Float.NaN)));
  }

  @Test
  void remainderHasTheSignOfTheDividend() {
    assertEquals(1.5f, FloatMath.remainder(5.5f, 2));
    assertEquals(-1.5f, FloatMath.remainder(-5.5f, 2));
  }

  /** The checksum was taken once; another machine or compiler that differs in one bit fails. */
  @Test
  void bitsAreTheSameOnEveryMachine() {
    RandomStream random = RandomStream.of(4, "test");
    ByteBuffer bits = ByteBuffer.allocate(5 * Float.BYTES * 10_000);
    for (int i = 0; i < 10_000; i++) {
      float x = (float) random.nextDouble(-30, 30);
      bits.putFloat(FloatMath.sin(x)).putFloat(FloatMath.cos(x)).putFloat(FloatMath.exp(x));
      bits.putFloat(FloatMath.log(Math.abs(x))).putFloat(FloatMath.atan2(x, 7));
    }
    assertEquals(
        "f93a7219b7828a7d29f7d0929a7532e773502a4d4d9053f17848bb1290c82bff",
        Checksum.sha256(bits.array()));
  }

  private static void assertAbsolute(
      double bound, double range, FloatFunction actual, DoubleUnaryOperator expected) {
    RandomStream random = RandomStream.of(0, "test");
    for (int i = 0; i < DRAWS; i++) {
      float x = (float) random.nextDouble(-range, range);
      assertEquals(expected.applyAsDouble(x), actual.apply(x), bound, () -> "at " + x);
    }
  }
}
