package protomass.report;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import protomass.core.artefact.MetricsRow;
import protomass.core.artefact.ResolvedRecipe;
import protomass.core.artefact.RunDescription;
import protomass.core.artefact.Segmentation;
import protomass.core.artefact.ShardManifest;
import protomass.core.artefact.SkippedSnapshot;
import protomass.core.artefact.ThroughputRow;
import protomass.core.artefact.WhiteningHeader;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.cost.Cost;
import protomass.core.error.ExitCodes;
import protomass.core.file.OutputPlan;
import protomass.core.provenance.Provenance;
import protomass.core.score.PredictionTable;
import protomass.core.score.Scores;
import protomass.report.input.InputReader;
import protomass.report.input.ReportInputs;
import protomass.report.page.PageWriter;
import protomass.report.score.GivenEncoder;
import protomass.report.score.TextTable;
import protomass.report.section.Links;
import protomass.report.section.Material;

/** Gathers the results of a run in one self-contained HTML page. */
@Command(
    name = "report",
    description = {
      "Gathers the results of a run in one self-contained HTML page and prints the scores.",
      "Below the folder of inputs it picks up *"
          + Scores.SUFFIX
          + " with *"
          + PredictionTable.SUFFIX
          + ", *"
          + WhiteningHeader.SUFFIX
          + ", "
          + MetricsRow.FILE_NAME
          + ", "
          + ResolvedRecipe.FILE_NAME
          + ", "
          + ThroughputRow.FILE_NAME
          + ", *"
          + Cost.SUFFIX
          + ", *"
          + ShardManifest.CONTACT_SHEET_SUFFIX
          + ", *"
          + ShardManifest.SUFFIX
          + ", "
          + Segmentation.FILE_NAME
          + " with its PNGs, *"
          + SkippedSnapshot.SUFFIX
          + ", and "
          + RunDescription.FILE_NAME
          + "."
    })
@Needs
public final class ReportCommand implements ProtomassCommand {
  @Mixin private StandardOptions standard;

  @Option(
      names = "--inputs",
      required = true,
      paramLabel = "DIR",
      description = "Folder that holds the results, at any depth; links are followed.")
  private Path inputs;

  @Option(
      names = "--encoder",
      paramLabel = "FILE",
      description =
          "The encoder that was given to the run instead of pretraining one (safetensors); the page"
              + " says whose it is.")
  private Path encoder;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "report.html",
      description = "The page to write (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--links-from",
      paramLabel = "DIR",
      description =
          "Folder that the page will stand in, from which it links its result files (default: that"
              + " of --out).")
  private Path linksFrom;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing().file("--out", out);
  }

  @Override
  public Integer call() {
    ReportInputs found = InputReader.read(inputs);
    GivenEncoder given = encoder == null ? null : GivenEncoder.read(encoder);
    Provenance own = standard.provenance(null);
    if (given != null) {
      own = own.withInput(given.name(), given.sha256());
    }
    Path home = linksFrom == null ? out.toAbsolutePath().getParent() : linksFrom;
    PageWriter.write(out, new Material(found, own, Optional.ofNullable(given), new Links(home)));
    if (!found.scores().isEmpty()) {
      TextTable.lines(found.scores()).forEach(standard::say);
    }
    standard.reportDone(out, found.scores().entries().size() + " scores");
    return ExitCodes.DONE;
  }
}
