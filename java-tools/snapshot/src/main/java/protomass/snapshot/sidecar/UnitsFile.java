package protomass.snapshot.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.BadInputException;
import protomass.core.maps.SimulationName;
import protomass.core.units.Quantity;

/**
 * What a snapshot's own file does not tell, in {@code protomass-units.yaml} beside it. All
 * snapshots of a folder share it. Its keys:
 *
 * <pre>
 * length: 1 pc             # what one unit of the code is; cm, m, km, au, pc or kpc
 * mass: 1 Msun             # g, kg or Msun; or instead density: 1 Msun/pc^3 (g/cm^3, kg/m^3)
 * velocity: 1 km/s         # cm/s, m/s or km/s; or instead time: 1 Myr (s, yr, kyr)
 * magnetic-field: 1 uG     # G, mG, uG or T; when it does not follow from the others
 * periodic: true           # default: what the file says, otherwise false
 * simulation: cloud1       # default: the name of the folder
 * </pre>
 *
 * @param path the file
 * @param units the code's units, when the file has them
 * @param fieldGauss unit of the magnetic field [gauss], when the file has it
 * @param periodic whether the box is periodic, when the file has it
 * @param simulation name of the simulation, when the file has it
 */
public record UnitsFile(
    Path path,
    Optional<CodeUnits> units,
    Optional<Double> fieldGauss,
    Optional<Boolean> periodic,
    Optional<String> simulation) {
  /** The file's name. */
  public static final String NAME = "protomass-units.yaml";

  /** How a user mends what is missing. */
  public static final String MEND =
      "write %s beside it, with length, mass or density, and velocity or time".formatted(NAME);

  private static final int MOST_BYTES = 1 << 16;

  private static final Set<String> KEYS =
      Set.of(
          "length",
          "mass",
          "density",
          "time",
          "velocity",
          "magnetic-field",
          "periodic",
          "simulation");

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*([A-Za-z].*)");

  /** The units that a message offers; other spellings of the same quantities are read too. */
  private static final Map<Quantity, String> OFFERED =
      Map.of(
          Quantity.LENGTH, "au, cm, km, kpc, m, pc",
          Quantity.MASS, "Msun, g, kg",
          Quantity.DENSITY, "Msun/pc^3, g/cm^3, kg/m^3",
          Quantity.TIME, "Myr, kyr, s, yr",
          Quantity.SPEED, "cm/s, km/s, m/s",
          Quantity.MAGNETIC_FIELD, "G, T, mG, uG");

  /**
   * The file beside a snapshot, when there is one.
   *
   * @throws BadInputException when it says something that is not understood
   */
  public static Optional<UnitsFile> beside(Path snapshot) {
    return Sidecars.find(snapshot, NAME).map(UnitsFile::read);
  }

  private static UnitsFile read(Path file) {
    JsonNode keys = parse(file);
    Set<String> unknown = new TreeSet<>();
    keys.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw fault(file, "has the unknown key '%s'".formatted(shown(unknown.iterator().next())));
    }
    return new UnitsFile(
        file,
        units(file, keys),
        quantity(file, keys, "magnetic-field", Quantity.MAGNETIC_FIELD),
        text(file, keys, "periodic").map(value -> truth(file, value)),
        text(file, keys, "simulation").map(value -> name(file, value)));
  }

  private static JsonNode parse(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw fault(file, "has %d bytes".formatted(Files.size(file)));
      }
      JsonNode keys = new YAMLMapper().readTree(Files.readAllBytes(file));
      if (keys != null && keys.isObject()) {
        return keys;
      }
    } catch (JsonProcessingException failure) {
      throw fault(file, "is no YAML (%s)".formatted(shown(failure.getOriginalMessage())));
    } catch (IOException failure) {
      throw fault(file, "cannot be read (%s)".formatted(failure));
    }
    throw fault(file, "holds no keys");
  }

  private static Optional<CodeUnits> units(Path file, JsonNode keys) {
    Optional<Double> length = quantity(file, keys, "length", Quantity.LENGTH);
    Optional<Double> mass = quantity(file, keys, "mass", Quantity.MASS);
    Optional<Double> density = quantity(file, keys, "density", Quantity.DENSITY);
    Optional<Double> time = quantity(file, keys, "time", Quantity.TIME);
    Optional<Double> velocity = quantity(file, keys, "velocity", Quantity.SPEED);
    boolean none =
        length.isEmpty()
            && mass.isEmpty()
            && density.isEmpty()
            && time.isEmpty()
            && velocity.isEmpty();
    if (none) {
      return Optional.empty();
    }
    if (length.isEmpty()
        || mass.isPresent() == density.isPresent()
        || time.isPresent() == velocity.isPresent()) {
      throw fault(file, "does not give length, one of mass and density, one of time and velocity");
    }
    double side = length.get();
    double grams = mass.orElseGet(() -> density.orElseThrow() * side * side * side);
    double seconds = time.orElseGet(() -> side / velocity.orElseThrow());
    try {
      return Optional.of(new CodeUnits(side, grams, seconds));
    } catch (IllegalArgumentException beyond) {
      throw fault(file, "gives " + beyond.getMessage());
    }
  }

  private static Optional<Double> quantity(
      Path file, JsonNode keys, String key, Quantity quantity) {
    return text(file, keys, key)
        .map(
            value -> {
              Matcher matcher = NUMBER_AND_UNIT.matcher(value);
              OptionalDouble unit =
                  matcher.matches() ? quantity.find(matcher.group(2)) : OptionalDouble.empty();
              if (unit.isPresent()) {
                double number = Double.parseDouble(matcher.group(1)) * unit.getAsDouble();
                if (number > 0 && Double.isFinite(number)) {
                  return number;
                }
              }
              throw fault(
                  file,
                  "%s is '%s', not a number above zero and one of %s"
                      .formatted(key, shown(value), OFFERED.get(quantity)));
            });
  }

  private static Optional<String> text(Path file, JsonNode keys, String key) {
    if (!keys.has(key)) {
      return Optional.empty();
    }
    if (!keys.get(key).isValueNode()) {
      throw fault(file, "%s is no single value".formatted(key));
    }
    return Optional.of(keys.get(key).asText().strip());
  }

  private static boolean truth(Path file, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault(file, "periodic is '%s', not true or false".formatted(shown(value)));
    };
  }

  private static String name(Path file, String value) {
    if (!SimulationName.isValid(value)) {
      throw fault(file, "simulation is '%s', not %s".formatted(shown(value), SimulationName.RULE));
    }
    return value;
  }

  private static String shown(String text) {
    String clean = text.replaceAll("[^ -~]+", " ").strip();
    return clean.length() <= 80 ? clean : clean.substring(0, 80) + "...";
  }

  private static BadInputException fault(Path file, String fault) {
    return new BadInputException(
        file, fault, "write it as docs/formats.md says, such as 'length: 1 pc'");
  }
}
