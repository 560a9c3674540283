package protomass.snapshot.sidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Box;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;

/**
 * The stars of a snapshot in a table beside it, {@code NAME.stars.csv}, where NAME is the
 * snapshot's name without its extension. A line with the names of the columns, in any order: {@code
 * id}, {@code mass_msun}, {@code x_pc}, {@code y_pc}, {@code z_pc} in the snapshot's coordinates,
 * {@code vx_km_s}, {@code vy_km_s}, {@code vz_km_s}, and either {@code age_yr} or {@code
 * formation_time_yr} in the simulation's time. Other columns are not looked at. Stars of no mass
 * are left out.
 */
public final class StarTable {
  private static final String MEND =
      "write the columns id, mass_msun, x_pc, y_pc, z_pc, vx_km_s, vy_km_s, vz_km_s and age_yr or"
          + " formation_time_yr";

  private static final long MOST_BYTES = 256L << 20;

  private final Path file;
  private final double timeYr;
  private final Box box;

  private StarTable(Path file, double timeYr, Box box) {
    this.file = file;
    this.timeYr = timeYr;
    this.box = box;
  }

  /** The table beside a snapshot, when there is one. */
  public static Optional<Path> beside(Path snapshot) {
    return Sidecars.find(snapshot, nameFor(snapshot));
  }

  /** What the table of a snapshot is called. */
  public static String nameFor(Path snapshot) {
    return Sidecars.stem(snapshot) + ".stars.csv";
  }

  /**
   * Reads a table.
   *
   * @param timeYr time of the snapshot [yr]
   * @param box where stars may be
   * @return ascending by number
   * @throws BadInputException when a column is absent or a value is wrong
   */
  public static List<Star> read(Path file, double timeYr, Box box) {
    return new StarTable(file, timeYr, box).read();
  }

  private List<Star> read() {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw broken("has %d bytes".formatted(Files.size(file)));
      }
      SortedMap<Long, Star> stars = new TreeMap<>();
      try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
        for (CSVRecord line : parser) {
          add(line, stars);
        }
      }
      return List.copyOf(stars.values());
    } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
      throw broken("is no table (%s)".formatted(shown(String.valueOf(failure.getMessage()))));
    }
  }

  private void add(CSVRecord line, SortedMap<Long, Star> stars) {
    double id = number(line, "id");
    if (id != Math.rint(id) || id < 0 || id > 1e15) {
      throw broken("line %d: id is %s".formatted(line.getRecordNumber() + 1, text(line, "id")));
    }
    double mass = number(line, "mass_msun");
    if (mass == 0) {
      return;
    }
    Vector3 position = vector(line, "x_pc", "y_pc", "z_pc").times(Cgs.PARSEC_CM);
    Vector3 velocity =
        vector(line, "vx_km_s", "vy_km_s", "vz_km_s").times(Cgs.KILOMETRE_PER_SECOND);
    try {
      Star star = StarRules.star((long) id, mass, age(line), timeYr, position, velocity, box);
      if (stars.put(star.id(), star) != null) {
        throw broken("has star %d twice".formatted(star.id()));
      }
    } catch (IllegalArgumentException fault) {
      throw broken("star %.0f: %s".formatted(id, fault.getMessage()));
    }
  }

  private double age(CSVRecord line) {
    if (line.isMapped("age_yr") == line.isMapped("formation_time_yr")) {
      throw broken("does not have one of the columns age_yr and formation_time_yr");
    }
    return line.isMapped("age_yr")
        ? number(line, "age_yr")
        : timeYr - number(line, "formation_time_yr");
  }

  private Vector3 vector(CSVRecord line, String first, String second, String third) {
    return new Vector3(number(line, first), number(line, second), number(line, third));
  }

  private double number(CSVRecord line, String column) {
    String text = text(line, column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw broken(
        "line %d: %s is '%s', not a finite number"
            .formatted(line.getRecordNumber() + 1, column, shown(text)));
  }

  private String text(CSVRecord line, String column) {
    if (!line.isMapped(column)) {
      throw broken("has no column %s".formatted(column));
    }
    if (!line.isSet(column)) {
      throw broken("line %d has no %s".formatted(line.getRecordNumber() + 1, column));
    }
    return line.get(column);
  }

  private static String shown(String text) {
    String clean = text.replaceAll("[^ -~]+", " ").strip();
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "...";
  }

  private BadInputException broken(String fault) {
    return new BadInputException(file, fault, MEND);
  }
}
