package protomass.vision.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import protomass.core.random.RandomStream;

/**
 * Brightness, contrast, saturation and hue, changed in a drawn order, as torchvision's ColorJitter.
 *
 * @param steps the changes, first to last; a strength of 0 leaves its step out
 */
public record ColourJitter(List<Step> steps) implements Jitter {
  /** What a step changes. */
  public enum Property {
    BRIGHTNESS,
    CONTRAST,
    SATURATION,
    HUE
  }

  /**
   * One change.
   *
   * @param amount the factor, 1 changing nothing, or the hue's shift in turns of the colour wheel
   */
  public record Step(Property property, double amount) {
    void apply(RgbImage image) {
      switch (property) {
        case BRIGHTNESS -> ColourOperations.brightness(image, (float) amount);
        case CONTRAST -> ColourOperations.contrast(image, (float) amount);
        case SATURATION -> ColourOperations.saturation(image, (float) amount);
        case HUE -> HueRotation.rotate(image, amount);
      }
    }
  }

  private static final List<Property> PROPERTIES = List.of(Property.values());

  public ColourJitter {
    steps = List.copyOf(steps);
  }

  static ColourJitter draw(RandomStream random, JitterRecipe recipe) {
    int[] order = random.permutation(PROPERTIES.size());
    List<Step> steps = new ArrayList<>(order.length);
    for (int i : order) {
      Property property = PROPERTIES.get(i);
      double strength = strength(recipe, property);
      if (strength > 0) {
        double amount =
            property == Property.HUE
                ? random.nextDouble(-strength, strength)
                : factor(random, strength);
        steps.add(new Step(property, amount));
      }
    }
    return new ColourJitter(steps);
  }

  @Override
  public void apply(RgbImage image) {
    for (Step step : steps) {
      step.apply(image);
    }
  }

  static double factor(RandomGenerator random, double strength) {
    return random.nextDouble(Math.max(0, 1 - strength), 1 + strength);
  }

  private static double strength(JitterRecipe recipe, Property property) {
    return switch (property) {
      case BRIGHTNESS -> recipe.brightness();
      case CONTRAST -> recipe.contrast();
      case SATURATION -> recipe.saturation();
      case HUE -> recipe.hue();
    };
  }
}
