package protomass.snapshot.particles;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * Stars of a snapshot: {@code PartType4}, and the sinks {@code PartType5}. The mass of a sink is
 * {@code BH_Mass}, that of the star alone, where it is given (STARFORGE data release). It formed at
 * {@code ProtoStellarAge}, which is a time there, or {@code StellarFormationTime}, which AREPO
 * calls {@code GFM_StellarFormationTime} and makes negative for wind.
 */
final class ParticleStars {
  private static final int ROWS_AT_ONCE = 1 << 16;
  private static final int MOST_STARS = 1 << 22;
  private static final List<String> TYPES = List.of("PartType4", "PartType5");
  private static final String WIND = "GFM_StellarFormationTime";
  private static final String MEND = "give the stars in a table NAME.stars.csv beside it";

  /** Particles may have left the box of a run that is not periodic, by as much as this in boxes. */
  private static final double ROOM = 1000;

  private final CodeUnits units;
  private final List<Double> massTable;
  private final double time;
  private final Box room;
  private final SortedMap<Long, Star> stars = new TreeMap<>();

  ParticleStars(ParticleHeader header) {
    this.units = header.units();
    this.massTable = header.massTable();
    this.time = header.time();
    this.room = Box.around(header.box().centre(), header.box().sides().times(ROOM));
  }

  /** The stars so far, by number. */
  List<Star> stars() {
    return List.copyOf(stars.values());
  }

  /** Adds the stars of a file. */
  void add(Hdf5Input input) {
    for (String type : TYPES) {
      if (input.has(type + "/Coordinates")) {
        add(input, type);
      }
    }
  }

  private void add(Hdf5Input input, String type) {
    Hdf5Array positions = input.array(type + "/Coordinates").require(-1, 3);
    int count = positions.rows();
    if (count == 0) {
      return;
    }
    if (count + stars.size() > MOST_STARS) {
      throw broken(input.file(), "has %d particles %s".formatted(count, type));
    }
    Hdf5Array velocities = input.array(type + "/Velocities").require(count, 3);
    Hdf5Array ids = input.array(type + "/ParticleIDs").require(count);
    Optional<Hdf5Array> masses = masses(input, type, count);
    String timeName = formation(input, type);
    Hdf5Array times = input.array(type + "/" + timeName).require(count);
    for (int first = 0; first < count; first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, count - first);
      double[] position = positions.rows(first, rows);
      double[] velocity = velocities.rows(first, rows);
      long[] id = ids.wholeRows(first, rows);
      double[] formed = times.rows(first, rows);
      int from = first;
      double[] mass = masses.map(array -> array.rows(from, rows)).orElse(null);
      double common = massTable.get(TYPES.indexOf(type) + 4);
      for (int row = 0; row < rows; row++) {
        if (!(timeName.equals(WIND) && formed[row] <= 0)) {
          add(
              input.file(),
              id[row],
              mass == null ? common : mass[row],
              formed[row],
              vector(position, row),
              vector(velocity, row));
        }
      }
    }
  }

  private void add(
      Path file, long id, double mass, double formed, Vector3 position, Vector3 velocity) {
    if (mass == 0) {
      return;
    }
    double year = units.timeS() / Cgs.YEAR_S;
    try {
      Star star =
          StarRules.star(
              id,
              mass * units.massG() / Cgs.SOLAR_MASS_G,
              (time - formed) * year,
              time * year,
              position.times(units.lengthCm()),
              velocity.times(units.velocity()),
              room);
      if (id < 0 || stars.put(id, star) != null) {
        throw broken(file, "has star %d twice, or with a number below zero".formatted(id));
      }
    } catch (IllegalArgumentException fault) {
      throw broken(file, "star %d: %s".formatted(id, fault.getMessage()));
    }
  }

  private Optional<Hdf5Array> masses(Hdf5Input input, String type, int count) {
    Optional<String> name =
        Stream.of("BH_Mass", "Masses").filter(each -> input.has(type + "/" + each)).findFirst();
    if (name.isEmpty() && massTable.get(TYPES.indexOf(type) + 4) == 0) {
      throw broken(input.file(), "has no masses of " + type);
    }
    return name.map(each -> input.array(type + "/" + each).require(count));
  }

  private static String formation(Hdf5Input input, String type) {
    return Stream.of("ProtoStellarAge", "StellarFormationTime", WIND)
        .filter(each -> input.has(type + "/" + each))
        .findFirst()
        .orElseThrow(
            () -> broken(input.file(), "does not tell when its %s formed".formatted(type)));
  }

  private static Vector3 vector(double[] values, int row) {
    return new Vector3(values[3 * row], values[3 * row + 1], values[3 * row + 2]);
  }

  private static BadInputException broken(Path file, String fault) {
    return new BadInputException(file, fault, MEND);
  }
}
