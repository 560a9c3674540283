package protomass.core.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
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
import protomass.core.maps.LineOfSight;

/**
 * All maps of all snapshots in sorted order, one CSV row each. Masses are in Msun, ages in yr.
 *
 * @param path the file that the rows were read from or will be written to; their map files are
 *     relative to its folder
 * @param rows in the order of every embedding and prediction
 */
public record Catalogue(Path path, List<CatalogueRow> rows) {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "file",
          "index",
          "snapshot",
          "star",
          "axis",
          "mass",
          "age",
          "split",
          "fold",
          "cloud",
          "group");
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  public Catalogue {
    rows = List.copyOf(rows);
  }

  /**
   * Reads a catalogue and compares it with the checksum that {@link Normalisation} states of it.
   * Where that stands not beside it or states none, a note says so.
   *
   * @throws BadInputException when it is absent, empty, damaged, lacks a column or has a broken row
   */
  public static Catalogue read(Path path) {
    OutputGuard.reading(path);
    byte[] document = RegularFile.bytes(path);
    Json.requireBeside(Normalisation.fileBeside(path), path, document);
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = TextFile.strictUtf8(document);
        var parser = format.parse(reader)) {
      for (String column : COLUMNS) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw broken(path, "has no column '" + column + "'", null);
        }
      }
      List<CatalogueRow> rows = new ArrayList<>();
      Set<String> ids = new HashSet<>();
      for (CSVRecord line : parser) {
        CatalogueRow row = row(path, line);
        if (!ids.add(row.id())) {
          throw broken(path, "has two rows with the id " + row.id(), null);
        }
        rows.add(row);
      }
      if (rows.isEmpty()) {
        throw broken(path, "has no rows", null);
      }
      Catalogue catalogue = new Catalogue(path, rows);
      // Maps are opened one by one in the course of the work.
      rows.stream().map(catalogue::mapFile).distinct().forEach(OutputGuard::reading);
      return catalogue;
    } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
      throw broken(path, "cannot be read (" + failure + ")", failure);
    }
  }

  /** Writes the catalogue to its path, atomically. */
  public void write() {
    byte[] document = document();
    AtomicOutput.file(path, temporary -> Files.write(temporary, document));
  }

  /** SHA-256 of the file that {@link #write} writes. */
  public String sha256() {
    return Checksum.sha256(document());
  }

  private byte[] document() {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(COLUMNS);
      for (CatalogueRow row : rows) {
        printer.printRecord(
            row.id(),
            row.file(),
            row.index(),
            row.snapshot(),
            row.star(),
            row.lineOfSight().letter(),
            row.massMsun(),
            row.ageYr(),
            row.split().word(),
            row.fold(),
            row.cloud(),
            row.group());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The file that holds a row's map. */
  public Path mapFile(CatalogueRow row) {
    return path.toAbsolutePath().getParent().resolve(row.file());
  }

  /** Positions of the training or of the test rows, ascending. */
  public int[] positions(Split split) {
    return IntStream.range(0, rows.size()).filter(i -> rows.get(i).split() == split).toArray();
  }

  /** log10 of the mass in Msun of every row. */
  public double[] logMasses() {
    return rows.stream().mapToDouble(CatalogueRow::logMass).toArray();
  }

  /** log10 of the mass in Msun of the rows on one side of the split, in the catalogue's order. */
  public double[] logMasses(Split split) {
    return rows.stream()
        .filter(row -> row.split() == split)
        .mapToDouble(CatalogueRow::logMass)
        .toArray();
  }

  private static CatalogueRow row(Path path, CSVRecord line) {
    try {
      // A name that no system has, such as one with NUL in it.
      Path _ = Path.of(line.get("file"));
      return new CatalogueRow(
          line.get("id"),
          line.get("file"),
          natural(line, "index"),
          Long.parseLong(line.get("snapshot")),
          Long.parseLong(line.get("star")),
          LineOfSight.of(line.get("axis")),
          positive(line.get("mass")),
          Double.parseDouble(line.get("age")),
          Split.valueOf(line.get("split").toUpperCase(Locale.ROOT)),
          natural(line, "fold"),
          line.get("cloud"),
          line.get("group"));
    } catch (IllegalArgumentException failure) {
      throw broken(
          path, "line %d: %s".formatted(line.getRecordNumber() + 1, failure.getMessage()), failure);
    }
  }

  private static int natural(CSVRecord line, String column) {
    int value = Integer.parseInt(line.get(column));
    if (value < 0) {
      throw new IllegalArgumentException(column + " " + value + " is negative");
    }
    return value;
  }

  private static double positive(String text) {
    double value = Double.parseDouble(text);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("mass " + text + " Msun is not positive");
    }
    return value;
  }

  private static BadInputException broken(Path path, String fault, Throwable cause) {
    return new BadInputException(path, fault, "make it again with 'protomass split'", cause);
  }
}
