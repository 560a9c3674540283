package protomass.core.artefact;

import protomass.core.error.Bounds;

/**
 * Which fractal flames become images.
 *
 * @param minimumCoverage the share of pixels that the points must hit, in [0, 1]
 * @param minimumStructure the least structure, a measure of how much an image differs from fog, 0
 *     to {@value #MOST_STRUCTURE}
 */
public record Acceptance(double minimumCoverage, double minimumStructure) {
  static final double MOST_STRUCTURE = 5;

  // Chosen by eye from several hundred frames on either side; docs/fractals.md shows them. Below
  // a coverage of about 0.5 frames hold thin curves, dots and much black.
  public static final double USUAL_COVERAGE = 0.6;
  public static final double USUAL_STRUCTURE = 0.08;

  public static final Acceptance USUAL = new Acceptance(USUAL_COVERAGE, USUAL_STRUCTURE);

  /** What is usual for a kind of flames; those of the study are judged by their coverage alone. */
  public static Acceptance usual(FlameKind flames) {
    return switch (flames) {
      case RICH -> USUAL;
      case STUDY -> new Acceptance(USUAL_COVERAGE, 0);
    };
  }

  public Acceptance {
    Bounds.share("--minimum-coverage", minimumCoverage);
    Bounds.within("--minimum-structure", minimumStructure, 0, MOST_STRUCTURE);
  }
}
