package protomass.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import protomass.core.concurrent.Results;

/**
 * Reads several parts of a snapshot, such as files, by several threads and hands their blocks on in
 * the order of the parts, on the caller's thread: results do not depend on the number of threads.
 */
public final class OrderedReading {
  /** Blocks that a part may be ahead of the consumer. */
  private static final int BLOCKS_AHEAD = 4;

  /** Reads one part and hands its cells on; each block must be a new one. */
  @FunctionalInterface
  public interface Part {
    void read(CellConsumer consumer);
  }

  private record Message(
      Optional<CellBlock> block, long passedOver, Throwable failure, boolean last) {}

  /** Sends what a part reads to the queue. */
  private record Sender(BlockingQueue<Message> queue) implements CellConsumer {
    @Override
    public void accept(CellBlock block) {
      put(queue, new Message(Optional.of(block), 0, null, false));
    }

    @Override
    public void passOver(long cells) {
      put(queue, new Message(Optional.empty(), cells, null, false));
    }
  }

  /** Thrown inside a reading thread to end it when its blocks are no longer wanted. */
  private static final class Unwanted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private OrderedReading() {}

  /**
   * Reads all parts. A failure of a part is thrown here once the blocks before it are consumed.
   *
   * @param threads how many parts are read at a time, at least one
   */
  public static void run(List<Part> parts, int threads, CellConsumer consumer) {
    if (threads <= 1) {
      parts.forEach(part -> part.read(consumer));
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.clamp(parts.size(), 1, threads));
    try {
      List<BlockingQueue<Message>> queues = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (i < threads) {
          queues.add(start(pool, parts.get(i)));
        }
      }
      for (int i = 0; i < parts.size(); i++) {
        drain(queues.get(i), consumer);
        queues.set(i, null);
        if (i + threads < parts.size()) {
          queues.add(start(pool, parts.get(i + threads)));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static BlockingQueue<Message> start(ExecutorService pool, Part part) {
    BlockingQueue<Message> queue = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    pool.execute(() -> readInto(queue, part));
    return queue;
  }

  private static void readInto(BlockingQueue<Message> queue, Part part) {
    try {
      Throwable failure = null;
      try {
        part.read(new Sender(queue));
      } catch (Unwanted stop) {
        return;
      } catch (RuntimeException | Error fault) {
        failure = fault;
      }
      put(queue, new Message(Optional.empty(), 0, failure, true));
    } catch (Unwanted stop) {
      // The consumer failed and has gone.
    }
  }

  private static void put(BlockingQueue<Message> queue, Message message) {
    try {
      queue.put(message);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new Unwanted();
    }
  }

  private static void drain(BlockingQueue<Message> queue, CellConsumer consumer) {
    try {
      for (Message message = queue.take(); ; message = queue.take()) {
        message.block().ifPresent(consumer::accept);
        if (message.passedOver() > 0) {
          consumer.passOver(message.passedOver());
        }
        if (message.failure() != null) {
          throw Results.rethrown(message.failure(), "reading");
        }
        if (message.last()) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      throw Results.interrupted(stop, "reading");
    }
  }
}
