package protomass.vision.augmentation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import protomass.core.error.UsageException;

/**
 * Reads, augments and masks batches ahead of the device on a bounded pool of threads. Batches, or
 * the equal parts into which each is cut, come in the order of their iterations and are pure
 * functions of the plan's seed, the source and the iteration; threads, room and starting point have
 * no influence.
 *
 * <p>For the use of one thread; the pool is its own. A failure of the pool is thrown by {@link
 * #next()} as it was, at the batch that it belongs to.
 */
public final class CropLoader implements AutoCloseable {
  private static final double NANOSECONDS = 1e9;

  private final ImageSource source;
  private final MultiCrop multiCrop;
  private final BlockMasking masking;
  private final LoaderPlan plan;
  private final DataOrder order;
  private final ExecutorService pool;
  private final ConcurrentLinkedQueue<CropWorker> idleWorkers = new ConcurrentLinkedQueue<>();
  private final Deque<PendingBatch> pending = new ArrayDeque<>();
  private final int globalLength;
  private final int localLength;
  private long nextPart;
  private long delivered;
  private long nanosecondsWaited;
  private long firstRequest;
  private boolean requested;
  private boolean closed;

  /**
   * Starts to read ahead.
   *
   * @throws UsageException when the data do not fill a batch or a batch does not fit into an array
   */
  public CropLoader(
      ImageSource source, MultiCrop multiCrop, BlockMasking masking, LoaderPlan plan) {
    this.source = source;
    this.multiCrop = multiCrop;
    this.masking = masking;
    this.plan = plan;
    this.order = new DataOrder(plan.seed(), source.count(), plan.batchSize());
    this.globalLength = batchLength(2, multiCrop.globalLength());
    this.localLength = batchLength(multiCrop.recipe().localCrops(), multiCrop.localLength());
    this.nextPart = plan.firstIteration() * plan.microBatches();
    ThreadFactory threads = Thread.ofPlatform().daemon().name("crop-loader-", 0).factory();
    this.pool = Executors.newFixedThreadPool(plan.threads(), threads);
    fill();
  }

  /** Whole batches of one pass over the data. */
  public long batchesPerEpoch() {
    return order.batchesPerEpoch();
  }

  /**
   * The next batch or part of one; waits until it is ready. Its arrays belong to the caller.
   *
   * @throws protomass.core.error.ProtomassException when a picture of the batch cannot be read; the
   *     loader is closed then
   * @throws IllegalStateException when the loader is closed or the waiting thread interrupted
   */
  public CropBatch next() {
    if (closed) {
      throw new IllegalStateException("the loader is closed");
    }
    long begin = System.nanoTime();
    if (!requested) {
      requested = true;
      firstRequest = begin;
    }
    CropBatch batch = await(pending.removeFirst());
    nanosecondsWaited += System.nanoTime() - begin;
    delivered++;
    fill();
    return batch;
  }

  /** How the input kept up so far. */
  public LoaderReport report() {
    double seconds = requested ? (System.nanoTime() - firstRequest) / NANOSECONDS : 0;
    return new LoaderReport(
        delivered * plan.microBatchSize(), nanosecondsWaited / NANOSECONDS, seconds);
  }

  /** Drops what is not delivered and ends the threads. */
  @Override
  public void close() {
    closed = true;
    pending.forEach(PendingBatch::cancel);
    pending.clear();
    pool.close();
  }

  private CropBatch await(PendingBatch batch) {
    boolean complete = false;
    try {
      CropBatch ready = batch.await();
      complete = true;
      return ready;
    } finally {
      if (!complete) {
        batch.cancel();
        close();
      }
    }
  }

  private void fill() {
    while (pending.size() < plan.batchesAhead()) {
      pending.addLast(start(nextPart));
      nextPart++;
    }
  }

  private PendingBatch start(long part) {
    long iteration = part / plan.microBatches();
    int first = (int) (part % plan.microBatches()) * plan.microBatchSize();
    int[] samples =
        Arrays.copyOfRange(order.samples(iteration), first, first + plan.microBatchSize());
    CropBatch batch =
        new CropBatch(
            iteration,
            part,
            order.epoch(iteration),
            new float[globalLength],
            new float[localLength],
            masking.masks(plan.seed(), part, 2 * plan.microBatchSize()));
    PendingBatch started = new PendingBatch(batch);
    for (int position = 0; position < samples.length; position++) {
      int place = position;
      int sample = samples[position];
      started.start(
          pool,
          () -> {
            writeCrops(batch, place, sample);
            return null;
          });
    }
    return started;
  }

  private void writeCrops(CropBatch batch, int position, int sample) {
    CropWorker idle = idleWorkers.poll();
    CropWorker worker = idle == null ? multiCrop.newWorker() : idle;
    worker.load(source.rgb(sample), source.side());
    for (int crop = 0; crop < multiCrop.recipe().crops(); crop++) {
      boolean global = crop < 2;
      float[] target = global ? batch.globalCrops() : batch.localCrops();
      int block = global ? crop : crop - 2;
      int length = global ? multiCrop.globalLength() : multiCrop.localLength();
      int offset = (block * plan.microBatchSize() + position) * length;
      worker.write(plan.seed(), batch.epoch(), sample, crop, target, offset);
    }
    idleWorkers.add(worker);
  }

  private int batchLength(int cropsPerSample, int cropLength) {
    long length = (long) cropsPerSample * plan.microBatchSize() * cropLength;
    if (length > Integer.MAX_VALUE - 8) {
      throw new UsageException(
          "%d samples at a time have %d values in one array"
              .formatted(plan.microBatchSize(), length),
          "raise execution.micro-batches");
    }
    return (int) length;
  }
}
