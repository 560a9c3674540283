package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import protomass.report.figure.Figure;
import protomass.report.figure.Ink;
import protomass.report.figure.LegendEntry;
import protomass.report.figure.TrainingCurve;
import protomass.report.figure.TrainingCurve.Line;
import protomass.report.input.Metric;
import protomass.report.input.PretrainingRun;
import protomass.report.score.Numbers;

/** The curves of each pretraining run. */
final class PretrainingSection implements Section {
  /** Curves and recipe of one pretraining run; {@code recipe} is JSON or empty. */
  public record Training(
      String title, String note, List<Panel> panels, String missingPanels, String recipe) {}

  /** A figure with a legend of its own. */
  public record Panel(Figure figure, List<LegendEntry> legend) {}

  private record Plan(String heading, String axis, boolean hasUniformLevel, List<Line> lines) {}

  private static final List<Plan> PLANS =
      List.of(
          new Plan(
              "Cross-entropy of DINO",
              "loss [nat]",
              true,
              // Not iBOT: it is a mean over all crops of which only some are masked, so ln K is not
              // its level.
              List.of(new Line(Metric.DINO_LOSS, "DINO, all crops", Ink.BLUE))),
          new Plan(
              "Total loss and its other terms",
              "loss",
              false,
              List.of(
                  new Line(Metric.LOSS, "total", Ink.BLUE),
                  new Line(Metric.DINO_GLOBAL_LOSS, "DINO, global", Ink.ORANGE),
                  new Line(Metric.DINO_LOCAL_LOSS, "DINO, local", Ink.GREEN),
                  new Line(Metric.IBOT_LOSS, "iBOT", Ink.MUTED),
                  new Line(Metric.KOLEO_LOSS, "KoLeo", Ink.PURPLE))),
          new Plan(
              "Effective rank of the features",
              "effective rank",
              false,
              List.of(new Line(Metric.EFFECTIVE_RANK, "effective rank", Ink.BLUE))),
          new Plan(
              "Learning rate",
              "learning rate",
              false,
              List.of(new Line(Metric.LEARNING_RATE, "learning rate", Ink.BLUE))),
          new Plan(
              "Entropy of the teacher’s targets",
              "entropy [nat]",
              true,
              List.of(new Line(Metric.TEACHER_ENTROPY, "teacher", Ink.BLUE))),
          new Plan(
              "Gradient norms",
              "norm",
              false,
              List.of(
                  new Line(Metric.GRADIENT_NORM_BACKBONE, "backbone", Ink.BLUE),
                  new Line(Metric.GRADIENT_NORM_HEAD, "head", Ink.ORANGE))));

  @Override
  public String id() {
    return "pretraining";
  }

  @Override
  public String title() {
    return "Pretraining";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    return Optional.of(
        Map.of(
            "pretraining",
            Part.of(
                trainings(material.inputs().pretraining()),
                material
                    .encoder()
                    .map(given -> given.sentence() + " Its SHA-256 is " + given.sha256() + ".")
                    .orElse("Neither metrics.jsonl nor recipe.json was found among the inputs."))));
  }

  private static List<Training> trainings(List<PretrainingRun> runs) {
    List<Training> sections = new ArrayList<>();
    for (PretrainingRun run : runs) {
      List<Panel> panels = panels(run, sections.size());
      sections.add(
          new Training(
              runs.size() > 1 ? run.name() : "",
              note(run),
              panels,
              panels.isEmpty() ? "No metrics.jsonl with numbers lies beside this recipe." : "",
              run.recipe() == null ? "" : JsonBlock.of(run.recipe().json())));
    }
    return sections;
  }

  private static List<Panel> panels(PretrainingRun run, int number) {
    List<Panel> panels = new ArrayList<>();
    for (Plan plan : PLANS) {
      List<Line> logged = plan.lines().stream().filter(line -> run.has(line.metric())).toList();
      if (!logged.isEmpty()) {
        OptionalDouble level = plan.hasUniformLevel() ? run.uniformLoss() : OptionalDouble.empty();
        String id = "training-%d-%d".formatted(number, panels.size());
        panels.add(
            new Panel(
                TrainingCurve.draw(run, plan.heading(), plan.axis(), logged, level, id),
                legend(logged, level)));
      }
    }
    return panels;
  }

  private static List<LegendEntry> legend(List<Line> lines, OptionalDouble level) {
    List<LegendEntry> entries = new ArrayList<>();
    if (lines.size() > 1 || level.isPresent()) {
      lines.forEach(
          line -> entries.add(new LegendEntry(line.label(), line.ink(), LegendEntry.Mark.LINE)));
    }
    level.ifPresent(
        value ->
            entries.add(
                new LegendEntry(
                    "ln K = " + Numbers.r2(value), Ink.MUTED, LegendEntry.Mark.DASHED)));
    return entries;
  }

  private static String note(PretrainingRun run) {
    if (run.iterations().isEmpty()) {
      return "";
    }
    StringBuilder note = new StringBuilder();
    note.append(
        "%s logged iterations, the last being %s"
            .formatted(
                Numbers.count(run.iterations().size()), Numbers.count(run.iterations().lastKey())));
    run.last(Metric.IMAGES_SEEN)
        .ifPresent(
            images ->
                note.append(", after %s images".formatted(Numbers.count(images.longValue()))));
    note.append('.');
    if (run.has(Metric.LOSS)) {
      note.append(
          " The total loss went from %s to %s."
              .formatted(
                  Numbers.general(run.first(Metric.LOSS).orElseThrow()),
                  Numbers.general(run.last(Metric.LOSS).orElseThrow())));
    }
    if (run.has(Metric.EFFECTIVE_RANK)) {
      note.append(
          " The effective rank of the features went from %s to %s; a value near 1 would be a collapse."
              .formatted(
                  Numbers.general(run.first(Metric.EFFECTIVE_RANK).orElseThrow()),
                  Numbers.general(run.last(Metric.EFFECTIVE_RANK).orElseThrow())));
    }
    return note.toString();
  }
}
