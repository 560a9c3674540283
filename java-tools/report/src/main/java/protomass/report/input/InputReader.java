package protomass.report.input;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.RunDescription;
import protomass.core.artefact.Segmentation;
import protomass.core.artefact.ShardManifest;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.catalogue.SplitBy;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.core.score.Prediction;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.report.score.Model;
import protomass.report.score.ScoreBoard;
import protomass.report.score.ScoredModel;

/** Finds and reads the inputs of a report by their names. */
public final class InputReader {
  private record ScoreKey(String model, SplitBy splitBy) {}

  private InputReader() {}

  /**
   * Reads all that a folder holds.
   *
   * @throws BadInputException when the folder is absent, holds nothing that belongs in a report, or
   *     a file in it is broken
   */
  public static ReportInputs read(Path root) {
    InputFolder folder = InputFolder.list(root);
    ScoreBoard scores = scores(folder);
    List<ComponentTable> components =
        folder.ending(WhiteningHeader.SUFFIX).stream().map(ComponentTable::read).sorted().toList();
    List<SegmentationPanels> segmentations =
        folder.named(Segmentation.FILE_NAME).stream().map(SegmentationPanels::read).toList();
    ReportInputs inputs =
        new ReportInputs(
            scores,
            components,
            PretrainingRun.readAll(folder),
            folder.ending(ShardManifest.CONTACT_SHEET_SUFFIX),
            ShardStatistics.read(folder.ending(ShardManifest.SUFFIX)),
            segmentations,
            folder.ending(SkippedSnapshot.SUFFIX).stream()
                .map(file -> SkippedSnapshot.read(file.path()))
                .toList(),
            CostInputs.read(folder),
            files(folder, segmentations),
            workflowRun(folder));
    if (isEmpty(inputs)) {
      throw new BadInputException(
          root,
          "holds nothing to report",
          "give --inputs a folder with files such as *"
              + Scores.SUFFIX
              + ", "
              + MetricsRow.FILE_NAME
              + " or *"
              + ShardManifest.CONTACT_SHEET_SUFFIX);
    }
    return inputs;
  }

  /** What was asked for so far, which are results, and the pictures that these name. */
  private static List<NamedFile> files(InputFolder folder, List<SegmentationPanels> segmentations) {
    return Stream.concat(
            folder.opened().stream(),
            segmentations.stream()
                .flatMap(segmentation -> segmentation.panels().stream())
                .map(SegmentationPanels.Panel::image))
        .sorted(Comparator.comparing(NamedFile::folder).thenComparing(NamedFile::fileName))
        .toList();
  }

  private static boolean isEmpty(ReportInputs inputs) {
    return inputs.scores().isEmpty()
        && inputs.components().isEmpty()
        && inputs.pretraining().isEmpty()
        && inputs.contactSheets().isEmpty()
        && inputs.shards().manifests() == 0
        && inputs.segmentations().isEmpty()
        && inputs.skipped().isEmpty();
  }

  private static ScoreBoard scores(InputFolder folder) {
    Map<ScoreKey, ScoredModel> entries = new LinkedHashMap<>();
    for (NamedFile file : folder.ending(Scores.SUFFIX)) {
      ScoredModel entry = scored(folder, file);
      ScoreKey key = new ScoreKey(entry.scores().model(), entry.splitBy());
      ScoredModel earlier = entries.putIfAbsent(key, entry);
      if (earlier != null && !earlier.scores().equals(entry.scores())) {
        throw new BadInputException(
            file.path(),
            "scores model '%s' split by %s, and so does %s with other numbers"
                .formatted(key.model(), key.splitBy().word(), earlier.file()),
            "keep the results of one run in the folder");
      }
    }
    return new ScoreBoard(entries.values());
  }

  private static ScoredModel scored(InputFolder folder, NamedFile file) {
    Scores scores = Json.read(file.path(), Scores.class);
    if (scores.model() == null || scores.splitBy() == null) {
      throw new BadInputException(
          file.path(),
          "has no " + (scores.model() == null ? "model" : "split_by"),
          "make it again with 'protomass regress' or 'protomass baseline'");
    }
    String stem = file.fileName().substring(0, file.fileName().length() - Scores.SUFFIX.length());
    List<Prediction> predictions =
        folder
            .beside(file, stem + PredictionTable.SUFFIX)
            .map(table -> PredictionTable.read(table.path(), file.path()))
            .orElse(List.of());
    return new ScoredModel(Model.of(scores.model()), scores, predictions, file.name());
  }

  private static RunDescription workflowRun(InputFolder folder) {
    List<RunDescription> runs =
        folder.named(RunDescription.FILE_NAME).stream()
            .map(file -> RunDescription.read(file.path()))
            .toList();
    return runs.isEmpty() ? null : runs.getFirst();
  }
}
