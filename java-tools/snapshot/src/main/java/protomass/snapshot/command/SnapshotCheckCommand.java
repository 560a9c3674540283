package protomass.snapshot.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import protomass.core.catalogue.SplitBy;
import protomass.core.command.Needs;
import protomass.core.command.ProtomassCommand;
import protomass.core.command.StandardOptions;
import protomass.core.error.ExitCodes;
import protomass.core.error.ProtomassException;
import protomass.core.error.UsageException;
import protomass.core.file.OutputPlan;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.SimulationName;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;

/** The tool that tells whether snapshots will do, from what they say of themselves. */
@Command(
    name = "snapshot-check",
    description = {
      "Tells whether snapshots will do, before any is projected: reads their headers and stars, no"
          + " gas. A line for each that cannot be read, that has no regions of the size, that is"
          + " there twice, and for each way of splitting maps that would leave one side empty."
    })
@Needs
public final class SnapshotCheckCommand implements ProtomassCommand {
  private static final int FAULTS_SHOWN = 10;

  @Spec private CommandSpec spec;

  @Mixin private StandardOptions standard;

  @Option(
      names = "--snapshots",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "The snapshots, in any format of docs/formats.md.")
  private List<Path> snapshots;

  @Option(
      names = "--simulation",
      paramLabel = "NAME",
      description =
          "Name of the simulation that all of them belong to (default: what each says, or the"
              + " folder that holds it).")
  private String simulation;

  @Option(
      names = "--region-size",
      defaultValue = "0.5pc",
      converter = QuantityConverter.OfLength.class,
      paramLabel = "LENGTH",
      description =
          "Side of the cube around each star, in pc, au or cm (default: ${DEFAULT-VALUE}).")
  private Length regionSize;

  @Option(
      names = "--axes",
      split = ",",
      defaultValue = "x,y,z",
      converter = QuantityConverter.OfAxis.class,
      paramLabel = "AXIS",
      description = "Lines of sight, of x, y, z, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<LineOfSight> axes;

  @Option(
      names = "--minimum-mass",
      defaultValue = "0.02Msun",
      converter = QuantityConverter.OfMass.class,
      paramLabel = "MASS",
      description = "Leave out lighter stars, in Msun or g (default: ${DEFAULT-VALUE}).")
  private Mass minimumMass;

  @Option(
      names = "--splits",
      split = ",",
      paramLabel = "star|map|cloud",
      description = "Ways of splitting their maps, separated by commas, as of split --by.")
  private List<SplitBy> splits = List.of();

  /** What is thought of a snapshot that cannot be read. */
  enum BadSnapshots {
    STOP,
    SKIP
  }

  @Option(
      names = "--bad-snapshots",
      defaultValue = "${env:PROTOMASS_BAD_SNAPSHOTS:-stop}",
      paramLabel = "stop|skip",
      description =
          "Whether a snapshot that cannot be read is a fault, or is warned of and left out, unless"
              + " all are (default: stop, or what PROTOMASS_BAD_SNAPSHOTS says).")
  private BadSnapshots badSnapshots;

  @Override
  public OutputPlan outputs() {
    return OutputPlan.nothing();
  }

  @Override
  public Integer call() {
    if (simulation != null && !SimulationName.isValid(simulation)) {
      throw new UsageException(
          "--simulation is '%s'".formatted(simulation), "use " + SimulationName.RULE);
    }
    Survey survey = Survey.of(snapshots, simulation, regionSize, minimumMass);
    Set<SplitBy> wanted = new LinkedHashSet<>(splits);
    int sights = (int) axes.stream().distinct().count();
    boolean skips = badSnapshots == BadSnapshots.SKIP && survey.isUsable();
    if (skips) {
      survey.damaged().forEach(fault -> standard.warn("to be skipped: " + fault.getMessage()));
    }
    List<ProtomassException> faults = survey.faults(wanted, sights, skips);
    if (faults.isEmpty()) {
      standard.say(survey.text());
      return ExitCodes.DONE;
    }
    tell(faults);
    return faults.getFirst().exitCode();
  }

  private void tell(List<ProtomassException> faults) {
    PrintWriter err = spec.commandLine().getErr();
    String name = spec.qualifiedName() + ": ";
    faults.stream().limit(FAULTS_SHOWN).forEach(fault -> err.println(name + fault.getMessage()));
    if (faults.size() > FAULTS_SHOWN) {
      err.println(name + "and %d more".formatted(faults.size() - FAULTS_SHOWN));
    }
    err.flush();
  }
}
