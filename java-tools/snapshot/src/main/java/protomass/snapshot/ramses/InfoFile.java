package protomass.snapshot.ramses;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;

/**
 * The file {@code info_NNNNN.txt}.
 *
 * @param file its path
 * @param ranks MPI ranks, hence binary files of each kind
 * @param coarsestLevel the level at which the whole box is refined
 * @param finestLevel the finest level that cells may have
 * @param boxCm side of the box [cm]
 * @param timeYr time since the simulation's start [yr]
 * @param unitLength [cm]
 * @param unitDensity [g/cm^3]
 * @param unitTime [s]
 * @param time in units of the code
 * @param boxLength side of the box in units of the code
 * @param domains Hilbert keys that bound the ranks' domains, one more than there are ranks; empty
 *     when domains are ordered in another way
 */
record InfoFile(
    Path file,
    int ranks,
    int coarsestLevel,
    int finestLevel,
    double boxCm,
    double timeYr,
    double unitLength,
    double unitDensity,
    double unitTime,
    double time,
    double boxLength,
    List<Double> domains) {
  private static final int MOST_RANKS = 1 << 22;
  private static final int MOST_LEVELS = 40;
  private static final String MEND = "copy the file again";
  private static final String ORDERING = "ordering type";

  /** Velocity in units of the code [cm/s]. */
  double unitVelocity() {
    return unitLength / unitTime;
  }

  /** Magnetic field in units of the code [gauss]. */
  double unitField() {
    return Math.sqrt(4 * Math.PI * unitDensity) * unitVelocity();
  }

  /** Mass in units of the code [Msun]. */
  double unitMassMsun() {
    return unitDensity * Math.pow(unitLength, 3) / Cgs.SOLAR_MASS_G;
  }

  static InfoFile read(Path file) {
    List<String> lines = TextFile.lines(file);
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    Values read = new Values(file, values);
    if (read.integer("ndim", 1, 3) != 3) {
      throw new BadInputException(
          file, "ndim is " + values.get("ndim"), "only simulations in three dimensions are read");
    }
    if (read.positive("aexp") != 1 || read.positive("H0") != 1) {
      throw new BadInputException(
          file,
          "is of a cosmological run (aexp %s, H0 %s)"
              .formatted(values.get("aexp"), values.get("H0")),
          "only runs in a box of fixed size are read");
    }
    int ranks = read.integer("ncpu", 1, MOST_RANKS);
    int coarsest = read.integer("levelmin", 1, MOST_LEVELS);
    int finest = read.integer("levelmax", coarsest, MOST_LEVELS);
    double unitLength = read.positive("unit_l");
    double unitTime = read.positive("unit_t");
    double time = read.number("time");
    double boxLength = read.positive("boxlen");
    return new InfoFile(
        file,
        ranks,
        coarsest,
        finest,
        read.finite("boxlen in cm", boxLength * unitLength),
        read.finite("time in yr", time * unitTime / Cgs.YEAR_S),
        unitLength,
        read.positive("unit_d"),
        unitTime,
        time,
        boxLength,
        domains(lines, values.getOrDefault(ORDERING, ""), ranks));
  }

  private static List<Double> domains(List<String> lines, String ordering, int ranks) {
    List<Double> bounds = new ArrayList<>();
    if (!ordering.equals("hilbert")) {
      return bounds;
    }
    for (String line : lines) {
      String[] parts = line.strip().split("\\s+");
      if (parts.length == 3 && parts[0].equals(String.valueOf(Math.max(1, bounds.size())))) {
        addBounds(bounds, parts);
      }
    }
    boolean complete = bounds.size() == ranks + 1;
    for (int i = 1; i < bounds.size(); i++) {
      complete &= bounds.get(i - 1) <= bounds.get(i);
    }
    return complete ? List.copyOf(bounds) : List.of();
  }

  private static void addBounds(List<Double> bounds, String[] parts) {
    try {
      double lower = Double.parseDouble(parts[1]);
      double upper = Double.parseDouble(parts[2]);
      if (bounds.isEmpty()) {
        bounds.add(lower);
      }
      bounds.add(upper);
    } catch (NumberFormatException notATable) {
      // Without bounds every rank is read.
      bounds.clear();
    }
  }

  /** The lines {@code key = value}. */
  private record Values(Path file, Map<String, String> values) {
    double number(String key) {
      String text = values.get(key);
      if (text == null) {
        throw new BadInputException(file, "has no line '%s ='".formatted(key), MEND);
      }
      try {
        return finite(key, Double.parseDouble(text.replace('D', 'E').replace('d', 'e')));
      } catch (NumberFormatException notANumber) {
        throw new BadInputException(
            file, "%s is '%s', not a number".formatted(key, TextFile.quoted(text)), MEND);
      }
    }

    double finite(String key, double value) {
      if (!Double.isFinite(value)) {
        throw new BadInputException(file, "%s is %s".formatted(key, value), MEND);
      }
      return value;
    }

    double positive(String key) {
      double value = number(key);
      if (!(value > 0)) {
        throw new BadInputException(file, "%s is %s, not positive".formatted(key, value), MEND);
      }
      return value;
    }

    int integer(String key, int least, int most) {
      double value = number(key);
      if (value != Math.rint(value) || value < least || value > most) {
        throw new BadInputException(
            file,
            "%s is %s, not a whole number from %d to %d".formatted(key, value, least, most),
            MEND);
      }
      return (int) value;
    }
  }
}
