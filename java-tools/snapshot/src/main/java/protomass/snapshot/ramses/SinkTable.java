package protomass.snapshot.ramses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.sidecar.StarRules;

/**
 * The table of sinks, {@code sink_NNNNN.csv}: a line with the columns' names, a line with their
 * units, a line per sink.
 */
final class SinkTable {
  private static final String SPEED = "l t**-1";

  /** The columns that are read and the unit that each must have. */
  private static final Map<String, String> UNITS =
      Map.of(
          "id", "1", "msink", "m", "x", "l", "y", "l", "z", "l", "vx", SPEED, "vy", SPEED, "vz",
          SPEED, "tform", "t");

  private final Path file;
  private final InfoFile info;
  private final List<String> names;

  private SinkTable(Path file, InfoFile info, List<String> names) {
    this.file = file;
    this.info = info;
    this.names = names;
  }

  static Path file(Path folder, String number) {
    return folder.resolve("sink_" + number + ".csv");
  }

  /**
   * The sinks with mass, by number; none when the run has no sinks.
   *
   * @throws BadInputException when the table is of another branch of the code, or broken
   */
  static List<Star> read(Path folder, String number, InfoFile info) {
    Path file = file(folder, number);
    if (!Files.exists(file)) {
      refuseBinaryTable(folder, number);
      return List.of();
    }
    List<String> lines = TextFile.lines(file);
    if (lines.size() < 2 || !isComment(lines.get(0)) || !isComment(lines.get(1))) {
      throw new BadInputException(
          file,
          "does not begin with two lines '#' that name its columns and their units",
          "add them as the public version of RAMSES writes them");
    }
    SinkTable table = new SinkTable(file, info, columns(lines.get(0)));
    table.requireUnits(columns(lines.get(1)));
    SortedMap<Long, Star> stars = new TreeMap<>();
    for (String line : lines.subList(2, lines.size())) {
      if (!line.isBlank()) {
        table.add(line, stars);
      }
    }
    return List.copyOf(stars.values());
  }

  private static void refuseBinaryTable(Path folder, String number) {
    try (Stream<Path> files = Files.list(folder)) {
      boolean binary =
          files.anyMatch(
              path -> String.valueOf(path.getFileName()).startsWith("sink_" + number + ".out"));
      if (binary) {
        throw new BadInputException(
            folder,
            "has its sinks in binary files, sink_%s.out*".formatted(number),
            "only tables of text, sink_%s.csv, are read".formatted(number));
      }
    } catch (IOException | UncheckedIOException failure) {
      throw new BadInputException(
          folder, "cannot be listed (" + failure + ")", "check its permissions", failure);
    }
  }

  private void add(String line, SortedMap<Long, Star> stars) {
    String[] cells = line.split(",", -1);
    if (cells.length != names.size()) {
      throw broken(
          "has %d columns in the line '%s', not %d"
              .formatted(cells.length, TextFile.quoted(line), names.size()));
    }
    double id = number(cells, "id");
    double mass = number(cells, "msink") * info.unitMassMsun();
    if (id != Math.rint(id) || id < 1 || id > 1e15) {
      throw broken("has the sink number %s".formatted(id));
    }
    // A sink that has not accreted yet is no star.
    if (mass == 0) {
      return;
    }
    double age = info.time() - number(cells, "tform");
    double ageYr = StarRules.age(age * info.unitTime() / Cgs.YEAR_S, info.timeYr());
    Vector3 position = vector(cells, "x", "y", "z");
    requireInBox(id, position);
    Vector3 velocity = vector(cells, "vx", "vy", "vz").times(info.unitVelocity());
    try {
      Star star = new Star((long) id, mass, ageYr, position.times(info.unitLength()), velocity);
      if (stars.put(star.id(), star) != null) {
        throw broken("has sink %d twice".formatted(star.id()));
      }
    } catch (IllegalArgumentException fault) {
      throw broken("sink %.0f: %s".formatted(id, fault.getMessage()));
    }
  }

  /** Sinks may be a little outside, before the code wraps them. */
  private void requireInBox(double id, Vector3 position) {
    for (int axis = 0; axis < 3; axis++) {
      double share = position.get(axis) / info.boxLength();
      if (!(share >= -1 && share <= 2)) {
        throw broken(
            "sink %.0f lies at %s, far outside of the box of %s"
                .formatted(id, position.toList(), info.boxLength()));
      }
    }
  }

  private void requireUnits(List<String> units) {
    UNITS.forEach(
        (name, unit) -> {
          int place = names.indexOf(name);
          if (place < 0) {
            throw broken("has no column " + name);
          }
          if (place >= units.size() || !units.get(place).equals(unit)) {
            String found = place < units.size() ? units.get(place) : "";
            throw broken(
                "has column %s in '%s', not in '%s'".formatted(name, TextFile.quoted(found), unit));
          }
        });
  }

  private Vector3 vector(String[] cells, String first, String second, String third) {
    return new Vector3(number(cells, first), number(cells, second), number(cells, third));
  }

  private double number(String[] cells, String name) {
    String text = cells[names.indexOf(name)].strip();
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw broken("%s is '%s', not a finite number".formatted(name, TextFile.quoted(text)));
  }

  private BadInputException broken(String fault) {
    return new BadInputException(file, fault, "copy the file again");
  }

  private static boolean isComment(String line) {
    return line.strip().startsWith("#");
  }

  private static List<String> columns(String comment) {
    String content = comment.strip().substring(1);
    return Arrays.stream(content.split(",", -1)).map(String::strip).toList();
  }
}
