package protomass.core.cost;

import java.nio.file.Path;
import java.util.OptionalDouble;
import protomass.core.file.OutputPlan;
import protomass.core.json.Json;

/**
 * The file that the environment variable {@value #VARIABLE} names, for what a call of a tool costs.
 * No option: that would stand in the command line, and so in the provenance of what is made.
 */
public final class CostFile {
  public static final String VARIABLE = "PROTOMASS_COST";

  private static final double NANOSECONDS = 1e9;

  private final Path file;
  private final long started = System.nanoTime();

  /** As the environment has it; where it names none, nothing is written. */
  public CostFile() {
    String name = System.getenv(VARIABLE);
    this.file = name == null || name.isEmpty() ? null : Path.of(name);
  }

  /** A plan with the file where one is named. */
  public OutputPlan addTo(OutputPlan plan) {
    return file == null ? plan : plan.file(VARIABLE, file);
  }

  /**
   * Writes the cost of this process so far, where a file is named.
   *
   * @param count of what was made
   * @param operations of all of them; empty where no formula says
   * @param gpus that the command held; 0 for none
   */
  public void write(CostUnit unit, long count, OptionalDouble operations, int gpus) {
    if (file == null) {
      return;
    }
    double seconds = (System.nanoTime() - started) / NANOSECONDS;
    Json.write(
        file,
        new Cost(
            unit,
            count,
            operations.isPresent() ? operations.getAsDouble() : null,
            ProcessorTime.seconds().orElse(0),
            gpus > 0 ? gpus * seconds : null));
  }
}
