/**
 * Speed and memory of the vision tools, measured against the same model in plain PyTorch. Run by
 * {@code make bench}.
 */
package protomass.vision.benchmark;
