package protomass.flame.shard;

import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.flame.genome.Genome;
import protomass.flame.render.Flame;
import protomass.flame.render.FlameSettings;
import protomass.flame.render.Frame;

/**
 * The JSON beside each image: enough to render it again.
 *
 * @param index the number of the image in its set
 * @param seed the seed of the set
 * @param attempts how many genomes were drawn until one was accepted
 * @param coverage the share of pixels that the points hit
 * @param structure how much the image differs from fog
 * @param size pixels per side
 * @param points points asked for
 * @param colour what the channels mean
 * @param development how densities became brightness
 * @param frame the part of the plane that the image shows
 * @param genome the flame's definition
 */
public record SampleRecord(
    long index,
    long seed,
    int attempts,
    double coverage,
    double structure,
    int size,
    int points,
    ColourMode colour,
    Development development,
    Frame frame,
    Genome genome) {
  public SampleRecord {
    require(index >= 0, "index", index);
    require(attempts >= 1, "attempts", attempts);
    require(
        size >= FlameSettings.SMALLEST_SIZE && size <= FlameSettings.LARGEST_SIZE, "size", size);
    require(
        points >= FlameSettings.FEWEST_POINTS && points <= FlameSettings.MOST_POINTS,
        "points",
        points);
    if (colour == null || development == null || frame == null || genome == null) {
      throw new IllegalArgumentException("colour, development, frame or genome is missing");
    }
  }

  private static void require(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }

  static SampleRecord of(FlameSettings settings, Flame flame) {
    return new SampleRecord(
        flame.index(),
        settings.seed(),
        flame.attempts(),
        flame.appearance().coverage(),
        flame.appearance().structure(),
        settings.size(),
        settings.points(),
        settings.colour(),
        settings.development(),
        flame.frame(),
        flame.genome());
  }
}
