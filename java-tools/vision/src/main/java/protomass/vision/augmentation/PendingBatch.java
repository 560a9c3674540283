package protomass.vision.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import protomass.core.concurrent.Results;

/** A batch in the making: its parts run on a pool, its arrays are filled in place. */
final class PendingBatch {
  private final CropBatch batch;
  private final List<Future<?>> parts = new ArrayList<>();

  PendingBatch(CropBatch batch) {
    this.batch = batch;
  }

  void start(ExecutorService pool, Callable<?> part) {
    parts.add(pool.submit(part));
  }

  CropBatch batch() {
    return batch;
  }

  /**
   * Waits for all parts and returns the batch. The failure of the earliest part is thrown as it
   * was, whichever part failed first in time.
   */
  CropBatch await() {
    parts.forEach(part -> Results.await(part, "making a batch"));
    return batch;
  }

  /** Drops the parts that have not begun. Running ones are not interrupted: that closes files. */
  void cancel() {
    for (Future<?> part : parts) {
      part.cancel(false);
    }
  }
}
