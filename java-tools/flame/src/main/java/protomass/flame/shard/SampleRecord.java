package protomass.flame.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import protomass.core.artefact.ColourMode;
import protomass.core.artefact.Development;
import protomass.core.artefact.FlameKind;
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
 * @param flames which family the flame is from; a file that states none is of the rich one
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
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = FlameKind.UnlessRich.class)
        FlameKind flames,
    ColourMode colour,
    Development development,
    Frame frame,
    Genome genome) {
  private static final String FLAMES = "flames";

  /** A record's JSON with what it leaves unsaid. */
  public static JsonNode complete(JsonNode tree) {
    if (tree instanceof ObjectNode object && !object.has(FLAMES)) {
      object.put(FLAMES, FlameKind.RICH.toString());
    }
    return tree;
  }

  public SampleRecord {
    require(index >= 0, "index", index);
    require(attempts >= 1, "attempts", attempts);
    require(
        size >= FlameSettings.SMALLEST_SIZE && size <= FlameSettings.LARGEST_SIZE, "size", size);
    require(
        points >= FlameSettings.FEWEST_POINTS && points <= FlameSettings.MOST_POINTS,
        "points",
        points);
    if (flames == null
        || colour == null
        || development == null
        || frame == null
        || genome == null) {
      throw new IllegalArgumentException("flames, colour, development, frame or genome is missing");
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
        settings.flames(),
        settings.colour(),
        settings.development(),
        flame.frame(),
        flame.genome());
  }
}
