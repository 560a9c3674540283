package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;
import protomass.core.file.Seal;
import protomass.core.json.Json;

/**
 * One line of throughput.jsonl: what a logged line of metrics cost. It belongs to a run, not to a
 * training: no two runs have the same.
 *
 * @param iteration steps done
 * @param imagesPerSecond since the line before
 * @param waitedShare share of that time spent waiting for input, 0 to 1
 * @param residentMegabytes memory of the process, 10^6 bytes; absent where the system does not tell
 * @param deviceMegabytes memory in use on the first GPU, 10^6 bytes; absent on the CPU
 * @param images since the line before
 * @param processorSeconds of all processors together since the line before, in the first of a
 *     process since that began [s]; absent where the system does not tell
 * @param gpuSeconds for which GPUs were held since the line before, summed over them [s]; absent on
 *     the CPU
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThroughputRow(
    long iteration,
    double imagesPerSecond,
    double waitedShare,
    Long residentMegabytes,
    Long deviceMegabytes,
    long images,
    Double processorSeconds,
    Double gpuSeconds) {
  /** The name of the file, in the folder of a checkpoint. */
  public static final String FILE_NAME = "throughput.jsonl";

  /**
   * What some lines cost together.
   *
   * @param images trained on
   * @param processorSeconds of all processors together [s]
   * @param gpuSeconds summed over GPUs [s]; 0 on the CPU
   */
  public record Sum(long images, double processorSeconds, double gpuSeconds) {}

  /**
   * Sums a file and checks the seal of each line. Lines of earlier versions, which state no images
   * or no processor time, are passed over.
   *
   * @throws BadInputException naming the line that is damaged or no JSON
   */
  public static Sum sum(Path file) {
    List<JsonNode> rows = rows(file);
    long images = 0;
    double processor = 0;
    double gpu = 0;
    for (JsonNode row : rows) {
      // None in a short step, for systems count in steps of 10 ms.
      double seconds = row.path("processor_seconds").asDouble(Double.NaN);
      if (row.path("images").asLong() > 0 && seconds >= 0 && Double.isFinite(seconds)) {
        images += row.path("images").asLong();
        processor += seconds;
        gpu += Math.max(row.path("gpu_seconds").asDouble(), 0);
      }
    }
    return new Sum(images, processor, gpu);
  }

  private static List<JsonNode> rows(Path file) {
    OutputGuard.reading(file);
    List<JsonNode> rows = new ArrayList<>();
    String text = new String(RegularFile.bytes(file), StandardCharsets.UTF_8);
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      if (!Seal.check(file, line.getBytes(StandardCharsets.UTF_8))) {
        Seal.noteUnsealed(file);
      }
      try {
        rows.add(Json.tree(line));
      } catch (JsonProcessingException failure) {
        throw new BadInputException(
            file,
            "line %d is not JSON (%s)".formatted(rows.size() + 1, failure.getOriginalMessage()),
            "copy the file again from the checkpoint, or leave it out",
            failure);
      }
    }
    return rows;
  }
}
