package protomass.flame.kernel;

import static protomass.flame.math.Lanes.all;
import static protomass.flame.math.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import protomass.flame.math.Lanes;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * The kernel on the Vector API. It needs the module {@code jdk.incubator.vector}, which the virtual
 * machine must have been started with.
 */
public final class VectorKernel implements WalkerKernel {
  @Override
  public String name() {
    return "vectors of " + Lanes.COUNT + " lanes";
  }

  @Override
  public void shuffle(int[] origins, int[] multipliers, int[] rotations, int mask, int[] places) {
    int groups = mask + 1;
    for (int j = 0; j < GROUP; j += Lanes.COUNT) {
      IntVector origin = IntVector.fromArray(Lanes.INTS, origins, j);
      IntVector step = IntVector.fromArray(Lanes.INTS, multipliers, j);
      IntVector place = IntVector.fromArray(Lanes.INTS, rotations, j);
      for (int group = 0; group < groups; group++) {
        place.and(mask).add(origin).intoArray(places, GROUP * group + j);
        place = place.add(step);
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
    FloatVector xx = all(affine.xx());
    FloatVector xy = all(affine.xy());
    FloatVector x0 = all(affine.x0());
    FloatVector yx = all(affine.yx());
    FloatVector yy = all(affine.yy());
    FloatVector y0 = all(affine.y0());
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = gather(sourceX, places, i);
      FloatVector v = gather(sourceY, places, i);
      xx.fma(u, xy.fma(v, x0)).intoArray(x, i);
      yx.fma(u, yy.fma(v, y0)).intoArray(y, i);
    }
  }

  @Override
  public void fade(
      float own, float speed, float[] source, int[] places, float[] colour, int from, int to) {
    FloatVector target = all(own);
    FloatVector share = all(speed);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector before = gather(source, places, i);
      share.fma(target.sub(before), before).intoArray(colour, i);
    }
  }

  @Override
  public void move(
      Affine affine, float[] sourceX, float[] sourceY, float[] x, float[] y, int from, int to) {
    FloatVector xx = all(affine.xx());
    FloatVector xy = all(affine.xy());
    FloatVector x0 = all(affine.x0());
    FloatVector yx = all(affine.yx());
    FloatVector yy = all(affine.yy());
    FloatVector y0 = all(affine.y0());
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector u = load(sourceX, i);
      FloatVector v = load(sourceY, i);
      xx.fma(u, xy.fma(v, x0)).intoArray(x, i);
      yx.fma(u, yy.fma(v, y0)).intoArray(y, i);
    }
  }

  @Override
  public void vary(Variation variation, Affine affine, float[] x, float[] y, int from, int to) {
    variation.vector().apply(x, y, from, to, affine);
  }

  @Override
  public void scale(float factor, float[] values, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      load(values, i).mul(factor).intoArray(values, i);
    }
  }

  @Override
  public void accumulate(float factor, float[] terms, float[] sums, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      load(terms, i).fma(all(factor), load(sums, i)).intoArray(sums, i);
    }
  }

  @Override
  public int firstBeyond(float edge, float[] x, float[] y, int from, int to) {
    int group = from - from % GROUP;
    for (int i = group; i < to; i += Lanes.COUNT) {
      VectorMask<Float> beyond =
          load(x, i)
              .abs()
              .compare(VectorOperators.LT, edge)
              .and(load(y, i).abs().compare(VectorOperators.LT, edge))
              .not();
      if (beyond.anyTrue()) {
        int found = firstBeyondSlowly(edge, x, y, Math.max(i, from), i + Lanes.COUNT);
        if (found >= 0) {
          return found;
        }
      }
    }
    return to;
  }

  /** Negative when the walkers that are beyond lie before {@code from}. */
  private static int firstBeyondSlowly(float edge, float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!(Math.abs(x[i]) < edge && Math.abs(y[i]) < edge)) {
        return i;
      }
    }
    return -1;
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
    FloatVector end = all((float) side);
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector column = load(x, i).sub(left).mul(scale);
      FloatVector row = load(y, i).sub(top).mul(scale);
      VectorMask<Float> inside =
          column
              .compare(VectorOperators.GE, 0f)
              .and(column.lt(end))
              .and(row.compare(VectorOperators.GE, 0f))
              .and(row.lt(end));
      // Zeroes outside: the conversion of huge numbers takes a slow path.
      FloatVector zero = all(0f);
      IntVector cell =
          integer(zero.blend(row, inside)).mul(side).add(integer(zero.blend(column, inside)));
      IntVector turn = all(outside + i % GROUP).addIndex(1);
      turn.blend(cell, inside.cast(Lanes.INTS)).intoArray(cells, i);
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
    FloatVector halfCell = all((float) (1 << (OFFSET_BITS - 1)));
    FloatVector end = all((float) ((side + 1) << OFFSET_BITS));
    FloatVector factor = all(scale);
    FloatVector zero = all(0f);
    int mask = (1 << OFFSET_BITS) - 1;
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector right = load(x, i).sub(left).fma(factor, halfCell);
      FloatVector down = load(y, i).sub(top).fma(factor, halfCell);
      VectorMask<Float> inside =
          right
              .compare(VectorOperators.GE, 0f)
              .and(right.lt(end))
              .and(down.compare(VectorOperators.GE, 0f))
              .and(down.lt(end));
      IntVector column = integer(zero.blend(right, inside));
      IntVector row = integer(zero.blend(down, inside));
      IntVector cell =
          row.lanewise(VectorOperators.ASHR, OFFSET_BITS)
              .mul(side + 2)
              .add(column.lanewise(VectorOperators.ASHR, OFFSET_BITS));
      IntVector turn = all(outside + i % GROUP).addIndex(1);
      turn.blend(cell, inside.cast(Lanes.INTS)).intoArray(cells, i);
      row.and(mask)
          .lanewise(VectorOperators.LSHL, OFFSET_BITS)
          .or(column.and(mask))
          .intoArray(offsets, i);
    }
  }

  @Override
  public void quantise(float largest, float[] values, int[] levels, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      integer(load(values, i).fma(all(largest), all(0.5f))).intoArray(levels, i);
    }
  }

  private static FloatVector gather(float[] source, int[] places, int at) {
    return FloatVector.fromArray(Lanes.FLOATS, source, 0, places, at);
  }

  private static IntVector integer(FloatVector values) {
    return (IntVector) values.convert(VectorOperators.F2I, 0);
  }
}
