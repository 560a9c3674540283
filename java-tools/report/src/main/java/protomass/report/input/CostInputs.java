package protomass.report.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.artefact.ThroughputRow;
import protomass.core.cost.Cost;
import protomass.core.cost.CostUnit;
import protomass.core.cost.PretrainingOperations;

/**
 * What the run cost, as far as its tools wrote it down.
 *
 * @param totals of all calls together, by what they made; only those that made something
 * @param trainings one per recipe
 */
public record CostInputs(Map<CostUnit, Total> totals, List<Training> trainings) {
  /**
   * Calls together.
   *
   * @param operations floating-point operations; empty where one call did not say
   * @param gpuSeconds 0 where no GPU was held [s]
   */
  public record Total(
      long count, OptionalDouble operations, double processorSeconds, double gpuSeconds) {
    private Total plus(Total other) {
      OptionalDouble sum =
          operations.isPresent() && other.operations.isPresent()
              ? OptionalDouble.of(operations.getAsDouble() + other.operations.getAsDouble())
              : OptionalDouble.empty();
      return new Total(
          count + other.count,
          sum,
          processorSeconds + other.processorSeconds,
          gpuSeconds + other.gpuSeconds);
    }
  }

  /**
   * A training.
   *
   * @param name the folder of its recipe
   * @param operations of one image; empty where the recipe states no network
   * @param spent null where no throughput.jsonl lies beside the recipe, or one of an earlier
   *     version
   */
  public record Training(String name, OptionalDouble operations, ThroughputRow.Sum spent) {}

  public CostInputs {
    totals = Collections.unmodifiableMap(new EnumMap<>(totals));
    trainings = List.copyOf(trainings);
  }

  static CostInputs read(InputFolder folder) {
    Map<CostUnit, Total> totals = new EnumMap<>(CostUnit.class);
    for (NamedFile file : folder.ending(Cost.SUFFIX)) {
      Cost cost = Cost.read(file.path());
      if (cost.count() > 0) {
        totals.merge(cost.unit(), total(cost), Total::plus);
      }
    }
    return new CostInputs(totals, trainings(folder));
  }

  private static Total total(Cost cost) {
    return new Total(
        cost.count(),
        cost.operations() == null ? OptionalDouble.empty() : OptionalDouble.of(cost.operations()),
        cost.processorSeconds(),
        cost.gpuSeconds() == null ? 0 : cost.gpuSeconds());
  }

  private static List<Training> trainings(InputFolder folder) {
    Map<ResolvedRecipe, Training> byRecipe = new LinkedHashMap<>();
    for (NamedFile file : folder.named(ResolvedRecipe.FILE_NAME)) {
      ResolvedRecipe recipe = ResolvedRecipe.read(file.path());
      ThroughputRow.Sum spent =
          folder
              .beside(file, ThroughputRow.FILE_NAME)
              .map(found -> ThroughputRow.sum(found.path()))
              .filter(sum -> sum.images() > 0)
              .orElse(null);
      OptionalDouble operations =
          PretrainingOperations.of(recipe.json()).stream()
              .mapToDouble(PretrainingOperations::perImage)
              .findFirst();
      byRecipe.merge(recipe, new Training(file.folder(), operations, spent), CostInputs::later);
    }
    return new ArrayList<>(byRecipe.values());
  }

  /** Each segment of a training hands on all lines of those before it. */
  private static Training later(Training one, Training other) {
    return images(other) > images(one) ? other : one;
  }

  private static long images(Training training) {
    return training.spent() == null ? -1 : training.spent().images();
  }
}
