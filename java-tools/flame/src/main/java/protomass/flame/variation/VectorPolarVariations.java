package protomass.flame.variation;

import static protomass.flame.math.Lanes.all;
import static protomass.flame.math.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import protomass.flame.math.FloatMath;
import protomass.flame.math.Lanes;
import protomass.flame.math.VectorMath;

/** Variations that need the angle of a point, many lanes at once. */
final class VectorPolarVariations {
  private static final float TINY = 1e-10f;

  private VectorPolarVariations() {}

  static void polar(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      VectorMath.atan2(u, v).div(FloatMath.PI).intoArray(x, i);
      VectorMath.radius(u, v).sub(1f).intoArray(y, i);
    }
  }

  static void handkerchief(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector theta = VectorMath.atan2(u, v);
      FloatVector r = VectorMath.radius(u, v);
      r.mul(VectorMath.sin(theta.add(r))).intoArray(x, i);
      r.mul(VectorMath.cos(theta.sub(r))).intoArray(y, i);
    }
  }

  static void heart(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.radius(u, v);
      FloatVector angle = r.mul(VectorMath.atan2(u, v));
      r.mul(VectorMath.sin(angle)).intoArray(x, i);
      r.neg().mul(VectorMath.cos(angle)).intoArray(y, i);
    }
  }

  static void disc(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector turn = VectorMath.atan2(u, v).div(FloatMath.PI);
      FloatVector angle = VectorMath.radius(u, v).mul(FloatMath.PI);
      turn.mul(VectorMath.sin(angle)).intoArray(x, i);
      turn.mul(VectorMath.cos(angle)).intoArray(y, i);
    }
  }

  static void ex(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector theta = VectorMath.atan2(u, v);
      FloatVector r = VectorMath.radius(u, v);
      FloatVector sine = VectorMath.sin(theta.add(r));
      FloatVector cosine = VectorMath.cos(theta.sub(r));
      FloatVector sineCubed = sine.mul(sine).mul(sine);
      FloatVector cosineCubed = cosine.mul(cosine).mul(cosine);
      r.mul(sineCubed.add(cosineCubed)).intoArray(x, i);
      r.mul(sineCubed.sub(cosineCubed)).intoArray(y, i);
    }
  }

  /** The radius r becomes r to the power of sin theta; the angle is measured from the y axis. */
  static void power(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector r = VectorMath.radius(u, v);
      FloatVector sine = u.div(r);
      FloatVector scale = VectorMath.pow(r, sine).div(r);
      scale.mul(v).intoArray(x, i);
      scale.mul(sine.mul(r)).intoArray(y, i);
    }
  }

  /** Blades of angle pi x0^2, shifted by y0, are turned by half their angle to either side. */
  static void fan(float[] x, float[] y, int from, int to, Affine affine) {
    float blade = FloatMath.PI * Math.fma(affine.x0(), affine.x0(), TINY);
    float half = 0.5f * blade;
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(x, i);
      FloatVector v = load(y, i);
      FloatVector theta = VectorMath.atan2(u, v);
      FloatVector r = VectorMath.radius(u, v);
      FloatVector offset = VectorMath.remainder(theta.add(affine.y0()), blade);
      FloatVector turn = all(half).blend(-half, offset.compare(VectorOperators.GT, half));
      FloatVector angle = theta.add(turn);
      r.mul(VectorMath.cos(angle)).intoArray(x, i);
      r.mul(VectorMath.sin(angle)).intoArray(y, i);
    }
  }
}
