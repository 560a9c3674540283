package protomass.flame.kernel;

import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

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
    variation.plain().apply(x, y, from, to, affine);
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
  public void surround(
      float left,
      float top,
      float scale,
      int side,
      int outside,
      float[] x,
      float[] y,
      int[] cells,
      int[] offsets,
      int from,
      int to) {
    float halfCell = 1 << (OFFSET_BITS - 1);
    float end = (side + 1) << OFFSET_BITS;
    int mask = (1 << OFFSET_BITS) - 1;
    for (int i = from; i < to; i++) {
      // From the margin's first centre.
      float right = Math.fma(x[i] - left, scale, halfCell);
      float down = Math.fma(y[i] - top, scale, halfCell);
      boolean inside = right >= 0 && right < end && down >= 0 && down < end;
      int column = inside ? (int) right : 0;
      int row = inside ? (int) down : 0;
      int cell = (row >> OFFSET_BITS) * (side + 2) + (column >> OFFSET_BITS);
      cells[i] = inside ? cell : outside + i % GROUP;
      offsets[i] = (row & mask) << OFFSET_BITS | (column & mask);
    }
  }

  @Override
  public void quantise(float largest, float[] values, int[] levels, int from, int to) {
    for (int i = from; i < to; i++) {
      levels[i] = (int) Math.fma(values[i], largest, 0.5f);
    }
  }
}
