package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import protomass.core.cost.CostUnit;
import protomass.core.cost.StudySizes;
import protomass.report.input.CostInputs;
import protomass.report.score.Numbers;

/** What the run cost, and what the study's sizes cost. */
final class CostSection implements Section {
  /** Operations and time, of one and of all; each as text. */
  public record Spent(
      String what,
      String count,
      String operations,
      String processorSeconds,
      String gpuSeconds,
      String allOperations,
      String allProcessorSeconds) {}

  /** What the study states of a unit, and the formula's figure for its sizes. */
  public record Study(String what, String stated, String here, String all) {}

  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};
  private static final double THOUSAND = 1000;

  @Override
  public String id() {
    return "cost";
  }

  @Override
  public String title() {
    return "Cost";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    CostInputs costs = material.inputs().costs();
    return Optional.of(
        Map.of(
            "spent",
            Part.of(
                spent(costs),
                "Neither a *.cost.json nor a recipe.json that states a network was found among the"
                    + " inputs."),
            "study",
            study()));
  }

  private static List<Spent> spent(CostInputs costs) {
    List<Spent> rows = new ArrayList<>();
    for (Map.Entry<CostUnit, CostInputs.Total> entry : costs.totals().entrySet()) {
      CostInputs.Total total = entry.getValue();
      rows.add(
          row(
              name(entry.getKey()),
              total.count(),
              total.operations(),
              total.processorSeconds(),
              total.gpuSeconds()));
    }
    for (CostInputs.Training training : costs.trainings()) {
      boolean isOneOfSeveral = costs.trainings().size() > 1 && !training.name().isEmpty();
      String name = "training image" + (isOneOfSeveral ? " of " + training.name() : "");
      if (training.spent() != null) {
        long images = training.spent().images();
        OptionalDouble operations =
            training.operations().stream().map(each -> each * images).findFirst();
        rows.add(
            row(
                name,
                images,
                operations,
                training.spent().processorSeconds(),
                training.spent().gpuSeconds()));
      } else if (training.operations().isPresent()) {
        rows.add(
            new Spent(
                name,
                Numbers.ABSENT,
                operations(training.operations().getAsDouble()),
                Numbers.ABSENT,
                Numbers.ABSENT,
                Numbers.ABSENT,
                Numbers.ABSENT));
      }
    }
    return rows;
  }

  private static Spent row(
      String what, long count, OptionalDouble operations, double processor, double gpu) {
    return new Spent(
        what,
        Numbers.count(count),
        operations(operations, count),
        seconds(processor / count),
        seconds(gpu / count),
        operations(operations, 1),
        seconds(processor));
  }

  private static String name(CostUnit unit) {
    return switch (unit) {
      case FRACTAL -> "fractal";
      case PROJECTED_MAP -> "projected map";
      case EMBEDDED_MAP -> "embedded map";
    };
  }

  private static List<Study> study() {
    double training = StudySizes.trainingImage();
    double map = StudySizes.embeddedMap();
    return List.of(
        new Study(
            "fractal of 336 px and a million points",
            operations(StudySizes.STATED_FRACTAL),
            operations(StudySizes.FRACTAL),
            operations(StudySizes.FRACTAL * StudySizes.IMAGES) + " for a million"),
        new Study(
            "snapshot of the simulation",
            operations(StudySizes.STATED_SIMULATION),
            Numbers.ABSENT,
            Numbers.ABSENT),
        new Study(
            "training image of one epoch, recipe paper",
            Numbers.ABSENT,
            operations(training),
            operations(training * StudySizes.IMAGES * StudySizes.EPOCHS)
                + " for a million and 100 epochs"),
        new Study(
            "map of 64 px through ViT-L/16",
            Numbers.ABSENT,
            operations(map),
            operations(map * StudySizes.SNAPSHOTS) + " for 32,000"));
  }

  private static String operations(OptionalDouble all, long count) {
    return all.isPresent() ? operations(all.getAsDouble() / count) : Numbers.ABSENT;
  }

  /** Three digits and a prefix, such as {@code 2.67 TFLOP}. */
  static String operations(double operations) {
    double value = operations;
    int prefix = 0;
    // Half of a unit of the third digit below, so that 999.6 becomes 1.00 of the next.
    while (value >= THOUSAND - 0.5 && prefix < PREFIXES.length - 1) {
      value /= THOUSAND;
      prefix++;
    }
    return Numbers.significant(value) + "\u00a0" + PREFIXES[prefix] + "FLOP";
  }

  private static String seconds(double seconds) {
    return seconds > 0 ? Numbers.significant(seconds) : Numbers.ABSENT;
  }
}
