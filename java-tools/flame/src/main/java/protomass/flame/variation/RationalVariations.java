package protomass.flame.variation;

import protomass.flame.math.FloatMath;

/** Variations made of arithmetic and square roots alone. */
final class RationalVariations {
  /** Keeps quotients finite at the origin. */
  static final float TINY = 1e-10f;

  private RationalVariations() {}

  static void spherical(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float scale = 1 / (Math.fma(x[i], x[i], y[i] * y[i]) + TINY);
      x[i] *= scale;
      y[i] *= scale;
    }
  }

  static void horseshoe(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float u = x[i];
      float v = y[i];
      float scale = 1 / (radius(u, v) + TINY);
      x[i] = (u - v) * (u + v) * scale;
      y[i] = 2 * u * v * scale;
    }
  }

  static void hyperbolic(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] /= Math.fma(x[i], x[i], y[i] * y[i]) + TINY;
    }
  }

  static void bent(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] < 0 ? 2 * x[i] : x[i];
      y[i] = y[i] < 0 ? 0.5f * y[i] : y[i];
    }
  }

  static void fisheye(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float scale = 2 / (radius(x[i], y[i]) + 1);
      float u = x[i];
      x[i] = scale * y[i];
      y[i] = scale * u;
    }
  }

  static void eyefish(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float scale = 2 / (radius(x[i], y[i]) + 1);
      x[i] *= scale;
      y[i] *= scale;
    }
  }

  static void bubble(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float scale = 1 / Math.fma(0.25f, Math.fma(x[i], x[i], y[i] * y[i]), 1);
      x[i] *= scale;
      y[i] *= scale;
    }
  }

  static void cross(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float difference = (x[i] - y[i]) * (x[i] + y[i]);
      float scale = 1 / root(Math.fma(difference, difference, TINY));
      x[i] *= scale;
      y[i] *= scale;
    }
  }

  /** The radius r becomes ((r + c) mod 2c) - c + r (1 - c), with c the square of the shift x0. */
  static void rings(float[] x, float[] y, int from, int to, Affine affine) {
    float c = Math.fma(affine.x0(), affine.x0(), TINY);
    for (int i = from; i < to; i++) {
      float r = radius(x[i], y[i]);
      float ring = FloatMath.remainder(r + c, 2 * c) - c + r * (1 - c);
      float scale = ring / r;
      float u = x[i];
      x[i] = scale * y[i];
      y[i] = scale * u;
    }
  }

  static float radius(float x, float y) {
    return root(Math.fma(x, x, y * y));
  }

  /** Square root in single precision; the detour through double rounds to the same float. */
  static float root(float x) {
    return (float) Math.sqrt(x);
  }
}
