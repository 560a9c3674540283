package protomass.flame.variation;

import static protomass.flame.math.Lanes.all;
import static protomass.flame.math.Lanes.load;

import jdk.incubator.vector.FloatVector;
import protomass.flame.math.FloatMath;
import protomass.flame.math.Lanes;
import protomass.flame.math.VectorMath;

/**
 * Variations that need sines, cosines or exponentials of coordinates, but no angle, many lanes at
 * once.
 */
final class VectorWaveVariations {
  private static final float TINY = 1e-10f;

  private VectorWaveVariations() {}

  static void sinusoidal(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      VectorMath.sin(u).intoArray(x, i);
      VectorMath.sin(v).intoArray(y, i);
    }
  }

  static void cylinder(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      VectorMath.sin(u).intoArray(x, i);
    }
  }

  static void swirl(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector angle = u.fma(u, v.mul(v));
      FloatVector sine = VectorMath.sin(angle);
      FloatVector cosine = VectorMath.cos(angle);
      sine.fma(u, cosine.neg().mul(v)).intoArray(x, i);
      cosine.fma(u, sine.mul(v)).intoArray(y, i);
    }
  }

  static void spiral(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.radius(u, v).add(TINY);
      v.div(r).add(VectorMath.sin(r)).div(r).intoArray(x, i);
      u.div(r).sub(VectorMath.cos(r)).div(r).intoArray(y, i);
    }
  }

  static void diamond(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.radius(u, v);
      u.div(r).mul(VectorMath.cos(r)).intoArray(x, i);
      v.div(r).mul(VectorMath.sin(r)).intoArray(y, i);
    }
  }

  /** Amplitudes xy and yy, wavelengths of the squares of x0 and y0. */
  static void waves(float[] x, float[] y, int from, int to, Affine affine) {
    float frequencyX = 1 / Math.fma(affine.x0(), affine.x0(), TINY);
    float frequencyY = 1 / Math.fma(affine.y0(), affine.y0(), TINY);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      VectorMath.sin(v.mul(frequencyX)).fma(all(affine.xy()), u).intoArray(x, i);
      VectorMath.sin(u.mul(frequencyY)).fma(all(affine.yy()), v).intoArray(y, i);
    }
  }

  static void popcorn(float[] x, float[] y, int from, int to, Affine affine) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector byV = VectorMath.sin(VectorMath.tan(v.mul(3f)));
      FloatVector byU = VectorMath.sin(VectorMath.tan(u.mul(3f)));
      byV.fma(all(affine.x0()), u).intoArray(x, i);
      byU.fma(all(affine.y0()), v).intoArray(y, i);
    }
  }

  static void exponential(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.exp(u.sub(1f));
      FloatVector angle = v.mul(FloatMath.PI);
      r.mul(VectorMath.cos(angle)).intoArray(x, i);
      r.mul(VectorMath.sin(angle)).intoArray(y, i);
    }
  }

  static void cosine(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector angle = u.mul(FloatMath.PI);
      FloatVector grown = VectorMath.exp(v);
      FloatVector shrunk = all(1f).div(grown);
      VectorMath.cos(angle).mul(grown.add(shrunk).mul(0.5f)).intoArray(x, i);
      VectorMath.sin(angle).neg().mul(grown.sub(shrunk).mul(0.5f)).intoArray(y, i);
    }
  }

  static void tangent(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector cosine = VectorMath.cos(v);
      VectorMath.sin(u).div(cosine).intoArray(x, i);
      VectorMath.sin(v).div(cosine).intoArray(y, i);
    }
  }
}
