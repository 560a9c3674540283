/**
 * What stands between a stored picture and the network: the multi-crop augmentation of DINOv2
 * (Oquab et al. 2023, arXiv:2304.07193), the block masks of iBOT (Zhou et al. 2021,
 * arXiv:2111.07832) and a loader that prepares batches ahead of the device. Every crop and every
 * mask is a pure function of the seed and its place in the run.
 */
package protomass.vision.augmentation;
