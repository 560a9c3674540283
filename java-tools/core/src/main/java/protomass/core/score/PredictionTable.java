package protomass.core.score;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import protomass.core.error.BadInputException;
import protomass.core.file.AtomicOutput;
import protomass.core.file.OutputGuard;

/** Predictions as CSV; masses are log10 of Msun, neighbours are separated by spaces. */
public final class PredictionTable {
  /** What a file name of predictions ends with. */
  public static final String SUFFIX = ".predictions.csv";

  private static final String[] COLUMNS = {
    "id", "group", "log_mass_true", "log_mass_predicted", "lower", "upper", "neighbours"
  };
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private PredictionTable() {}

  /** Writes the table atomically. */
  public static void write(Path target, List<Prediction> predictions) {
    AtomicOutput.file(
        target,
        temporary -> {
          try (var writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
              CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
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
          }
        });
  }

  /**
   * Reads a table.
   *
   * @throws BadInputException when it is absent or broken
   */
  public static List<Prediction> read(Path path) {
    OutputGuard.reading(path);
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      List<Prediction> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        rows.add(
            new Prediction(
                line.get("id"),
                line.get("group"),
                Double.parseDouble(line.get("log_mass_true")),
                Double.parseDouble(line.get("log_mass_predicted")),
                Double.parseDouble(line.get("lower")),
                Double.parseDouble(line.get("upper")),
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
}
