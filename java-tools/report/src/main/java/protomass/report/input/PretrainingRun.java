package protomass.report.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import protomass.core.error.BadInputException;
import protomass.core.file.Seal;
import protomass.core.json.Json;

/**
 * A pretraining run: its recipe and what it logged. Segments of one run, each with its own copy of
 * the recipe and of the log, are joined by iteration.
 *
 * @param name the folder of the first file found
 * @param recipe as resolved by the training, or null when there is none
 * @param iterations the logged values by iteration, finite ones only
 */
public record PretrainingRun(
    String name, JsonNode recipe, SortedMap<Long, Map<Metric, Double>> iterations) {
  /** Reads every log and every recipe; a recipe without a log is a run without curves. */
  static List<PretrainingRun> readAll(InputFolder folder, String metrics, String recipe) {
    Map<Object, PretrainingRun> byRecipe = new LinkedHashMap<>();
    for (NamedFile file : folder.named(metrics)) {
      JsonNode tree =
          folder.beside(file, recipe).map(found -> JsonTree.read(found.path())).orElse(null);
      run(byRecipe, tree, file).iterations().putAll(readLog(file));
    }
    for (NamedFile file : folder.named(recipe)) {
      run(byRecipe, JsonTree.read(file.path()), file);
    }
    return byRecipe.values().stream()
        .map(
            run ->
                new PretrainingRun(
                    run.name(), run.recipe(), Collections.unmodifiableSortedMap(run.iterations())))
        .toList();
  }

  /** ln K for the K prototypes of the recipe's head: the loss of a uniform answer. */
  public OptionalDouble uniformLoss() {
    JsonNode prototypes = recipe == null ? null : recipe.at("/head/prototypes");
    return prototypes == null || prototypes.asDouble() <= 1
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.log(prototypes.asDouble()));
  }

  /** One logged value. */
  public record Point(long iteration, double value) {}

  /** Whether any iteration holds a finite value of a quantity. */
  public boolean has(Metric metric) {
    return iterations.values().stream().anyMatch(row -> row.containsKey(metric));
  }

  /** The finite values of a quantity by iteration. */
  public List<Point> points(Metric metric) {
    return iterations.entrySet().stream()
        .filter(row -> row.getValue().containsKey(metric))
        .map(row -> new Point(row.getKey(), row.getValue().get(metric)))
        .toList();
  }

  /** The first finite value of a quantity. */
  public Optional<Double> first(Metric metric) {
    return points(metric).stream().findFirst().map(Point::value);
  }

  /** The last finite value of a quantity. */
  public Optional<Double> last(Metric metric) {
    return points(metric).stream().reduce((_, later) -> later).map(Point::value);
  }

  private static PretrainingRun run(
      Map<Object, PretrainingRun> byRecipe, JsonNode recipe, NamedFile file) {
    // Logs without a recipe cannot be known to belong together.
    Object key = recipe == null ? file.folder() : recipe;
    return byRecipe.computeIfAbsent(
        key, _ -> new PretrainingRun(file.folder(), recipe, new TreeMap<>()));
  }

  private static SortedMap<Long, Map<Metric, Double>> readLog(NamedFile file) {
    SortedMap<Long, Map<Metric, Double>> rows = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file.path(), StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          addLine(file, number, line, rows);
        }
      }
    } catch (IOException failure) {
      throw new BadInputException(
          file.path(), "cannot be read (" + failure + ")", "make or copy it again", failure);
    }
    return rows;
  }

  private static void addLine(
      NamedFile file, int number, String line, SortedMap<Long, Map<Metric, Double>> rows) {
    JsonNode node;
    if (!Seal.check(file.path(), line.getBytes(StandardCharsets.UTF_8))) {
      Seal.noteUnsealed(file.path());
    }
    try {
      node = Json.tree(line);
    } catch (JsonProcessingException failure) {
      throw badLine(file, number, "is not JSON (" + failure.getOriginalMessage() + ")", failure);
    }
    if (!node.path("iteration").isIntegralNumber() || !node.path("iteration").canConvertToLong()) {
      throw badLine(file, number, "has no whole number 'iteration'", null);
    }
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      JsonNode value = node.path(metric.key());
      if (value.isNumber() && Double.isFinite(value.asDouble())) {
        values.put(metric, value.asDouble());
      }
    }
    Double local = values.get(Metric.DINO_LOCAL_LOSS);
    Double global = values.get(Metric.DINO_GLOBAL_LOSS);
    if (local != null && global != null) {
      values.putIfAbsent(Metric.DINO_LOSS, local + global);
    }
    rows.put(node.path("iteration").asLong(), values);
  }

  private static BadInputException badLine(
      NamedFile file, int number, String fault, Throwable cause) {
    return new BadInputException(
        file.path(),
        "line " + number + " " + fault,
        "copy the file again from the checkpoint",
        cause);
  }
}
