package protomass.flame.variation;

import static protomass.flame.math.Lanes.all;
import static protomass.flame.math.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import protomass.flame.math.Lanes;
import protomass.flame.math.VectorMath;

/** Variations made of arithmetic and square roots alone, many lanes at once. */
final class VectorRationalVariations {
  private static final float TINY = 1e-10f;

  private VectorRationalVariations() {}

  static void spherical(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector scale = all(1f).div(u.fma(u, v.mul(v)).add(TINY));
      u.mul(scale).intoArray(x, i);
      v.mul(scale).intoArray(y, i);
    }
  }

  static void horseshoe(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector scale = all(1f).div(VectorMath.radius(u, v).add(TINY));
      u.sub(v).mul(u.add(v)).mul(scale).intoArray(x, i);
      u.mul(2f).mul(v).mul(scale).intoArray(y, i);
    }
  }

  static void hyperbolic(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      u.div(u.fma(u, v.mul(v)).add(TINY)).intoArray(x, i);
    }
  }

  static void bent(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      u.blend(u.mul(2f), u.compare(VectorOperators.LT, 0f)).intoArray(x, i);
      v.blend(v.mul(0.5f), v.compare(VectorOperators.LT, 0f)).intoArray(y, i);
    }
  }

  static void fisheye(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector scale = all(2f).div(VectorMath.radius(u, v).add(1f));
      scale.mul(v).intoArray(x, i);
      scale.mul(u).intoArray(y, i);
    }
  }

  static void eyefish(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector scale = all(2f).div(VectorMath.radius(u, v).add(1f));
      u.mul(scale).intoArray(x, i);
      v.mul(scale).intoArray(y, i);
    }
  }

  static void bubble(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector scale = all(1f).div(u.fma(u, v.mul(v)).fma(all(0.25f), all(1f)));
      u.mul(scale).intoArray(x, i);
      v.mul(scale).intoArray(y, i);
    }
  }

  static void cross(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector difference = u.sub(v).mul(u.add(v));
      FloatVector scale = all(1f).div(difference.fma(difference, all(TINY)).sqrt());
      u.mul(scale).intoArray(x, i);
      v.mul(scale).intoArray(y, i);
    }
  }

  /** The radius r becomes ((r + c) mod 2c) - c + r (1 - c), with c the square of the shift x0. */
  static void rings(float[] x, float[] y, int from, int to, Affine affine) {
    float c = Math.fma(affine.x0(), affine.x0(), TINY);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.radius(u, v);
      FloatVector ring = VectorMath.remainder(r.add(c), 2 * c).sub(c).add(r.mul(1 - c));
      FloatVector scale = ring.div(r);
      scale.mul(v).intoArray(x, i);
      scale.mul(u).intoArray(y, i);
    }
  }
}
