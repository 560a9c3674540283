package protomass.snapshot.command;

import protomass.core.error.NotEnoughMemoryException;
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
   * @param budget what may be taken
   * @param allowed what might be taken if the Java heap were large enough
   * @param view any of the views, all of one size
   * @param valuesPerPixel images per map
   * @throws UsageException when not even one star fits into what is allowed
   * @throws NotEnoughMemoryException when one fits into that, but not into the heap
   */
  static MemoryPlan of(
      Bytes budget,
      Bytes allowed,
      int stars,
      int mapsPerStar,
      View view,
      int valuesPerPixel,
      int threads) {
    long perMap = (long) valuesPerPixel * BYTES_PER_FINISHED_VALUE * view.pixels();
    long finished = perMap * mapsPerStar * stars;
    long reading = (long) threads * BLOCKS_PER_THREAD * CellBlock.BYTES;
    // Turned views hold one more number per pixel.
    long perStar = (Projector.bytes(view) + (long) Double.BYTES * view.pixels()) * mapsPerStar;
    long left = budget.count() - finished - reading;
    if (left < perStar) {
      Bytes needed = new Bytes(finished + reading + perStar);
      String fault =
          "%d maps of %d x %d pixels need %d MiB, %s %d MiB"
              .formatted(
                  stars * (long) mapsPerStar,
                  view.columns(),
                  view.rows(),
                  needed.mebibytes(),
                  budget.equals(allowed) ? "--memory allows" : "half of the Java heap is",
                  budget.mebibytes());
      throw needed.count() > allowed.count()
          ? new UsageException(fault, "give more --memory, fewer maps or a smaller --map-size")
          : new NotEnoughMemoryException(
              fault,
              "set PROTOMASS_HEAP to %dm or more, or PROTOMASS_MEMORY_MB higher; the pipeline tries"
                      .formatted(2 * needed.mebibytes())
                  + " again with more");
    }
    int atATime = (int) Math.min(stars, left / perStar);
    int passes = (stars + atATime - 1) / atATime;
    return new MemoryPlan(atATime, passes, finished + reading + perStar * atATime);
  }
}
