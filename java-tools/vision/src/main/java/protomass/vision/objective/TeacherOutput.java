package protomass.vision.objective;

import ai.djl.ndarray.NDManager;

/**
 * What the teacher sees in one micro-batch.
 *
 * @param microBatch the micro-batch itself
 * @param manager owner of what is to live as long as the step, on the device of the micro-batch
 * @param classTokens scores of the class tokens (2 samples, prototypes)
 * @param patchTokens scores of the masked patches (masked, prototypes)
 */
record TeacherView(
    MicroBatch microBatch,
    NDManager manager,
    TeacherScores classTokens,
    TeacherScores patchTokens) {}
