package protomass.vision.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import protomass.core.concurrent.Results;
import protomass.vision.torch.Torch;

/**
 * A frozen encoder on several threads, each of which encodes pictures of its own: several threads
 * within one operation would wait for each other at its end, some hundred times a batch. What comes
 * out does not depend on the number of threads. Not safe for use by several threads itself; close
 * it at the end, which closes the encoder too.
 */
public final class ParallelEncoder implements PatchEncoder {
  /** Pictures that a thread encodes together; fewer would waste time between operations. */
  private static final int PIECE = 8;

  private final Encoder encoder;
  private final int threads;
  private final ExecutorService workers;

  /** What is taken of the pictures of a piece. */
  @FunctionalInterface
  private interface Part {
    NDArray of(NDManager results, float[] pictures, int count);
  }

  /**
   * @param threads at least 1; one is used on a GPU, which takes a batch as a whole
   */
  public ParallelEncoder(Encoder encoder, int threads) {
    this.encoder = encoder;
    this.threads = Torch.isOnGpu() ? 1 : threads;
    this.workers = Executors.newFixedThreadPool(this.threads, ParallelEncoder::worker);
  }

  /** The engine keeps the number of its threads for each thread that calls it. */
  private static Thread worker(Runnable work) {
    Runnable alone =
        () -> {
          if (!Torch.isOnGpu()) {
            Torch.useThreads(1);
          }
          work.run();
        };
    return Thread.ofPlatform().name("encoder").daemon().unstarted(alone);
  }

  public EncoderShape shape() {
    return encoder.shape();
  }

  @Override
  public int patchSize() {
    return shape().patchSize();
  }

  @Override
  public int channels() {
    return shape().channels();
  }

  @Override
  public int width() {
    return shape().width();
  }

  /** Whole pieces: which pictures are encoded together depends neither on threads nor on least. */
  @Override
  public int batch(int least) {
    return Torch.isOnGpu() ? least : PIECE * Math.max(Math.ceilDiv(least, PIECE), threads);
  }

  /**
   * Pooled features of square pictures, as {@link Encoder#features}.
   *
   * @param pictures (count, channels, size, size) in about [0, 1], row-major
   * @return (count, {@link FeatureChoice#width}), row-major
   */
  public float[] features(float[] pictures, int count, int size, FeatureChoice choice) {
    return features(pictures, count, size, size, choice);
  }

  /**
   * Pooled features of pictures, as {@link Encoder#features}.
   *
   * @param pictures (count, channels, height, width) in about [0, 1], row-major
   * @return (count, {@link FeatureChoice#width}), row-major
   */
  public float[] features(
      float[] pictures, int count, int height, int width, FeatureChoice choice) {
    return inPieces(
        pictures,
        count,
        (results, piece, n) -> encoder.features(results, piece, n, height, width, choice));
  }

  @Override
  public float[] patchTokens(float[] pictures, int count, int size) {
    return patchTokens(pictures, count, size, size);
  }

  /** The same of pictures that need not be square: (count, channels, height, width). */
  public float[] patchTokens(float[] pictures, int count, int height, int width) {
    return inPieces(
        pictures,
        count,
        (results, piece, n) -> encoder.encode(results, piece, n, height, width).patchTokens());
  }

  private float[] inPieces(float[] pictures, int count, Part part) {
    int length = pictures.length / Math.max(count, 1);
    int together = Torch.isOnGpu() ? count : PIECE;
    List<Future<float[]>> pieces = new ArrayList<>();
    for (int first = 0; first < count; first += together) {
      int from = first;
      int to = Math.min(count, first + together);
      pieces.add(
          workers.submit(
              () -> {
                float[] piece = Arrays.copyOfRange(pictures, from * length, to * length);
                return values(part, piece, to - from);
              }));
    }
    return joined(pieces);
  }

  private float[] values(Part part, float[] pictures, int count) {
    try (NDManager results = Torch.newManager()) {
      return Torch.floats(part.of(results, pictures, count));
    }
  }

  private static float[] joined(List<Future<float[]>> pieces) {
    List<float[]> parts = pieces.stream().map(piece -> Results.await(piece, "encoding")).toList();
    float[] all = new float[parts.stream().mapToInt(values -> values.length).sum()];
    int at = 0;
    for (float[] values : parts) {
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
    encoder.close();
  }
}
