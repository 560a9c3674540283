package protomass.snapshot;

import java.util.List;

/**
 * A cube of gas on a uniform grid around one star. Cell (ix, iy, iz) is element {@code (ix * size +
 * iy) * size + iz} of every array. The arrays are shared, not copied; nobody may change them.
 *
 * @param size cells along a side
 * @param cellCm side of a cell [cm]
 * @param density [g/cm^3], finite, zero or more
 * @param velocity along x, y, z in the frame of the box [cm/s], finite
 * @param starPositionCm the star along x, y, z from the cube's lower corner [cm]
 */
public record GasRegion(
    int size, double cellCm, float[] density, List<float[]> velocity, List<Double> starPositionCm) {
  public GasRegion {
    int cells = Math.multiplyExact(Math.multiplyExact(size, size), size);
    if (density.length != cells
        || velocity.size() != 3
        || velocity.stream().anyMatch(component -> component.length != cells)) {
      throw new IllegalArgumentException("every field must have %d cells".formatted(cells));
    }
    if (starPositionCm.size() != 3) {
      throw new IllegalArgumentException("a position has three components: " + starPositionCm);
    }
    velocity = List.copyOf(velocity);
    starPositionCm = List.copyOf(starPositionCm);
  }

  /** Side of the cube [cm]. */
  public double sideCm() {
    return size * cellCm;
  }

  /** Mass of all gas in the cube [g]. */
  public double massG() {
    double sum = 0;
    for (float value : density) {
      sum += value;
    }
    return sum * cellCm * cellCm * cellCm;
  }

  /**
   * The cube of fewer cells with the same centre.
   *
   * @param cells cells along its side; differs from {@link #size} by an even number
   */
  public GasRegion centred(int cells) {
    if (cells < 1 || cells > size || (size - cells) % 2 != 0) {
      throw new IllegalArgumentException("no centred cube of %d in %d".formatted(cells, size));
    }
    if (cells == size) {
      return this;
    }
    int margin = (size - cells) / 2;
    return new GasRegion(
        cells,
        cellCm,
        cut(density, cells, margin),
        velocity.stream().map(component -> cut(component, cells, margin)).toList(),
        starPositionCm.stream().map(position -> position - margin * cellCm).toList());
  }

  private float[] cut(float[] values, int cells, int margin) {
    float[] kept = new float[cells * cells * cells];
    for (int x = 0; x < cells; x++) {
      for (int y = 0; y < cells; y++) {
        int from = ((x + margin) * size + y + margin) * size + margin;
        System.arraycopy(values, from, kept, (x * cells + y) * cells, cells);
      }
    }
    return kept;
  }
}
