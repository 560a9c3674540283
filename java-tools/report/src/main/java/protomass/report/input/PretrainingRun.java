package protomass.report.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ResolvedRecipe;

/**
 * A pretraining run: its recipe and what it logged. Segments of one run, each with its own copy of
 * the recipe and of the log, are joined by iteration.
 *
 * @param name the folder of the first file found
 * @param recipe as resolved by the training, or null when there is none
 * @param iterations the logged rows by iteration
 */
public record PretrainingRun(
    String name, ResolvedRecipe recipe, SortedMap<Long, MetricsRow> iterations) {
  /** Reads every log and every recipe; a recipe without a log is a run without curves. */
  static List<PretrainingRun> readAll(InputFolder folder) {
    Map<Object, PretrainingRun> byRecipe = new LinkedHashMap<>();
    for (NamedFile file : folder.named(MetricsRow.FILE_NAME)) {
      ResolvedRecipe recipe =
          folder
              .beside(file, ResolvedRecipe.FILE_NAME)
              .map(found -> ResolvedRecipe.read(found.path()))
              .orElse(null);
      SortedMap<Long, MetricsRow> iterations = run(byRecipe, recipe, file).iterations();
      MetricsRow.readAll(file.path()).forEach(row -> iterations.put(row.iteration(), row));
    }
    for (NamedFile file : folder.named(ResolvedRecipe.FILE_NAME)) {
      run(byRecipe, ResolvedRecipe.read(file.path()), file);
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
    return recipe == null
        ? OptionalDouble.empty()
        : recipe.prototypes().stream().mapToDouble(Math::log).findFirst();
  }

  /** One logged value. */
  public record Point(long iteration, double value) {}

  /** Whether any iteration holds a finite value of a quantity. */
  public boolean has(Metric metric) {
    return finite(metric).findAny().isPresent();
  }

  /** The finite values of a quantity by iteration. */
  public List<Point> points(Metric metric) {
    return finite(metric).toList();
  }

  /** The first finite value of a quantity. */
  public Optional<Double> first(Metric metric) {
    return points(metric).stream().findFirst().map(Point::value);
  }

  /** The last finite value of a quantity. */
  public Optional<Double> last(Metric metric) {
    return points(metric).stream().reduce((_, later) -> later).map(Point::value);
  }

  private Stream<Point> finite(Metric metric) {
    return iterations.values().stream()
        .map(row -> new Point(row.iteration(), metric.of(row)))
        .filter(point -> Double.isFinite(point.value()));
  }

  private static PretrainingRun run(
      Map<Object, PretrainingRun> byRecipe, ResolvedRecipe recipe, NamedFile file) {
    // Logs without a recipe cannot be known to belong together.
    Object key = recipe == null ? file.folder() : recipe;
    return byRecipe.computeIfAbsent(
        key, _ -> new PretrainingRun(file.folder(), recipe, new TreeMap<>()));
  }
}
