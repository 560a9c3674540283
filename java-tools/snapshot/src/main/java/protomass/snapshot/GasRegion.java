package protomass.snapshot;

import java.util.List;

/**
 * A cube of gas on a uniform grid. Cell (ix, iy, iz) is element {@code (ix * size + iy) * size +
 * iz} of every array. The arrays are shared, not copied; nobody may change them.
 *
 * @param size cells along a side
 * @param cellCm side of a cell [cm]
 * @param density [g/cm^3], finite, zero or more
 * @param velocity along x, y, z in the frame of the box [cm/s], finite
 */
public record GasRegion(int size, double cellCm, float[] density, List<float[]> velocity) {
  public GasRegion {
    int cells = Math.multiplyExact(Math.multiplyExact(size, size), size);
    if (density.length != cells
        || velocity.size() != 3
        || velocity.stream().anyMatch(component -> component.length != cells)) {
      throw new IllegalArgumentException("every field must have %d cells".formatted(cells));
    }
    velocity = List.copyOf(velocity);
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
   * Writes the cells of the cube.
   *
   * @param lowerCell where the cube's lower corner lies along x, y, z, in cells
   * @param filter tells which cells are wanted
   */
  public void writeTo(CellWriter writer, long[] lowerCell, RegionFilter filter) {
    int cell = 0;
    for (int x = 0; x < size; x++) {
      for (int y = 0; y < size; y++) {
        for (int z = 0; z < size; z++, cell++) {
          double atX = (lowerCell[0] + x + 0.5) * cellCm;
          double atY = (lowerCell[1] + y + 0.5) * cellCm;
          double atZ = (lowerCell[2] + z + 0.5) * cellCm;
          if (filter.touches(atX, atY, atZ, cellCm / 2)) {
            writer.place(atX, atY, atZ, cellCm / 2);
            writer.fill(
                density[cell], velocity.get(0)[cell], velocity.get(1)[cell], velocity.get(2)[cell]);
          }
        }
      }
    }
  }
}
