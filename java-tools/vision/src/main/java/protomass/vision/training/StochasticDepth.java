package protomass.vision.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import protomass.core.random.RandomStream;
import protomass.vision.objective.Objective;
import protomass.vision.torch.Torch;

/**
 * Which samples go through each branch of the student's blocks: a random subset of the batch, as
 * the official code does above a ratio of 0.1 (here at every ratio). A pure function of (seed,
 * iteration).
 *
 * @param ratio share of samples that skip a branch
 * @param depth blocks of the encoder
 */
record StochasticDepth(double ratio, int depth, long seed) {
  Objective.KeptSamples at(NDManager manager, long iteration, int globalCrops, int localCrops) {
    if (ratio == 0) {
      return Objective.KeptSamples.all();
    }
    return new Objective.KeptSamples(
        subsets(manager, iteration, 0, globalCrops), subsets(manager, iteration, 1, localCrops));
  }

  private NDList subsets(NDManager manager, long iteration, int kind, int samples) {
    NDList subsets = new NDList();
    int kept = Math.max((int) (samples * (1 - ratio)), 1);
    for (int branch = 0; branch < 2 * depth; branch++) {
      int[] order =
          RandomStream.of(seed, "drop-path", iteration, kind, branch).permutation(samples);
      long[] subset = Arrays.stream(order).limit(kept).asLongStream().toArray();
      subsets.add(Torch.indices(manager, subset));
    }
    return subsets;
  }
}
