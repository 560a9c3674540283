package protomass.flame.genome;

import java.util.List;

/**
 * Everything that defines a flame apart from its sequence of random choices.
 *
 * @param transforms one to {@value #MAXIMUM_TRANSFORMS} maps
 * @param finalMap what each point passes through before it is drawn, without feeding back into the
 *     game; null when there is none
 * @param symmetry the symmetry about the origin
 * @param palette the colours from coordinate 0 to coordinate 1
 */
public record Genome(
    List<Transform> transforms, PlaneMap finalMap, Symmetry symmetry, Palette palette) {
  public static final int MAXIMUM_TRANSFORMS = 64;

  public Genome {
    transforms = List.copyOf(transforms);
    if (transforms.isEmpty() || transforms.size() > MAXIMUM_TRANSFORMS) {
      throw new IllegalArgumentException(
          "a flame has 1 to %d transforms, not %d"
              .formatted(MAXIMUM_TRANSFORMS, transforms.size()));
    }
    if (symmetry == null || palette == null) {
      throw new IllegalArgumentException("a flame has a symmetry and a palette");
    }
  }

  /** Without a final map or symmetry. */
  public Genome(List<Transform> transforms, Palette palette) {
    this(transforms, null, Symmetry.NONE, palette);
  }

  /** The sum of the weights. */
  public double totalWeight() {
    return transforms.stream().mapToDouble(Transform::weight).sum();
  }
}
