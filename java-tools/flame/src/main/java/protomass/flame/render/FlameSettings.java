package protomass.flame.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import protomass.core.artefact.Acceptance;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
import protomass.core.artefact.ShardManifest;
import protomass.core.error.Bounds;
import protomass.core.error.UsageException;

/**
 * What all images of a set have in common. Image i is a function of these settings and i.
 *
 * @param seed the seed of the set
 * @param size pixels per side, {@value #SMALLEST_SIZE} to {@value #LARGEST_SIZE}
 * @param points points per image, rounded up to whole blocks of the chaos game; {@value
 *     #FEWEST_POINTS} to {@value #MOST_POINTS}
 * @param flames which family they are from
 * @param colour what the channels mean
 * @param acceptance which flames become images
 * @param development how a histogram becomes a picture
 */
public record FlameSettings(
    long seed,
    int size,
    int points,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FlameKind.UnlessRich.class)
        FlameKind flames,
    ColourMode colour,
    Acceptance acceptance,
    Development development) {
  public static final int USUAL_SIZE = 336;
  public static final int USUAL_POINTS = 1_000_000;

  /** A {@link ColourMode}: three quantities, as the maps have that the encoder is made for. */
  public static final String USUAL_COLOUR = "independent";

  public static final int SMALLEST_SIZE = 16;
  public static final int LARGEST_SIZE = 4080;
  public static final int FEWEST_POINTS = 1000;

  /** A cell of a histogram counts up to 2^28. */
  public static final int MOST_POINTS = 1 << 28;

  public FlameSettings {
    Bounds.within("--size", size, SMALLEST_SIZE, (long) LARGEST_SIZE);
    Bounds.within(
        "--size x --supersampling",
        (long) size * development.supersampling(),
        SMALLEST_SIZE,
        LARGEST_SIZE);
    Bounds.within("--points", points, FEWEST_POINTS, (long) MOST_POINTS);
    if (flames == FlameKind.STUDY && development.smoothing() > 0) {
      throw new UsageException(
          "--smoothing %d with --flames study".formatted(development.smoothing()),
          "leave it out: the points of such flames are spread over the pixels already");
    }
  }

  /** What all images of a shard's set have in common. */
  public static FlameSettings of(ShardManifest shard) {
    return new FlameSettings(
        shard.seed(),
        shard.size(),
        shard.points(),
        shard.flames(),
        shard.colour(),
        shard.rules(),
        shard.development());
  }

  /** Of the rich kind. */
  public FlameSettings(
      long seed,
      int size,
      int points,
      ColourMode colour,
      Acceptance acceptance,
      Development development) {
    this(seed, size, points, FlameKind.RICH, colour, acceptance, development);
  }

  /** Of the rich kind, with the usual acceptance and development. */
  public FlameSettings(long seed, int size, int points, ColourMode colour) {
    this(seed, size, points, colour, Acceptance.USUAL, Development.USUAL);
  }
}
