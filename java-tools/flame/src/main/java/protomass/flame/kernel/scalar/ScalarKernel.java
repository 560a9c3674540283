package protomass.flame.kernel.scalar;

import protomass.flame.genome.Affine;
import protomass.flame.genome.Variation;
import protomass.flame.kernel.WalkerKernel;

/** The kernel in plain Java, one walker after the other. */
public final class ScalarKernel implements WalkerKernel {
  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public void shuffle(int[] origins, int[] multipliers, int[] rotations, int mask, int[] places) {
    for (int group = 0; group <= mask; group++) {
      for (int j = 0; j < GROUP; j++) {
        int place = (multipliers[j] * group + rotations[j]) & mask;
        places[GROUP * group + j] = origins[j] + place;
      }
    }
  }

  @Override
  public void jump(
      Affine affine,
      float[] sourceX,
      float[] sourceY,
      int[] places,
      float[] x,
      float[] y,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float u = sourceX[places[i]];
      float v = sourceY[places[i]];
      x[i] = Math.fma(affine.xx(), u, Math.fma(affine.xy(), v, affine.x0()));
      y[i] = Math.fma(affine.yx(), u, Math.fma(affine.yy(), v, affine.y0()));
    }
  }

  @Override
  public void fade(
      float own, float speed, float[] source, int[] places, float[] colour, int from, int to) {
    for (int i = from; i < to; i++) {
      float before = source[places[i]];
      colour[i] = Math.fma(speed, own - before, before);
    }
  }

  @Override
  public void move(
      Affine affine, float[] sourceX, float[] sourceY, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      float u = sourceX[i];
      float v = sourceY[i];
      x[i] = Math.fma(affine.xx(), u, Math.fma(affine.xy(), v, affine.x0()));
      y[i] = Math.fma(affine.yx(), u, Math.fma(affine.yy(), v, affine.y0()));
    }
  }

  @Override
  public void vary(Variation variation, Affine affine, float[] x, float[] y, int from, int to) {
    switch (variation) {
      case LINEAR -> {}
      case SINUSOIDAL -> WaveVariations.sinusoidal(x, y, from, to);
      case SPHERICAL -> RationalVariations.spherical(x, y, from, to);
      case SWIRL -> WaveVariations.swirl(x, y, from, to);
      case HORSESHOE -> RationalVariations.horseshoe(x, y, from, to);
      case POLAR -> PolarVariations.polar(x, y, from, to);
      case HANDKERCHIEF -> PolarVariations.handkerchief(x, y, from, to);
      case HEART -> PolarVariations.heart(x, y, from, to);
      case DISC -> PolarVariations.disc(x, y, from, to);
      case SPIRAL -> WaveVariations.spiral(x, y, from, to);
      case HYPERBOLIC -> RationalVariations.hyperbolic(x, y, from, to);
      case DIAMOND -> WaveVariations.diamond(x, y, from, to);
      case EX -> PolarVariations.ex(x, y, from, to);
      case BENT -> RationalVariations.bent(x, y, from, to);
      case WAVES -> WaveVariations.waves(x, y, from, to, affine);
      case FISHEYE -> RationalVariations.fisheye(x, y, from, to);
      case POPCORN -> WaveVariations.popcorn(x, y, from, to, affine);
      case EXPONENTIAL -> WaveVariations.exponential(x, y, from, to);
      case POWER -> PolarVariations.power(x, y, from, to);
      case COSINE -> WaveVariations.cosine(x, y, from, to);
      case RINGS -> RationalVariations.rings(x, y, from, to, affine);
      case FAN -> PolarVariations.fan(x, y, from, to, affine);
      case EYEFISH -> RationalVariations.eyefish(x, y, from, to);
      case BUBBLE -> RationalVariations.bubble(x, y, from, to);
      case CYLINDER -> WaveVariations.cylinder(x, y, from, to);
      case TANGENT -> WaveVariations.tangent(x, y, from, to);
      case CROSS -> RationalVariations.cross(x, y, from, to);
    }
  }

  @Override
  public void scale(float factor, float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }

  @Override
  public void accumulate(float factor, float[] terms, float[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] = Math.fma(factor, terms[i], sums[i]);
    }
  }

  @Override
  public int firstBeyond(float edge, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      // Written so that NaN counts as beyond.
      if (!(Math.abs(x[i]) < edge && Math.abs(y[i]) < edge)) {
        return i;
      }
    }
    return to;
  }

  @Override
  public void bin(
      float left,
      float top,
      float scale,
      int side,
      int outside,
      float[] x,
      float[] y,
      int[] cells,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float column = (x[i] - left) * scale;
      float row = (y[i] - top) * scale;
      boolean inside = column >= 0 && column < side && row >= 0 && row < side;
      cells[i] = inside ? ((int) row) * side + ((int) column) : outside + i % GROUP;
    }
  }

  @Override
  public void quantise(float largest, float[] values, int[] levels, int from, int to) {
    for (int i = from; i < to; i++) {
      levels[i] = (int) Math.fma(values[i], largest, 0.5f);
    }
  }
}
