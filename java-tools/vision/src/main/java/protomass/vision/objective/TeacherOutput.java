package protomass.vision.objective;

import ai.djl.ndarray.NDManager;

/**
 * What the teacher makes of one micro-batch.
 *
 * @param microBatch the micro-batch itself
 * @param manager owner of what is to live as long as the step, on the device of the micro-batch
 * @param classTokens logits of the class tokens (2 samples, prototypes)
 * @param patchTokens logits of the masked patches (masked, prototypes)
 */
record TeacherOutput(
    MicroBatch microBatch,
    NDManager manager,
    TeacherLogits classTokens,
    TeacherLogits patchTokens) {}
