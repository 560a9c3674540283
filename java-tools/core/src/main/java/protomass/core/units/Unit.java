package protomass.core.units;

import java.util.EnumMap;
import java.util.Map;

/**
 * A product of powers of units.
 *
 * @param cgs what one of it is in units of cm, g, s and gauss; other bases count as they are
 * @param powers of the bases, none of them 0
 */
record Unit(double cgs, Map<Base, Integer> powers) {
  /** What is measured: the bases of cgs, and those that no unit of cgs can stand for. */
  enum Base {
    LENGTH,
    MASS,
    TIME,
    MAGNETIC_FIELD,
    TEMPERATURE,
    FLUX_DENSITY,
    BEAM,
    SOLID_ANGLE,
    MAGNITUDE,
    PIXEL
  }

  /** The number one. */
  static final Unit ONE = new Unit(1, Map.of());

  Unit {
    powers = Map.copyOf(powers);
  }

  static Unit of(double cgs, Base base) {
    return new Unit(cgs, Map.of(base, 1));
  }

  /**
   * This unit times a power of another, with one rounding for the power and one for the product.
   */
  Unit times(Unit other, int power) {
    Map<Base, Integer> sum = new EnumMap<>(Base.class);
    sum.putAll(powers);
    other.powers.forEach((base, each) -> sum.merge(base, each * power, Integer::sum));
    sum.values().removeIf(each -> each == 0);
    double size = Math.pow(other.cgs, Math.abs(power));
    return new Unit(power < 0 ? cgs / size : cgs * size, sum);
  }

  /** What such a unit measures, where that is known to be mistaken for something else. */
  String kind() {
    boolean bright = powers.containsKey(Base.TEMPERATURE) || powers.containsKey(Base.FLUX_DENSITY);
    if (bright) {
      boolean overVelocity = power(Base.LENGTH) == 1 && power(Base.TIME) == -1;
      return overVelocity ? "an integrated intensity" : "a brightness";
    }
    if (powers.containsKey(Base.MAGNITUDE)) {
      return "an extinction or magnitude";
    }
    if (powers.containsKey(Base.PIXEL)) {
      return "a number of pixels";
    }
    return measures(0, 0, -1, 0) ? "a frequency" : "another quantity";
  }

  /** Whether the powers of the bases of cgs are these and there are no others. */
  boolean measures(int length, int mass, int time, int field) {
    Map<Base, Integer> wanted = new EnumMap<>(Base.class);
    wanted.put(Base.LENGTH, length);
    wanted.put(Base.MASS, mass);
    wanted.put(Base.TIME, time);
    wanted.put(Base.MAGNETIC_FIELD, field);
    wanted.values().removeIf(power -> power == 0);
    return powers.equals(wanted);
  }

  private int power(Base base) {
    return powers.getOrDefault(base, 0);
  }
}
