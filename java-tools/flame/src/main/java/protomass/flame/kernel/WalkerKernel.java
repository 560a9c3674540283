package protomass.flame.kernel;

import protomass.flame.math.Lanes;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * The arithmetic of a chaos game on arrays of walkers. All implementations give the same bits: each
 * value is made by additions, multiplications, divisions, square roots and fused multiply-adds in
 * one order, all of which IEEE 754 rounds the same way everywhere, and no result depends on how
 * many lanes are worked on at once.
 *
 * <p>Runs begin and end at multiples of {@link #GROUP} walkers. Implementations have no state and
 * are safe for use by many threads.
 */
public interface WalkerKernel {
  /** Walkers that always jump together; no vector has more lanes. */
  int GROUP = Lanes.MOST;

  /** Steps per cell in which {@link #surround} measures, as a power of two. */
  int OFFSET_BITS = 4;

  /** What the kernel computes with, for messages. */
  String name();

  /**
   * The walkers' new places: walker {@code GROUP g + j} comes from {@code origins[j] +
   * ((multipliers[j] g + rotations[j]) & mask)}.
   *
   * @param origins per place in a group the first walker of the stretch that it comes from
   * @param multipliers odd numbers
   * @param rotations any numbers
   * @param mask the length of a stretch less 1; a stretch is a power of two long
   * @param places receives the places; its length is GROUP x (mask + 1)
   */
  void shuffle(int[] origins, int[] multipliers, int[] rotations, int mask, int[] places);

  /** Takes walkers from their places and moves them by an affine map. */
  void jump(
      Affine affine,
      float[] sourceX,
      float[] sourceY,
      int[] places,
      float[] x,
      float[] y,
      int from,
      int to);

  /** Takes colour coordinates from their places and moves them towards a transform's own one. */
  void fade(float own, float speed, float[] source, int[] places, float[] colour, int from, int to);

  /** Moves walkers by an affine map; the targets may be the sources. */
  void move(
      Affine affine, float[] sourceX, float[] sourceY, float[] x, float[] y, int from, int to);

  /**
   * Replaces points by their images under a variation of weight 1. A point may leave the plane: its
   * image is then not finite.
   *
   * @param affine the map that was applied before; waves, popcorn, rings and fan take their
   *     parameters from its coefficients
   */
  void vary(Variation variation, Affine affine, float[] x, float[] y, int from, int to);

  /** Multiplies by a factor. */
  void scale(float factor, float[] values, int from, int to);

  /** Adds the terms, times a factor, to the sums. */
  void accumulate(float factor, float[] terms, float[] sums, int from, int to);

  /**
   * The first walker from {@code from} on whose distance along an axis is not below the edge, or
   * that is not a number; {@code to} when there is none. Here {@code from} may be any walker.
   */
  int firstBeyond(float edge, float[] x, float[] y, int from, int to);

  /**
   * The cell of a square grid that each point falls into: {@code row x side + column}.
   *
   * @param left the grid's least abscissa
   * @param top the grid's least ordinate
   * @param scale cells per unit of length
   * @param side cells per axis
   * @param outside the first of {@link #GROUP} cells for points outside of the grid, which take
   *     turns: counting many points in a row into one and the same cell would be slow
   */
  void bin(
      float left,
      float top,
      float scale,
      int side,
      int outside,
      float[] x,
      float[] y,
      int[] cells,
      int from,
      int to);

  /**
   * Where bilinear interpolation spreads each point on a square grid: the first of the four cells
   * whose centres surround it, and how far it is from that centre, in steps of a sixteenth of a
   * cell. The grid has a margin of one cell on each side, for what spreads beyond its edge.
   *
   * @param left the grid's least abscissa, without the margin
   * @param top the grid's least ordinate, without the margin
   * @param scale sixteenths of a cell per unit of length
   * @param side cells per axis without the margin
   * @param outside the first of {@link #GROUP} cells for points that touch no cell, in turns
   * @param cells receives {@code row x (side + 2) + column}, counted from the margin
   * @param offsets receives {@code 16 x (sixteenths down) + (sixteenths to the right)}, 0 outside
   */
  void surround(
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
      int to);

  /** Values in [0, 1] as whole numbers from 0 to {@code largest}, rounded. */
  void quantise(float largest, float[] values, int[] levels, int from, int to);
}
