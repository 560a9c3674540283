package protomass.snapshot.flash;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Box;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.sidecar.CodeUnits;
import protomass.snapshot.sidecar.StarRules;

/**
 * Sinks in a FLASH file: {@code tracer particles} [particle][property] with the properties' names
 * in {@code particle names} (FLASH User's Guide, chapter IO). Sinks are told from other particles
 * by the property {@code creation_time} (Federrath et al. 2010; unit Particles/active/Sink).
 */
final class FlashSinks {
  private static final String PARTICLES = "tracer particles";
  private static final String NAMES = "particle names";
  private static final int MOST_PARTICLES = 1 << 22;
  private static final String MEND = "give the stars in a table NAME.stars.csv beside it";

  private final Path file;
  private final List<String> names;

  private FlashSinks(Path file, List<String> names) {
    this.file = file;
    this.names = names;
  }

  /** The sinks with mass, by tag; none when the file has no sinks. */
  static List<Star> read(Hdf5Input input, CodeUnits units, double timeYr, Box box) {
    if (!input.has(NAMES) || !input.has(PARTICLES)) {
      return List.of();
    }
    FlashSinks sinks = new FlashSinks(input.file(), input.textArray(NAMES));
    if (!sinks.names.contains("creation_time")) {
      return List.of();
    }
    Hdf5Array particles = input.array(PARTICLES).require(-1, sinks.names.size());
    if (particles.rows() > MOST_PARTICLES) {
      throw sinks.broken("has %d particles, too many for sinks".formatted(particles.rows()));
    }
    SortedMap<Long, Star> stars = new TreeMap<>();
    if (particles.rows() > 0) {
      double type = Double.NaN;
      int atOnce = Math.max(1, (1 << 20) / sinks.names.size());
      for (int first = 0; first < particles.rows(); first += atOnce) {
        int rows = Math.min(atOnce, particles.rows() - first);
        double[] some = particles.rows(first, rows);
        for (int row = 0; row < rows; row++) {
          Row sink = sinks.new Row(some, row * sinks.names.size());
          type = sinks.requireSameType(sink, type);
          sink.addTo(stars, units, timeYr, box);
        }
      }
    }
    return List.copyOf(stars.values());
  }

  /** One particle. */
  private final class Row {
    private final double[] values;
    private final int first;

    private Row(double[] values, int first) {
      this.values = values;
      this.first = first;
    }

    private double value(String name) {
      int column = names.indexOf(name);
      if (column < 0) {
        throw broken("has sinks without the property " + name);
      }
      return values[first + column];
    }

    private Vector3 vector(String name) {
      return new Vector3(value(name + "x"), value(name + "y"), value(name + "z"));
    }

    private void addTo(SortedMap<Long, Star> stars, CodeUnits units, double timeYr, Box box) {
      double tag = value("tag");
      double mass = value("mass") * units.massG() / Cgs.SOLAR_MASS_G;
      if (!(tag == Math.rint(tag) && tag >= 0 && tag <= 1e15)) {
        throw broken("has a sink with the tag %s".formatted(tag));
      }
      if (mass == 0) {
        return;
      }
      double ageYr = timeYr - value("creation_time") * units.timeS() / Cgs.YEAR_S;
      try {
        Star star =
            StarRules.star(
                (long) tag,
                mass,
                ageYr,
                timeYr,
                vector("pos").times(units.lengthCm()),
                vector("vel").times(units.velocity()),
                box);
        if (stars.put(star.id(), star) != null) {
          throw broken("has sink %d twice".formatted(star.id()));
        }
      } catch (IllegalArgumentException fault) {
        throw broken("sink %.0f %s".formatted(tag, fault.getMessage()));
      }
    }
  }

  /** Files with particles of several types do not say which of them are sinks. */
  private double requireSameType(Row sink, double type) {
    if (!names.contains("type")) {
      return type;
    }
    double own = sink.value("type");
    if (!Double.isNaN(type) && own != type) {
      throw broken("has particles of the types %.0f and %.0f".formatted(type, own));
    }
    return own;
  }

  private BadInputException broken(String fault) {
    return new BadInputException(file, fault, MEND);
  }
}
