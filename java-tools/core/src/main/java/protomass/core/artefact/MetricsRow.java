package protomass.core.artefact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import protomass.core.error.BadInputException;
import protomass.core.file.Seal;
import protomass.core.json.Json;

/**
 * One line of metrics.jsonl. It holds no times, so that a training cut into segments writes the
 * same lines; those stand in {@link ThroughputRow}.
 *
 * <p>Earlier versions wrote fewer quantities and later ones may write more: keys that are not of
 * this record are passed over, and a quantity that a line does not give as a number is NaN, or -1
 * where it is a count.
 *
 * @param iteration steps done
 * @param epoch passes over the images done, with the fraction of the current one
 * @param imagesSeen images drawn so far
 * @param loss weighted sum of all terms
 * @param dinoLocalLoss DINO's term of the local crops
 * @param dinoGlobalLoss DINO's term of the global crops; the two terms add up to the mean
 *     cross-entropy, ln(prototypes) for a collapsed model
 * @param koleoLoss weighted KoLeo term
 * @param ibotLoss iBOT's term before its weight
 * @param gradientNormBackbone before clipping
 * @param gradientNormHead before clipping
 * @param teacherEntropy mean entropy of the class targets [nat]
 * @param divergence Kullback-Leibler divergence of the student from the class targets [nat]
 * @param effectiveRank directions that the student's class tokens use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricsRow(
    long iteration,
    double epoch,
    long imagesSeen,
    float loss,
    float dinoLocalLoss,
    float dinoGlobalLoss,
    float koleoLoss,
    float ibotLoss,
    double learningRate,
    double weightDecay,
    double teacherMomentum,
    double teacherTemperature,
    float gradientNormBackbone,
    float gradientNormHead,
    float teacherEntropy,
    float divergence,
    float effectiveRank) {
  /** The name of the file, in the folder of a checkpoint. */
  public static final String FILE_NAME = "metrics.jsonl";

  private static final MetricsRow EMPTY =
      new MetricsRow(
          -1,
          Double.NaN,
          -1,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN,
          Float.NaN);

  private static final String MEND = "copy the file again from the checkpoint";

  /** DINO's mean cross-entropy over all pairs of crops [nat]. */
  public double crossEntropy() {
    return (double) dinoLocalLoss + dinoGlobalLoss;
  }

  /**
   * Reads a file and checks the seal of each line. Where one has none, a note says so.
   *
   * @throws BadInputException naming the line that is damaged, no JSON, or without an iteration
   */
  public static List<MetricsRow> readAll(Path file) {
    List<MetricsRow> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          rows.add(read(file, number, line));
        }
      }
    } catch (IOException failure) {
      throw new BadInputException(
          file, "cannot be read (" + failure + ")", "make or copy it again", failure);
    }
    return rows;
  }

  private static MetricsRow read(Path file, int number, String line) {
    if (!Seal.check(file, line.getBytes(StandardCharsets.UTF_8))) {
      Seal.noteUnsealed(file);
    }
    try {
      MetricsRow row = of(Json.tree(line));
      if (row.iteration() >= 0) {
        return row;
      }
      throw new BadInputException(
          file, "line " + number + " has no whole number 'iteration'", MEND);
    } catch (JsonProcessingException failure) {
      throw new BadInputException(
          file,
          "line %d is not JSON (%s)".formatted(number, failure.getOriginalMessage()),
          MEND,
          failure);
    }
  }

  private static MetricsRow of(JsonNode line) throws JsonProcessingException {
    ObjectNode row = Json.mapper().valueToTree(EMPTY);
    for (String key : List.copyOf(row.properties()).stream().map(Map.Entry::getKey).toList()) {
      JsonNode value = line.path(key);
      if (value.isNumber() && (!row.get(key).isIntegralNumber() || isCount(value))) {
        row.set(key, value);
      }
    }
    return Json.mapper().treeToValue(row, MetricsRow.class);
  }

  private static boolean isCount(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }
}
