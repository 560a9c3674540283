package protomass.simulation.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import protomass.core.concurrent.Results;

/**
 * The threads of a simulation. Items are taken as threads become free; each item's result depends
 * on the item alone, so nothing depends on their number.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  /** Work on one item by the thread of a number, for memory that is the thread's own. */
  @FunctionalInterface
  public interface Work<T> {
    void on(T item, int thread);
  }

  /**
   * @param threads at least 1, the calling one among them
   */
  public Workers(int threads) {
    this.threads = threads;
    others =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1), Thread.ofPlatform().daemon().name("simulate-", 1).factory());
  }

  public int threads() {
    return threads;
  }

  /** Works on all items, without memory of threads, and returns when all are done. */
  public <T> void forAll(List<T> items, Consumer<T> work) {
    forEach(items, (item, thread) -> work.accept(item));
  }

  /** Works on all items and returns when all are done. */
  public <T> void forEach(List<T> items, Work<T> work) {
    // A few items at a time: enough to be cheap, few enough to end together.
    int run = Math.clamp(items.size() / (8L * threads), 1, 16);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 1; thread < threads && thread * run < items.size(); thread++) {
      int number = thread;
      running.add(others.submit(() -> takeAll(items, work, next, run, number)));
    }
    try {
      takeAll(items, work, next, run, 0);
    } finally {
      next.set(items.size());
      running.forEach(other -> Results.await(other, "simulating"));
    }
  }

  private static <T> void takeAll(
      List<T> items, Work<T> work, AtomicInteger next, int run, int thread) {
    int first = next.getAndAdd(run);
    while (first < items.size()) {
      for (int i = first; i < Math.min(first + run, items.size()); i++) {
        work.on(items.get(i), thread);
      }
      first = next.getAndAdd(run);
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
