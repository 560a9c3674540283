package protomass.snapshot.command;

import protomass.core.error.UsageException;
import protomass.snapshot.CellBlock;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Bytes;

/**
 * How many stars fit into memory at a time.
 *
 * @param starsAtATime stars per reading of the snapshot
 * @param passes how often the snapshot is read
 * @param bytes what is needed at most
 */
record MemoryPlan(int starsAtATime, int passes, long bytes) {
  /** Block in hand, those read ahead and what a reader holds of a file, per thread. */
  private static final int BLOCKS_PER_THREAD = 8;

  /** A finished value is held once in the map and once on its way into the file. */
  private static final int BYTES_PER_FINISHED_VALUE = 2 * Float.BYTES;

  /**
   * @param view any of the views, all of one size
   * @param valuesPerPixel images per map
   * @throws UsageException when not even one star fits
   */
  static MemoryPlan of(
      Bytes budget, int stars, int mapsPerStar, View view, int valuesPerPixel, int threads) {
    long perMap = (long) valuesPerPixel * BYTES_PER_FINISHED_VALUE * view.pixels();
    long finished = perMap * mapsPerStar * stars;
    long reading = (long) threads * BLOCKS_PER_THREAD * CellBlock.BYTES;
    // Turned views hold one more number per pixel.
    long perStar = (Projector.bytes(view) + (long) Double.BYTES * view.pixels()) * mapsPerStar;
    long left = budget.count() - finished - reading;
    if (left < perStar) {
      long needed = finished + reading + perStar;
      throw new UsageException(
          "%d maps of %d x %d pixels need %d MiB, --memory allows %d MiB"
              .formatted(
                  stars * (long) mapsPerStar,
                  view.columns(),
                  view.rows(),
                  new Bytes(needed).mebibytes(),
                  budget.mebibytes()),
          "give more --memory, fewer maps or a smaller --map-size");
    }
    int atATime = (int) Math.min(stars, left / perStar);
    int passes = (stars + atATime - 1) / atATime;
    return new MemoryPlan(atATime, passes, finished + reading + perStar * atATime);
  }
}
