package protomass.flame.variation;

import protomass.flame.math.FloatMath;

/** Variations that need sines, cosines or exponentials of coordinates, but no angle. */
final class WaveVariations {
  private static final float TINY = RationalVariations.TINY;

  private WaveVariations() {}

  static void sinusoidal(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = FloatMath.sin(x[i]);
      y[i] = FloatMath.sin(y[i]);
    }
  }

  static void cylinder(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = FloatMath.sin(x[i]);
    }
  }

  static void swirl(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float u = x[i];
      float v = y[i];
      float angle = Math.fma(u, u, v * v);
      float sine = FloatMath.sin(angle);
      float cosine = FloatMath.cos(angle);
      x[i] = Math.fma(sine, u, -cosine * v);
      y[i] = Math.fma(cosine, u, sine * v);
    }
  }

  static void spiral(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float r = RationalVariations.radius(x[i], y[i]) + TINY;
      float u = x[i];
      x[i] = (y[i] / r + FloatMath.sin(r)) / r;
      y[i] = (u / r - FloatMath.cos(r)) / r;
    }
  }

  static void diamond(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float r = RationalVariations.radius(x[i], y[i]);
      x[i] = x[i] / r * FloatMath.cos(r);
      y[i] = y[i] / r * FloatMath.sin(r);
    }
  }

  /** Amplitudes xy and yy, wavelengths of the squares of x0 and y0. */
  static void waves(float[] x, float[] y, int from, int to, Affine affine) {
    float frequencyX = 1 / Math.fma(affine.x0(), affine.x0(), TINY);
    float frequencyY = 1 / Math.fma(affine.y0(), affine.y0(), TINY);
    for (int i = from; i < to; i++) {
      float u = x[i];
      float v = y[i];
      x[i] = Math.fma(affine.xy(), FloatMath.sin(v * frequencyX), u);
      y[i] = Math.fma(affine.yy(), FloatMath.sin(u * frequencyY), v);
    }
  }

  static void popcorn(float[] x, float[] y, int from, int to, Affine affine) {
    for (int i = from; i < to; i++) {
      float u = x[i];
      float v = y[i];
      x[i] = Math.fma(affine.x0(), FloatMath.sin(FloatMath.tan(3 * v)), u);
      y[i] = Math.fma(affine.y0(), FloatMath.sin(FloatMath.tan(3 * u)), v);
    }
  }

  static void exponential(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float r = FloatMath.exp(x[i] - 1);
      float angle = FloatMath.PI * y[i];
      x[i] = r * FloatMath.cos(angle);
      y[i] = r * FloatMath.sin(angle);
    }
  }

  static void cosine(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float angle = FloatMath.PI * x[i];
      float grown = FloatMath.exp(y[i]);
      float shrunk = 1 / grown;
      x[i] = FloatMath.cos(angle) * (0.5f * (grown + shrunk));
      y[i] = -FloatMath.sin(angle) * (0.5f * (grown - shrunk));
    }
  }

  static void tangent(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float cosine = FloatMath.cos(y[i]);
      x[i] = FloatMath.sin(x[i]) / cosine;
      y[i] = FloatMath.sin(y[i]) / cosine;
    }
  }
}
