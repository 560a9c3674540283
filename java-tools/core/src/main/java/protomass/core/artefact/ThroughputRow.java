package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of throughput.jsonl: what a logged line of metrics cost. It belongs to a run, not to a
 * training: no two runs have the same.
 *
 * @param iteration steps done
 * @param imagesPerSecond since the line before
 * @param waitedShare share of that time spent waiting for input, 0 to 1
 * @param residentMegabytes memory of the process, 10^6 bytes; absent where the system does not tell
 * @param deviceMegabytes memory in use on the first GPU, 10^6 bytes; absent on the CPU
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThroughputRow(
    long iteration,
    double imagesPerSecond,
    double waitedShare,
    Long residentMegabytes,
    Long deviceMegabytes) {
  /** The name of the file, in the folder of a checkpoint. */
  public static final String FILE_NAME = "throughput.jsonl";
}
