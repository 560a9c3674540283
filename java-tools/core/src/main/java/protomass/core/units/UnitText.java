package protomass.core.units;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads units as people write them: a factor, then names with powers ({@code cm2}, {@code cm-2},
 * {@code cm^-2}, {@code cm**-2}, {@code cm**(-2)}), products by a space, a dot or a star, quotients
 * by a slash that holds for the next name only, and parentheses.
 */
final class UnitText {
  private static final int MOST_CHARACTERS = 80;

  /** A number, or a power of ten by the FITS standard: 10**k, 10^k or 10 with a signed k. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "10(?:(?:\\*\\*|\\^)\\(?(?<power>[+-]?\\d{1,3})\\)?|(?<signed>[+-]\\d{1,3}))"
              + "|(?<number>\\d+\\.?\\d*(?:[eE][+-]?\\d{1,3})?)");

  private static final Pattern NAME = Pattern.compile("N\\(H2\\)|H2(?!\\d)|[A-Za-z_]+");
  private static final Pattern POWER =
      Pattern.compile("(?:\\*\\*|\\^)?(?:([+-]?\\d)|\\(([+-]?\\d)\\))");
  private static final Pattern PRODUCT = Pattern.compile("\\s*(?:[.*]\\s*)?");
  private static final Pattern SLASH = Pattern.compile("\\s*/\\s*");
  private static final Pattern OPEN = Pattern.compile("\\(\\s*");
  private static final Pattern CLOSE = Pattern.compile("\\s*\\)");

  /** Two names written as one; the power leaves no doubt. */
  private static final Pattern KILOMETRES_PER_SECOND =
      Pattern.compile("\\bkms(?=(?:\\*\\*|\\^)?\\(?-1)");

  /** Thrown where the text is no unit; it never leaves this class. */
  private static final class NoUnit extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final String text;
  private final Map<String, Unit> names;
  private int at;

  private UnitText(String text, Map<String, Unit> names) {
    this.text = text;
    this.names = names;
  }

  /** The unit, or nothing where the text is empty, no unit, or one that is not in the table. */
  static Optional<Unit> parse(String text) {
    String written = KILOMETRES_PER_SECOND.matcher(text.strip()).replaceAll("km s");
    if (written.isEmpty() || written.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    Optional<Unit> unit = parse(written, UnitTable.standard());
    boolean capitals = written.equals(written.toUpperCase(Locale.ROOT));
    return unit.isEmpty() && capitals ? parse(written, UnitTable.inCapitals()) : unit;
  }

  private static Optional<Unit> parse(String text, Map<String, Unit> names) {
    try {
      Unit unit = new UnitText(text, names).whole();
      return unit.cgs() > 0 && Double.isFinite(unit.cgs()) ? Optional.of(unit) : Optional.empty();
    } catch (NoUnit unknown) {
      return Optional.empty();
    }
  }

  private Unit whole() throws NoUnit {
    Matcher number = next(NUMBER);
    double factor = number == null ? 1 : factor(number);
    if (number != null) {
      next(PRODUCT);
    }
    Unit product = product();
    if (at < text.length()) {
      throw new NoUnit();
    }
    return new Unit(factor * product.cgs(), product.powers());
  }

  private static double factor(Matcher number) {
    if (number.group("number") != null) {
      return Double.parseDouble(number.group("number"));
    }
    String power = number.group("power") == null ? number.group("signed") : number.group("power");
    return Double.parseDouble("1e" + power);
  }

  private Unit product() throws NoUnit {
    Unit product = Unit.ONE;
    boolean under = next(SLASH) != null;
    do {
      Unit factor = factor();
      int power = power();
      product = product.times(factor, under ? -power : power);
      under = next(SLASH) != null;
    } while (under || follows());
    return product;
  }

  private Unit factor() throws NoUnit {
    if (next(OPEN) != null) {
      Unit inner = product();
      if (next(CLOSE) == null) {
        throw new NoUnit();
      }
      return inner;
    }
    Matcher name = next(NAME);
    if (name == null || !names.containsKey(name.group())) {
      throw new NoUnit();
    }
    return names.get(name.group());
  }

  private int power() {
    Matcher power = next(POWER);
    if (power == null) {
      return 1;
    }
    return Integer.parseInt(power.group(1) == null ? power.group(2) : power.group(1));
  }

  /** Steps over what joins two names, unless nothing but an end follows. */
  private boolean follows() {
    int before = at;
    next(PRODUCT);
    if (at == text.length() || text.charAt(at) == ')') {
      at = before;
      return false;
    }
    return true;
  }

  private Matcher next(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher;
  }
}
