package protomass.vision.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * A part of a step's batch (a micro-batch), on one device: what is computed at a time. Gradients of
 * all parts are summed and Sinkhorn-Knopp or the centers see all of them; KoLeo and stochastic
 * depth stay within a part, as they stay within a device in the official code.
 *
 * @param globalCrops (2 samples, channels, side, side): all first crops, then all second ones
 * @param localCrops (crops * samples, channels, side, side), crop by crop
 * @param masks (2 samples, patches) boolean
 * @param maskedIndices of masked patches in the flattened masks
 * @param maskWeights one over the masked patches of its image, for each masked patch
 * @param kept what stochastic depth keeps of the student
 */
public record Part(
    NDArray globalCrops,
    NDArray localCrops,
    NDArray masks,
    NDArray maskedIndices,
    NDArray maskWeights,
    KeptSamples kept) {
  /** The parts of a batch, all of as many samples, put on a device when they are wanted. */
  public interface Source {
    /** How many there are. */
    int count();

    /**
     * A part.
     *
     * @param device owner of its tensors
     * @param index from 0
     */
    Part on(NDManager device, int index);
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

  /** A batch of one part. */
  public static Source whole(Part part) {
    return new Source() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public Part on(NDManager device, int index) {
        return part;
      }
    };
  }

  NDList list() {
    return new NDList(globalCrops, localCrops, masks, maskedIndices, maskWeights);
  }
}
