package protomass.core.score;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.Checksum;
import protomass.core.file.OutputGuard;
import protomass.core.file.RegularFile;
import protomass.core.file.TextFile;
import protomass.core.json.Json;

/** Predictions as CSV; masses are log10 of Msun, neighbours are separated by spaces. */
public final class PredictionTable {
  /** What a file name of predictions ends with. */
  public static final String SUFFIX = ".predictions.csv";

  /** About what a mass as a double can have. */
  private static final double MOST_LOG_MASS = 300;

  private static final String[] COLUMNS = {
    "id", "group", "log_mass_true", "log_mass_predicted", "lower", "upper", "neighbours"
  };
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private PredictionTable() {}

  /**
   * Writes predictions and their scores, as {@code STEM.predictions.csv} and {@code
   * STEM.scores.json}, each atomically; the scores state the table's checksum.
   */
  public static void writeWithScores(Path stem, List<Prediction> predictions, Scores scores) {
    byte[] document = document(predictions);
    Path table = stem.resolveSibling(stem.getFileName() + SUFFIX);
    AtomicOutput.file(table, temporary -> Files.write(temporary, document));
    Json.write(
        stem.resolveSibling(stem.getFileName() + Scores.SUFFIX),
        scores,
        Map.of(String.valueOf(table.getFileName()), Checksum.sha256(document)));
  }

  private static byte[] document(List<Prediction> predictions) {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord((Object[]) COLUMNS);
      for (Prediction row : predictions) {
        printer.printRecord(
            row.id(),
            row.group(),
            row.logMassTrue(),
            row.logMassPredicted(),
            row.lower(),
            row.upper(),
            String.join(" ", row.neighbours()));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a table and compares it with the checksum that the scores state of it. Where these are
   * not there or state none, a note says so.
   *
   * @throws BadInputException when it is absent, damaged or broken
   */
  public static List<Prediction> read(Path path, Path scores) {
    OutputGuard.reading(path);
    byte[] document = RegularFile.bytes(path);
    Json.requireBeside(scores, path, document);
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = TextFile.strictUtf8(document);
        var parser = format.parse(reader)) {
      List<Prediction> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        rows.add(
            new Prediction(
                line.get("id"),
                line.get("group"),
                logMass(line.get("log_mass_true")),
                logMass(line.get("log_mass_predicted")),
                end(line.get("lower")),
                end(line.get("upper")),
                Arrays.stream(line.get("neighbours").split(" "))
                    .filter(text -> !text.isEmpty())
                    .toList()));
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
      throw new BadInputException(
          path,
          "is not a table of predictions (" + failure.getMessage() + ")",
          "make it again with 'protomass regress' or 'protomass baseline'",
          failure);
    }
  }

  private static double logMass(String text) {
    double value = Double.parseDouble(text);
    if (!(Math.abs(value) <= MOST_LOG_MASS)) {
      throw new IllegalArgumentException("log10 of a mass is " + text);
    }
    return value;
  }

  /** An end of an interval, which a model need not give. */
  private static double end(String text) {
    return Double.isNaN(Double.parseDouble(text)) ? Double.NaN : logMass(text);
  }
}
