package protomass.flame.variation;

import protomass.flame.math.FloatMath;

/** Variations that need the angle of a point. */
final class PolarVariations {
  private PolarVariations() {}

  static void polar(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float theta = FloatMath.atan2(x[i], y[i]);
      float r = RationalVariations.radius(x[i], y[i]);
      x[i] = theta / FloatMath.PI;
      y[i] = r - 1;
    }
  }

  static void handkerchief(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float theta = FloatMath.atan2(x[i], y[i]);
      float r = RationalVariations.radius(x[i], y[i]);
      x[i] = r * FloatMath.sin(theta + r);
      y[i] = r * FloatMath.cos(theta - r);
    }
  }

  static void heart(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float r = RationalVariations.radius(x[i], y[i]);
      float angle = r * FloatMath.atan2(x[i], y[i]);
      x[i] = r * FloatMath.sin(angle);
      y[i] = -r * FloatMath.cos(angle);
    }
  }

  static void disc(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float turn = FloatMath.atan2(x[i], y[i]) / FloatMath.PI;
      float angle = FloatMath.PI * RationalVariations.radius(x[i], y[i]);
      x[i] = turn * FloatMath.sin(angle);
      y[i] = turn * FloatMath.cos(angle);
    }
  }

  static void ex(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float theta = FloatMath.atan2(x[i], y[i]);
      float r = RationalVariations.radius(x[i], y[i]);
      float sine = FloatMath.sin(theta + r);
      float cosine = FloatMath.cos(theta - r);
      float sineCubed = sine * sine * sine;
      float cosineCubed = cosine * cosine * cosine;
      x[i] = r * (sineCubed + cosineCubed);
      y[i] = r * (sineCubed - cosineCubed);
    }
  }

  /** The radius r becomes r to the power of sin theta; the angle is measured from the y axis. */
  static void power(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float r = RationalVariations.radius(x[i], y[i]);
      float sine = x[i] / r;
      float scale = FloatMath.pow(r, sine) / r;
      x[i] = scale * y[i];
      y[i] = scale * (sine * r);
    }
  }

  /** Blades of angle pi x0^2, shifted by y0, are turned by half their angle to either side. */
  static void fan(float[] x, float[] y, int from, int to, Affine affine) {
    float blade = FloatMath.PI * Math.fma(affine.x0(), affine.x0(), RationalVariations.TINY);
    float half = 0.5f * blade;
    for (int i = from; i < to; i++) {
      float theta = FloatMath.atan2(x[i], y[i]);
      float r = RationalVariations.radius(x[i], y[i]);
      float turn = FloatMath.remainder(theta + affine.y0(), blade) > half ? -half : half;
      x[i] = r * FloatMath.cos(theta + turn);
      y[i] = r * FloatMath.sin(theta + turn);
    }
  }
}
