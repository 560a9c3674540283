package protomass.core.units;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a number with a unit measures. */
public enum Quantity {
  LENGTH(1, 0, 0, 0),
  MASS(0, 1, 0, 0),
  TIME(0, 0, 1, 0),
  SPEED(1, 0, -1, 0),
  SPEED_SQUARED(2, 0, -2, 0),
  DENSITY(-3, 1, 0, 0),
  MAGNETIC_FIELD(0, 0, 0, 1),

  /** Of mass; a unit of numbers counts hydrogen molecules, {@link Cgs#GRAMS_PER_H2} each. */
  COLUMN_DENSITY(-2, 1, 0, 0) {
    @Override
    OptionalDouble cgs(Unit unit) {
      return unit.measures(-2, 0, 0, 0)
          ? OptionalDouble.of(unit.cgs() * Cgs.GRAMS_PER_H2)
          : super.cgs(unit);
    }
  };

  private final int length;
  private final int mass;
  private final int time;
  private final int field;

  Quantity(int length, int mass, int time, int field) {
    this.length = length;
    this.mass = mass;
    this.time = time;
    this.field = field;
  }

  /**
   * What one of a unit is in cgs.
   *
   * @param unit such as {@code km/s}, {@code km s-1}, {@code 1E20 cm-2} or, in old files, {@code
   *     M/S}; spaces around it do not count
   * @return nothing when it is no unit of this quantity; {@link #fault} says why
   */
  public OptionalDouble find(String unit) {
    Optional<Unit> found = UnitText.parse(unit);
    return found.isEmpty() ? OptionalDouble.empty() : cgs(found.get());
  }

  /** Why a text is no unit of this quantity, such as that it is one of an integrated intensity. */
  public String fault(String unit) {
    String name = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (unit.isBlank()) {
      return "no unit of %s is given".formatted(name);
    }
    Optional<Unit> found = UnitText.parse(unit);
    return found.isEmpty()
        ? "'%s' is no known unit of %s".formatted(unit.strip(), name)
        : "'%s' is the unit of %s, not of %s".formatted(unit.strip(), found.get().kind(), name);
  }

  /**
   * Some units of this quantity, for those who take no others.
   *
   * @return what one of each is in cgs, in the order asked for
   */
  public Map<String, Double> units(String... names) {
    Map<String, Double> units = new LinkedHashMap<>();
    for (String name : names) {
      units.put(name, find(name).orElseThrow());
    }
    return units;
  }

  OptionalDouble cgs(Unit unit) {
    return unit.measures(length, mass, time, field)
        ? OptionalDouble.of(unit.cgs())
        : OptionalDouble.empty();
  }
}
