package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A micro-batch of a step, on one device: what is computed at a time. Gradients of all
 * micro-batches are summed and Sinkhorn-Knopp or the centers see all of them; KoLeo and stochastic
 * depth stay within a micro-batch, as they stay within a device in the official code.
 *
 * @param globalCrops (2 samples, channels, side, side): all first crops, then all second ones
 * @param localCrops (crops * samples, channels, side, side), crop by crop
 * @param masks (2 samples, patches) boolean
 * @param maskedIndices of masked patches in the flattened masks
 * @param maskWeights one over the masked patches of its image, for each masked patch
 * @param kept what stochastic depth keeps of the student
 */
public record MicroBatch(
    NDArray globalCrops,
    NDArray localCrops,
    NDArray masks,
    NDArray maskedIndices,
    NDArray maskWeights,
    KeptSamples kept) {
  /** The micro-batches of a batch, all of as many samples, put on a device when they are wanted. */
  public interface Source {
    /** How many there are. */
    int count();

    /**
     * A micro-batch.
     *
     * @param device owner of its tensors
     * @param index from 0
     */
    MicroBatch on(NDManager device, int index);
  }

  /**
   * Samples that go through each branch of the student, by stochastic depth: two tensors a block
   * (attention, feed-forward), or none if all go through all. Integers are the samples that alone
   * go through; floats are a factor for every sample.
   */
  public record KeptSamples(NDList global, NDList local) {
    /** All samples go through all branches. */
    public static KeptSamples all() {
      return new KeptSamples(new NDList(), new NDList());
    }
  }

  /** A batch of one micro-batch. */
  public static Source whole(MicroBatch microBatch) {
    return new Source() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public MicroBatch on(NDManager device, int index) {
        return microBatch;
      }
    };
  }

  NDList list() {
    return new NDList(globalCrops, localCrops, masks, maskedIndices, maskWeights);
  }
}
