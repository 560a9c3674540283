package protomass.vision.objective;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;
import protomass.vision.objective.MicroBatch.KeptSamples;
import protomass.vision.torch.Torch;

/** A batch of noise that can be cut into micro-batches. */
final class RandomBatch {
  private static final int CHANNELS = 3;

  private final int samples;
  private final int crops;
  private final int side;
  private final int localSide;
  private final int patches;
  private final float[] global;
  private final float[] local;
  private final boolean[] masks;
  private final KeptSamples kept;

  RandomBatch(int samples, int crops, int side, int localSide, int patches) {
    this.samples = samples;
    this.crops = crops;
    this.side = side;
    this.localSide = localSide;
    this.patches = patches;
    this.global = noise(2 * samples * CHANNELS * side * side, "global");
    this.local = noise(crops * samples * CHANNELS * localSide * localSide, "local");
    this.masks = new boolean[2 * samples * patches];
    RandomStream random = RandomStream.of(3, "masks");
    for (int i = 0; i < masks.length; i++) {
      // Every third image is not masked at all.
      masks[i] = (i / patches) % 3 != 0 && random.nextInt(3) == 0;
    }
    this.kept = KeptSamples.all();
  }

  private RandomBatch(RandomBatch other, KeptSamples kept) {
    this.samples = other.samples;
    this.crops = other.crops;
    this.side = other.side;
    this.localSide = other.localSide;
    this.patches = other.patches;
    this.global = other.global;
    this.local = other.local;
    this.masks = other.masks;
    this.kept = kept;
  }

  RandomBatch withKept(KeptSamples some) {
    return new RandomBatch(this, some);
  }

  /** Two of three samples in each branch. */
  static KeptSamples subsets(NDManager manager, int samples, int crops, int depth) {
    NDList global = new NDList();
    NDList local = new NDList();
    for (int branch = 0; branch < 2 * depth; branch++) {
      global.add(Torch.indices(manager, twoOfThree(2 * samples, branch)));
      local.add(Torch.indices(manager, twoOfThree(crops * samples, branch + 1)));
    }
    return new KeptSamples(global, local);
  }

  private static long[] twoOfThree(int count, int shift) {
    return java.util.stream.LongStream.range(0, count).filter(i -> (i + shift) % 3 != 0).toArray();
  }

  static KeptSamples factors(NDManager manager, int samples, int crops, int depth, float factor) {
    NDList global = new NDList();
    NDList local = new NDList();
    for (int branch = 0; branch < 2 * depth; branch++) {
      global.add(Torch.tensor(manager, filled(2 * samples, factor), 2L * samples));
      local.add(Torch.tensor(manager, filled(crops * samples, factor), (long) crops * samples));
    }
    return new KeptSamples(global, local);
  }

  private static float[] filled(int count, float value) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }

  MicroBatch.Source cut(int microBatches) {
    return new MicroBatch.Source() {
      @Override
      public int count() {
        return microBatches;
      }

      @Override
      public MicroBatch on(NDManager device, int index) {
        return microBatch(device, index * samples / microBatches, samples / microBatches);
      }
    };
  }

  private MicroBatch microBatch(NDManager device, int first, int count) {
    float[] someGlobal = rows(global, CHANNELS * side * side, 2, first, count);
    float[] someLocal = rows(local, CHANNELS * localSide * localSide, crops, first, count);
    boolean[] someMasks = new boolean[2 * count * patches];
    for (int half = 0; half < 2; half++) {
      System.arraycopy(
          masks,
          (half * samples + first) * patches,
          someMasks,
          half * count * patches,
          count * patches);
    }
    List<Long> places = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    for (int image = 0; image < 2 * count; image++) {
      int masked = 0;
      for (int patch = 0; patch < patches; patch++) {
        masked += someMasks[image * patches + patch] ? 1 : 0;
      }
      for (int patch = 0; patch < patches; patch++) {
        if (someMasks[image * patches + patch]) {
          places.add((long) image * patches + patch);
          weights.add(1f / masked);
        }
      }
    }
    float[] weightArray = new float[weights.size()];
    for (int i = 0; i < weightArray.length; i++) {
      weightArray[i] = weights.get(i);
    }
    return new MicroBatch(
        Torch.tensor(device, someGlobal, 2L * count, CHANNELS, side, side),
        Torch.tensor(device, someLocal, (long) crops * count, CHANNELS, localSide, localSide),
        Torch.mask(device, someMasks, 2L * count, patches),
        Torch.indices(device, places.stream().mapToLong(Long::longValue).toArray()),
        Torch.tensor(device, weightArray, weightArray.length),
        kept);
  }

  /** The rows of some samples out of each block of all samples. */
  private float[] rows(float[] all, int row, int blocks, int first, int count) {
    float[] some = new float[blocks * count * row];
    for (int block = 0; block < blocks; block++) {
      System.arraycopy(
          all, (block * samples + first) * row, some, block * count * row, count * row);
    }
    return some;
  }

  private static float[] noise(int count, String purpose) {
    RandomStream random = RandomStream.of(9, purpose);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
