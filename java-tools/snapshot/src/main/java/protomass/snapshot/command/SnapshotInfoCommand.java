package protomass.snapshot.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.ExitCodes;
import protomass.core.file.OutputPlan;
import protomass.core.json.Json;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.StarRegions;
import protomass.snapshot.quantity.Length;

/** The tool that tells what a snapshot holds. */
@Command(
    name = "snapshot-info",
    description =
        "Tells what a snapshot holds: code, simulation, time, box, cells by size, mass, and its"
            + " stars with the mass of the gas around them.")
@Needs
public final class SnapshotInfoCommand implements ProtomassCommand {
  @Spec private CommandSpec spec;

  @Mixin
  @SuppressWarnings("UnusedVariable") // gives --help and --quiet
  private StandardOptions standard;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "PATH",
      description =
          "The snapshot, in any format of docs/formats.md, such as an output folder of RAMSES.")
  private Path snapshot;

  @Option(
      names = "--region-size",
      defaultValue = "0.5pc",
      converter = QuantityConverter.OfLength.class,
      paramLabel = "LENGTH",
      description =
          "Side of the cube around each star whose gas is weighed, in pc, au or cm (default:"
              + " ${DEFAULT-VALUE}).")
  private Length regionSize;

  @Option(
      names = "--json",
      defaultValue = "false",
      description = "Print JSON; masses in Msun, times in yr, lengths in cm or pc as named.")
  private boolean json;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing();
  }

  @Override
  public Integer call() throws JsonProcessingException {
    try (Snapshot opened = SnapshotFormats.open(snapshot)) {
      StarRegions.requireTold(opened, "--region-size", regionSize);
      SnapshotSummary summary =
          SnapshotSummary.of(
              snapshot, opened, regionSize, Runtime.getRuntime().availableProcessors());
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? Json.mapper().writeValueAsString(summary) : summary.text());
      out.flush();
    }
    return ExitCodes.DONE;
  }
}
