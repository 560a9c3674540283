package protomass.flame.game;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import protomass.core.json.Json;
import protomass.flame.genome.Transform;
import protomass.flame.variation.Affine;
import protomass.flame.variation.Variation;

/**
 * A system of transforms, and how another program's points fill the plane.
 *
 * @param name of the file, and the place in it
 * @param grid bins along a side
 * @param lower end of both axes
 * @param upper end of both axes
 * @param transforms of the system
 * @param histogram shares of all points by bin, [row of y][column of x]; the rest lie outside
 */
record AttractorSystem(
    String name,
    int grid,
    double lower,
    double upper,
    List<Transform> transforms,
    double[] histogram) {
  /** All systems of a file. */
  static List<AttractorSystem> read(Path file) {
    try {
      JsonNode golden = Json.mapper().readTree(file.toFile());
      List<AttractorSystem> systems = new ArrayList<>();
      for (JsonNode system : golden.get("systems")) {
        systems.add(
            new AttractorSystem(
                file.getFileName() + " system " + systems.size(),
                golden.get("grid").asInt(),
                golden.get("extent").get(0).asDouble(),
                golden.get("extent").get(1).asDouble(),
                StreamSupport.stream(system.get("transforms").spliterator(), false)
                    .map(AttractorSystem::transform)
                    .toList(),
                doubles(system.get("histogram"))));
      }
      return systems;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Transform transform(JsonNode transform) {
    double[] coefficients = doubles(transform.get("coefs"));
    float[] list = new float[coefficients.length];
    for (int i = 0; i < list.length; i++) {
      list[i] = (float) coefficients[i];
    }
    return new Transform(
        (float) transform.get("weight").asDouble(),
        Affine.of(list),
        Variation.of(transform.get("variation").asText()),
        0);
  }

  private static double[] doubles(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
