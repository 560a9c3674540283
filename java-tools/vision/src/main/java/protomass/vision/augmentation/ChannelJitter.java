package protomass.vision.augmentation;

import java.util.ArrayList;
import java.util.List;
import protomass.core.random.RandomStream;

/**
 * A gain and an offset for each channel on its own, for channels that are different physical
 * quantities. A value v of a channel with mean m becomes m·brightness + contrast·(v - m), rounded
 * and cut to 0-255: what brightness and contrast do to a grey picture, but channel by channel.
 *
 * @param brightness factor of each channel's mean, 1 changing nothing
 * @param contrast factor of each channel's deviations from its mean, 1 changing nothing
 */
public record ChannelJitter(List<Double> brightness, List<Double> contrast) implements Jitter {
  public ChannelJitter {
    brightness = List.copyOf(brightness);
    contrast = List.copyOf(contrast);
  }

  static ChannelJitter draw(RandomStream random, JitterRecipe recipe) {
    List<Double> brightness = new ArrayList<>(RgbImage.CHANNELS);
    List<Double> contrast = new ArrayList<>(RgbImage.CHANNELS);
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      brightness.add(ColourJitter.factor(random, recipe.brightness()));
      contrast.add(ColourJitter.factor(random, recipe.contrast()));
    }
    return new ChannelJitter(brightness, contrast);
  }

  @Override
  public void apply(RgbImage image) {
    int[] values = image.values();
    int pixels = image.pixels();
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      int start = channel * pixels;
      long sum = 0;
      for (int i = start; i < start + pixels; i++) {
        sum += values[i];
      }
      double mean = (double) sum / pixels;
      float gain = contrast.get(channel).floatValue();
      float offset = (float) (mean * (brightness.get(channel) - contrast.get(channel)) + 0.5);
      for (int i = start; i < start + pixels; i++) {
        values[i] = Math.min(Math.max((int) (gain * values[i] + offset), 0), RgbImage.WHITE);
      }
    }
  }
}
