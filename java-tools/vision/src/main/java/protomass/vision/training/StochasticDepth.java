package protomass.vision.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import protomass.core.random.RandomStream;
import protomass.vision.objective.MicroBatch.KeptSamples;
import protomass.vision.torch.Torch;

/**
 * Which samples go through each branch of the student's blocks, as in the official code: above a
 * ratio of 0.1 a random subset of the batch, which saves the others' work; up to 0.1 each sample by
 * itself. A pure function of (seed, micro-batch).
 *
 * @param ratio share of samples that skip a branch
 * @param depth blocks of the encoder
 */
record StochasticDepth(double ratio, int depth, long seed) {
  private static final double LARGEST_BY_SAMPLE = 0.1;
  private static final String PURPOSE = "drop-path";

  /**
   * What a micro-batch keeps.
   *
   * @param microBatch number of the micro-batch in the whole training
   */
  KeptSamples at(NDManager manager, long microBatch, int globalCrops, int localCrops) {
    if (ratio == 0) {
      return KeptSamples.all();
    }
    return new KeptSamples(
        branches(manager, microBatch, 0, globalCrops),
        branches(manager, microBatch, 1, localCrops));
  }

  private NDList branches(NDManager manager, long microBatch, int kind, int samples) {
    NDList branches = new NDList();
    for (int branch = 0; branch < 2 * depth; branch++) {
      RandomStream random = RandomStream.of(seed, PURPOSE, microBatch, kind, branch);
      branches.add(
          ratio > LARGEST_BY_SAMPLE
              ? subset(manager, random, samples)
              : factors(manager, random, samples));
    }
    return branches;
  }

  private NDArray subset(NDManager manager, RandomStream random, int samples) {
    int kept = Math.max((int) (samples * (1 - ratio)), 1);
    return Torch.indices(
        manager, Arrays.stream(random.permutation(samples)).limit(kept).asLongStream().toArray());
  }

  private NDArray factors(NDManager manager, RandomStream random, int samples) {
    float[] factors = new float[samples];
    for (int i = 0; i < samples; i++) {
      factors[i] = random.nextDouble() < ratio ? 0 : (float) (1 / (1 - ratio));
    }
    return Torch.tensor(manager, factors, samples);
  }
}
