package protomass.report.input;

import java.util.List;
import protomass.core.artefact.RunDescription;
import protomass.core.artefact.SkippedSnapshot;
import protomass.report.score.ScoreBoard;

/**
 * Everything that the report found below its folder of inputs. Each list may be empty; paths in it
 * are relative to that folder.
 *
 * @param files all that was read, by name
 * @param workflowRun parameters and versions that the workflow wrote, or null
 */
public record ReportInputs(
    ScoreBoard scores,
    List<ComponentTable> components,
    List<PretrainingRun> pretraining,
    List<NamedFile> contactSheets,
    ShardStatistics shards,
    List<SegmentationPanels> segmentations,
    List<SkippedSnapshot> skipped,
    CostInputs costs,
    List<NamedFile> files,
    RunDescription workflowRun) {
  public ReportInputs {
    components = List.copyOf(components);
    pretraining = List.copyOf(pretraining);
    contactSheets = List.copyOf(contactSheets);
    segmentations = List.copyOf(segmentations);
    skipped = List.copyOf(skipped);
    files = List.copyOf(files);
  }
}
