package protomass.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import protomass.core.catalogue.SplitBy;
import protomass.core.provenance.Provenance;
import protomass.core.score.Scores;
import protomass.report.figure.ComponentScatter;
import protomass.report.figure.Figure;
import protomass.report.figure.LeakComparison;
import protomass.report.figure.PredictionScatter;
import protomass.report.input.ComponentTable;
import protomass.report.input.NamedFile;
import protomass.report.input.ReportInputs;
import protomass.report.input.Segmentation;
import protomass.report.page.Page.DetailRow;
import protomass.report.page.Page.Gallery;
import protomass.report.page.Page.ImageGroup;
import protomass.report.page.Page.Leak;
import protomass.report.page.Page.Origin;
import protomass.report.page.Page.Part;
import protomass.report.page.Page.Quantity;
import protomass.report.score.Findings;
import protomass.report.score.Numbers;
import protomass.report.score.ScoreBoard;
import protomass.report.score.ScoredModel;

/** Turns inputs into the content of the page. */
public final class PageBuilder {
  private static final int MAXIMUM_COMPONENT_FIGURES = 6;
  private static final int MAXIMUM_CONTACT_SHEETS = 3;
  private static final int MAXIMUM_SEGMENTATION_PANELS = 8;
  private static final int CONTACT_SHEET_BYTES = 600_000;
  private static final int PANEL_BYTES = 180_000;
  private static final String INPUT_PREFIX = "input.";

  private final ReportInputs inputs;
  private final ScoreBoard board;
  private final Findings findings;

  public PageBuilder(ReportInputs inputs) {
    this.inputs = inputs;
    this.board = inputs.scores();
    this.findings = new Findings(board);
  }

  /**
   * Builds the page.
   *
   * @param own where the report itself comes from
   */
  public Page build(Provenance own) {
    return new Page(
        own.version(),
        findings.summary(),
        findings.findings(),
        ScoreTable.of(board),
        board.entries().stream().map(PageBuilder::detail).toList(),
        leak(),
        predictions(),
        components(),
        segmentation(),
        fractals(),
        shards(),
        Part.of(
            TrainingSection.of(inputs.pretraining()),
            "Neither metrics.jsonl nor recipe.json was found among the inputs."),
        provenance(own),
        pretty(inputs.workflowRun()));
  }

  /** JSON as a block of text; empty for none. */
  static String pretty(JsonNode tree) {
    return tree == null ? "" : tree.toPrettyString();
  }

  private static DetailRow detail(ScoredModel entry) {
    Scores scores = entry.scores();
    return new DetailRow(
        entry.model().name(),
        scores.splitBy().word(),
        Numbers.r2(scores.r2()),
        Numbers.r2(scores.r2Interval()),
        Numbers.dex(scores.rmseDex()),
        Numbers.dex(scores.rmseInterval()),
        Numbers.dex(scores.maeDex()),
        Numbers.count(scores.trainingRows()),
        Numbers.count(scores.testRows()),
        Numbers.count(scores.testGroups()));
  }

  private Leak leak() {
    List<SplitBy> splits = board.splits();
    if (!splits.contains(SplitBy.STAR) || !splits.contains(SplitBy.MAP)) {
      return new Leak(
          List.of(),
          null,
          List.of(),
          "Scores for the split by star and for the split by map are both needed here; found: %s."
              .formatted(
                  splits.isEmpty()
                      ? "none"
                      : String.join(
                          ", ", splits.stream().map(split -> "by " + split.word()).toList())));
    }
    List<String> sentences = new ArrayList<>();
    findings.leak().ifPresent(sentences::add);
    sentences.add(findings.control(SplitBy.STAR));
    LeakComparison comparison = new LeakComparison(board);
    return new Leak(sentences, comparison.draw("leak-figure"), comparison.legend(), "");
  }

  private Part<Gallery> predictions() {
    List<Gallery> galleries = new ArrayList<>();
    for (SplitBy split : board.splits()) {
      List<ScoredModel> shown =
          board.of(split).stream().filter(PredictionScatter::canDraw).toList();
      if (!shown.isEmpty()) {
        PredictionScatter scatter = new PredictionScatter(shown);
        List<Figure> figures = new ArrayList<>();
        for (ScoredModel entry : shown) {
          figures.add(scatter.draw(entry, "mass-%s-%d".formatted(split.word(), figures.size())));
        }
        galleries.add(
            new Gallery("Split by " + split.word(), figures, split != findings.mainSplit()));
      }
    }
    return Part.of(
        galleries, "No table of predictions (*.predictions.csv) was found beside the scores.");
  }

  private Part<Gallery> components() {
    List<ComponentTable> shown = new ArrayList<>();
    for (ComponentTable table : inputs.components()) {
      boolean isNewModel = shown.stream().noneMatch(other -> other.model().equals(table.model()));
      if (isNewModel && shown.size() < MAXIMUM_COMPONENT_FIGURES) {
        shown.add(table);
      }
    }
    ComponentScatter scatter = new ComponentScatter(shown);
    List<Figure> figures = new ArrayList<>();
    for (ComponentTable table : shown) {
      figures.add(scatter.draw(table, "components-" + figures.size()));
    }
    return Part.of(
        figures.isEmpty() ? List.of() : List.of(new Gallery("", figures, false)),
        "No whitened features (*.whitening.safetensors) were found among the inputs.");
  }

  private Part<ImageGroup> segmentation() {
    List<ImageGroup> groups = new ArrayList<>();
    int room = MAXIMUM_SEGMENTATION_PANELS;
    for (Segmentation segmentation : inputs.segmentations()) {
      List<EmbeddedImage> images = new ArrayList<>();
      for (Segmentation.Panel panel : segmentation.panels()) {
        if (room > 0) {
          room--;
          images.add(panelImage(panel));
        }
      }
      if (!images.isEmpty()) {
        String title = inputs.segmentations().size() > 1 ? segmentation.name() : "";
        groups.add(new ImageGroup(title, images, segmentationNote(segmentation, images.size())));
      }
    }
    return Part.of(groups, "No segmentation.json with panels was found among the inputs.");
  }

  private static EmbeddedImage panelImage(Segmentation.Panel panel) {
    return EmbeddedImage.of(
        panel.image(),
        PANEL_BYTES,
        "Column density, mean velocity, velocity dispersion and feature colours of one map: "
            + panel.caption(),
        panel.caption());
  }

  private static String segmentationNote(Segmentation segmentation, int shown) {
    StringBuilder note = new StringBuilder();
    if (!segmentation.varianceRatios().isEmpty()) {
      List<String> shares = segmentation.varianceRatios().stream().map(Numbers::percent).toList();
      note.append(
          "Red, green and blue hold %s of the variance of the patch features."
              .formatted(String.join(", ", shares)));
    }
    if (shown < segmentation.panels().size()) {
      note.append(
          " The first %d of %d panels are shown.".formatted(shown, segmentation.panels().size()));
    }
    if (!segmentation.selection().isEmpty()) {
      note.append(" Choice of maps: ").append(segmentation.selection()).append('.');
    }
    return note.toString().strip();
  }

  private Part<ImageGroup> fractals() {
    List<EmbeddedImage> images = new ArrayList<>();
    for (NamedFile sheet : inputs.contactSheets()) {
      if (images.size() < MAXIMUM_CONTACT_SHEETS) {
        images.add(
            EmbeddedImage.of(
                sheet, CONTACT_SHEET_BYTES, "Sample fractal flames from " + sheet.name(), ""));
      }
    }
    return Part.of(
        images.isEmpty() ? List.of() : List.of(new ImageGroup("", images, "")),
        "No contact sheet (*.contact-sheet.png) was found among the inputs.");
  }

  private List<Quantity> shards() {
    if (inputs.shards().manifests() == 0) {
      return List.of();
    }
    List<Quantity> rows = new ArrayList<>();
    rows.add(new Quantity("shards", Numbers.count(inputs.shards().manifests())));
    rows.add(new Quantity("images", Numbers.count(inputs.shards().images())));
    inputs
        .shards()
        .statistics()
        .forEach((name, value) -> rows.add(new Quantity(name, Numbers.general(value))));
    return rows;
  }

  private Part<Origin> provenance(Provenance own) {
    List<Origin> origins = new ArrayList<>();
    origins.add(origin("This page", own));
    for (ScoredModel entry : board.entries()) {
      if (entry.scores().provenance() != null) {
        origins.add(origin(entry.file(), entry.scores().provenance()));
      }
    }
    inputs.components().forEach(table -> origins.add(origin(table)));
    inputs.segmentations().stream()
        .flatMap(segmentation -> segmentation.origin().stream())
        .forEach(origin -> origins.add(origin(origin.artefact(), origin.provenance())));
    inputs
        .shards()
        .origins()
        .forEach(origin -> origins.add(origin(origin.artefact(), origin.provenance())));
    return Part.of(origins, "");
  }

  private static Origin origin(String artefact, Provenance provenance) {
    return new Origin(
        artefact,
        String.valueOf(provenance.version()),
        String.valueOf(provenance.commandLine()),
        provenance.seed() == null ? "none" : provenance.seed().toString(),
        quantities(provenance.inputs()));
  }

  private static Origin origin(ComponentTable table) {
    Map<String, String> hashes = new TreeMap<>();
    table
        .metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(INPUT_PREFIX)) {
                hashes.put(key.substring(INPUT_PREFIX.length()), value);
              }
            });
    return new Origin(
        table.file(),
        table.metadata().getOrDefault("version", "not given"),
        table.metadata().getOrDefault("command_line", "not given"),
        table.metadata().getOrDefault("seed", "none"),
        quantities(hashes));
  }

  private static List<Quantity> quantities(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> new Quantity(entry.getKey(), entry.getValue().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
