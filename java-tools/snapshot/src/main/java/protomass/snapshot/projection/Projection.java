package protomass.snapshot.projection;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import protomass.core.error.UsageException;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.core.units.Cgs;
import protomass.snapshot.GasRegion;

/**
 * Projects a cube of gas along an axis of its grid.
 *
 * <p>A pixel covers k x k columns of cells. Column density is the mean over the pixel's area of the
 * density's integral along the line of sight; velocity and dispersion are weighted by mass over all
 * cells behind the pixel. Velocity is positive along the positive axis, in the frame of the box.
 * All sums are in double precision; the dispersion sums squared deviations from the pixel's mean
 * velocity in a second pass, because the mean of squares less the square of the mean loses all its
 * digits where the dispersion is small.
 *
 * <p>A pixel without mass has column density 0, and NaN for velocity and dispersion.
 */
public final class Projection {
  private final int pixels;

  /**
   * @param pixels pixels along a side of the map
   */
  public Projection(int pixels) {
    if (pixels < 1) {
      throw new IllegalArgumentException("a map of %d pixels".formatted(pixels));
    }
    this.pixels = pixels;
  }

  /**
   * Refuses a map whose pixels would cut cells.
   *
   * @param cells along the region's side
   * @throws UsageException naming the sizes that are possible
   */
  public void requireWholeCells(int cells) {
    if (cells % pixels != 0) {
      throw new UsageException(
          "a map of %d pixels does not divide a region of %d cells".formatted(pixels, cells),
          "give a map size of "
              + IntStream.rangeClosed(1, cells)
                  .filter(size -> cells % size == 0)
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
  }

  /** The maps of a region seen along an axis. */
  public GasMap along(LineOfSight axis, GasRegion region) {
    requireWholeCells(region.size());
    Columns columns = Columns.of(axis, region, region.size() / pixels);
    int count = pixels * pixels;
    float[] columnDensity = new float[count];
    float[] velocity = new float[count];
    float[] dispersion = new float[count];
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        PixelMoments moments = columns.moments(x, y);
        int pixel = y * pixels + x;
        columnDensity[pixel] = (float) moments.columnDensity();
        velocity[pixel] = (float) (moments.velocity() / Cgs.KILOMETRE_PER_SECOND);
        dispersion[pixel] = (float) (moments.dispersion() / Cgs.KILOMETRE_PER_SECOND);
      }
    }
    return new GasMap(pixels, columnDensity, velocity, dispersion);
  }

  /** How many pixels of the map have no gas behind them. */
  public static int pixelsWithoutMass(GasMap map) {
    int count = 0;
    for (float velocity : map.velocity()) {
      if (Float.isNaN(velocity)) {
        count++;
      }
    }
    return count;
  }

  /** Column density [g/cm^2], mean velocity and dispersion [cm/s] of one pixel. */
  private record PixelMoments(double columnDensity, double velocity, double dispersion) {}

  /**
   * The cells behind each pixel.
   *
   * @param columnStride distance in the arrays to the next cell along the line of sight
   * @param firstStride the same along the first image axis
   * @param secondStride the same along the second image axis
   * @param width cells along the side of a pixel
   */
  private record Columns(
      GasRegion region,
      float[] velocity,
      int columnStride,
      int firstStride,
      int secondStride,
      int width) {
    static Columns of(LineOfSight axis, GasRegion region, int width) {
      int size = region.size();
      List<float[]> velocity = region.velocity();
      return switch (axis) {
        case X -> new Columns(region, velocity.get(0), size * size, size, 1, width);
        case Y -> new Columns(region, velocity.get(1), size, size * size, 1, width);
        case Z -> new Columns(region, velocity.get(2), 1, size * size, size, width);
      };
    }

    PixelMoments moments(int x, int y) {
      double densitySum = 0;
      double momentumSum = 0;
      float[] density = region.density();
      for (int column = 0; column < width * width; column++) {
        int cell = start(x, y, column);
        for (int step = 0; step < region.size(); step++, cell += columnStride) {
          densitySum += density[cell];
          momentumSum += (double) density[cell] * velocity[cell];
        }
      }
      double columnDensity = densitySum * region.cellCm() / (width * width);
      if (densitySum == 0) {
        return new PixelMoments(columnDensity, Double.NaN, Double.NaN);
      }
      double mean = momentumSum / densitySum;
      double squares = squaredDeviations(x, y, mean);
      return new PixelMoments(columnDensity, mean, Math.sqrt(squares / densitySum));
    }

    private double squaredDeviations(int x, int y, double mean) {
      double sum = 0;
      float[] density = region.density();
      for (int column = 0; column < width * width; column++) {
        int cell = start(x, y, column);
        for (int step = 0; step < region.size(); step++, cell += columnStride) {
          double deviation = velocity[cell] - mean;
          sum += density[cell] * deviation * deviation;
        }
      }
      return sum;
    }

    private int start(int x, int y, int column) {
      return (x * width + column / width) * firstStride
          + (y * width + column % width) * secondStride;
    }
  }
}
