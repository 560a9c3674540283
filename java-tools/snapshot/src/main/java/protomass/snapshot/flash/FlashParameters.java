package protomass.snapshot.flash;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import protomass.snapshot.hdf5.Hdf5Input;

/**
 * The tables of scalars and runtime parameters in a FLASH file: {@code integer scalars}, {@code
 * real runtime parameters} and so on, each with the columns name and value (FLASH User's Guide,
 * chapter IO, section Output Formats). Where both kinds have a name, the scalar holds.
 */
final class FlashParameters {
  private final Hdf5Input input;
  private final Map<String, Object> values = new HashMap<>();

  private FlashParameters(Hdf5Input input) {
    this.input = input;
  }

  static FlashParameters read(Hdf5Input input) {
    FlashParameters parameters = new FlashParameters(input);
    for (String kind : List.of("scalars", "runtime parameters")) {
      for (String type : List.of("integer", "real", "logical", "string")) {
        String table = type + " " + kind;
        if (input.has(table)) {
          input.table(table).forEach(parameters.values::putIfAbsent);
        }
      }
    }
    return parameters;
  }

  double require(String name) {
    return number(name)
        .orElseThrow(() -> input.broken("has no parameter %s in its tables".formatted(name)));
  }

  OptionalDouble number(String name) {
    if (!(values.get(name) instanceof Double value)) {
      return OptionalDouble.empty();
    }
    if (!Double.isFinite(value)) {
      throw input.broken("the parameter %s is %s".formatted(name, value));
    }
    return OptionalDouble.of(value);
  }

  /** Text in small letters; some versions of FLASH write it with quotes. */
  Optional<String> text(String name) {
    return values.get(name) instanceof String value
        ? Optional.of(value.replaceAll("['\"]", "").strip().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
