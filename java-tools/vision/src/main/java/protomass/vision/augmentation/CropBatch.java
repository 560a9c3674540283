package protomass.vision.augmentation;

/**
 * One training batch, or one of the equal micro-batches of it, of B samples with L local crops
 * each.
 *
 * @param iteration number of the batch in the run, from 0
 * @param microBatch number of this micro-batch in the run, from 0; the iteration's where a batch is
 *     one micro-batch
 * @param epoch passes over the data that were complete before it (a schedule's epoch may be defined
 *     otherwise)
 * @param globalCrops (2B, 3, S, S): the first crops of all samples, then the second crops
 * @param localCrops (L·B, 3, s, s): the first local crops of all samples, then the second ones ...
 * @param masks for each of the 2B global crops, in their order
 */
public record CropBatch(
    long iteration,
    long microBatch,
    int epoch,
    float[] globalCrops,
    float[] localCrops,
    MaskBatch masks) {}
