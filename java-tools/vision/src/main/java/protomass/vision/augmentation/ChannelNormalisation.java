package protomass.vision.augmentation;

import java.util.List;

/** Turns 8-bit values v into (v / 255 - mean) / standard deviation, per channel, in float. */
final class ChannelNormalisation {
  private static final int LEVELS = 256;

  private final float[] table = new float[RgbImage.CHANNELS * LEVELS];

  ChannelNormalisation(List<Double> mean, List<Double> standardDeviation) {
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      float centre = mean.get(channel).floatValue();
      float spread = standardDeviation.get(channel).floatValue();
      for (int value = 0; value < LEVELS; value++) {
        table[channel * LEVELS + value] = (value / 255f - centre) / spread;
      }
    }
  }

  /** Writes the planes channel, row, column to {@code target} from {@code offset} on. */
  void write(RgbImage image, float[] target, int offset) {
    int[] values = image.values();
    int pixels = image.pixels();
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      int plane = channel * pixels;
      int levels = channel * LEVELS;
      for (int i = 0; i < pixels; i++) {
        target[offset + plane + i] = table[levels + values[plane + i]];
      }
    }
  }
}
