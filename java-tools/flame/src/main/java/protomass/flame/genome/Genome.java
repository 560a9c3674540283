package protomass.flame.genome;

import java.util.List;

/**
 * Everything that defines a flame apart from its sequence of random choices.
 *
 * @param transforms one to {@value #MAXIMUM_TRANSFORMS} maps
 * @param palette the colours from coordinate 0 to coordinate 1
 */
public record Genome(List<Transform> transforms, Palette palette) {
  public static final int MAXIMUM_TRANSFORMS = 127;

  public Genome {
    transforms = List.copyOf(transforms);
    if (transforms.isEmpty() || transforms.size() > MAXIMUM_TRANSFORMS) {
      throw new IllegalArgumentException(
          "a flame has 1 to %d transforms, not %d"
              .formatted(MAXIMUM_TRANSFORMS, transforms.size()));
    }
  }

  /** The sum of the weights. */
  public double totalWeight() {
    return transforms.stream().mapToDouble(Transform::weight).sum();
  }
}
