package protomass.flame.command;

import picocli.CommandLine.Option;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;
import protomass.flame.render.FlameSettings;

/** The options that every image of a set depends on. */
final class ImageOptions {
  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the set, any 64-bit integer. Needed to render a shard.")
  private Long seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description =
          "Pixels per side, 16 to 4080, supersampling included."
              + " Default: "
              + FlameSettings.USUAL_SIZE
              + "; with --render the image's own.")
  private Integer size;

  @Option(
      names = "--points",
      paramLabel = "COUNT",
      description =
          "Points per image, 1000 to 268435456, rounded up to a multiple of 1024. About 9 per pixel"
              + " are enough. Default: "
              + FlameSettings.USUAL_POINTS
              + "; with --render as many per pixel as the image has.")
  private Integer points;

  @Option(
      names = "--flames",
      paramLabel = "KIND",
      defaultValue = "rich",
      description =
          "rich: with scales, blends of variations, post maps, final maps and symmetries. study: in"
              + " the words of the study: rotations and shifts, one non-linear variation drawn at"
              + " each step, points spread bilinearly over the pixels. Default: ${DEFAULT-VALUE}.")
  private FlameKind flames;

  @Option(
      names = "--minimum-coverage",
      paramLabel = "SHARE",
      defaultValue = "" + Acceptance.USUAL_COVERAGE,
      description =
          "Share of the image's pixels that a flame must hit to be accepted, 0 to 1."
              + " Default: ${DEFAULT-VALUE}.")
  private double minimumCoverage;

  @Option(
      names = "--minimum-structure",
      paramLabel = "NUMBER",
      description =
          "How much the log density must vary between neighbouring blocks of pixels for a flame to"
              + " be accepted, 0 to 5; fog has less than 0.08. Default: "
              + Acceptance.USUAL_STRUCTURE
              + "; 0 with --flames study, which is judged by its coverage alone.")
  private Double minimumStructure;

  @Option(
      names = "--colour",
      paramLabel = "MODE",
      defaultValue = FlameSettings.USUAL_COLOUR,
      description =
          "What red, green and blue mean. independent: three log densities, one per class of"
              + " transforms; structural: a palette's colour, as bright as the log density; grey:"
              + " the log density. Default: ${DEFAULT-VALUE}.")
  private ColourMode colour;

  @Option(
      names = "--gamma",
      paramLabel = "NUMBER",
      defaultValue = "1.6",
      description =
          "Brightness is the log density to the power of 1 / gamma, 0.5 to 8."
              + " Default: ${DEFAULT-VALUE}.")
  private double gamma;

  @Option(
      names = "--vibrancy",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "1 applies the gamma to the brightness alone, 0 to each colour channel, which is paler."
              + " Default: ${DEFAULT-VALUE}.")
  private double vibrancy;

  @Option(
      names = "--supersampling",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "Cells per pixel and axis, 1 to 3. Default: ${DEFAULT-VALUE}.")
  private int supersampling;

  @Option(
      names = "--smoothing",
      paramLabel = "CELLS",
      defaultValue = "0",
      description =
          "Radius over which cells with one point are spread (density estimation), 0 to 9; denser"
              + " cells are spread less. Default: ${DEFAULT-VALUE}.")
  private int smoothing;

  FlameSettings settings() {
    if (seed == null) {
      throw new UsageException("--seed is missing", "give the seed of the set");
    }
    return new FlameSettings(
        seed,
        size == null ? FlameSettings.USUAL_SIZE : size,
        points == null ? FlameSettings.USUAL_POINTS : points,
        flames,
        colour,
        new Acceptance(
            minimumCoverage,
            minimumStructure == null
                ? Acceptance.usual(flames).minimumStructure()
                : minimumStructure),
        new Development(gamma, vibrancy, supersampling, smoothing));
  }

  /** The size to redraw an image at. */
  int sizeOr(int own) {
    return size == null ? own : size;
  }

  /** The points to redraw an image with: if not given, as many per pixel as it has. */
  int pointsOr(int own, int ownSize) {
    if (points != null) {
      return points;
    }
    double ratio = (double) sizeOr(ownSize) / ownSize;
    double wanted = Math.max(own * ratio * ratio, FlameSettings.FEWEST_POINTS);
    Bounds.within(
        "--size", sizeOr(ownSize), FlameSettings.SMALLEST_SIZE, 1L * FlameSettings.LARGEST_SIZE);
    return (int) Math.min(wanted, FlameSettings.MOST_POINTS);
  }
}
