package protomass.flame.shard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import protomass.core.concurrent.Results;

/**
 * Makes numbered items on several threads and hands them out in order. Only a few items per thread
 * are made ahead, so memory does not grow with their number.
 */
final class RenderQueue<T> implements AutoCloseable {
  private static final int AHEAD_PER_THREAD = 4;

  private final ExecutorService workers;
  private final LongFunction<T> maker;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private final int mostAhead;
  private final long end;
  private long nextToStart;

  RenderQueue(long first, long end, int threads, LongFunction<T> maker) {
    this.workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("flame-", 0).factory());
    this.maker = maker;
    this.mostAhead = AHEAD_PER_THREAD * threads;
    this.nextToStart = first;
    this.end = end;
  }

  /** The next item, or null when all have been handed out. */
  T take() {
    while (ahead.size() < mostAhead && nextToStart < end) {
      long index = nextToStart++;
      ahead.add(workers.submit(() -> maker.apply(index)));
    }
    return ahead.isEmpty() ? null : Results.await(ahead.remove(), "rendering");
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
