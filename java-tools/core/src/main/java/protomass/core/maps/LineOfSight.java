package protomass.core.maps;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of the line along which a map is projected: an axis of the simulation's box ({@code x},
 * {@code y}, {@code z}), a direction that the user gave ({@code d1}, {@code d2}, ...) or a random
 * orientation ({@code o1}, {@code o2}, ...).
 *
 * <p>Along x a map shows (y, z), along y (x, z), along z (x, y), the first of the two being the
 * horizontal one. How other lines are oriented stands in the map file.
 *
 * @param letter the name as file formats and command lines use it
 */
public record LineOfSight(String letter) implements Comparable<LineOfSight> {
  private static final Pattern NAME = Pattern.compile("[xyz]|[do][1-9][0-9]{0,5}");

  public static final LineOfSight X = new LineOfSight("x");
  public static final LineOfSight Y = new LineOfSight("y");
  public static final LineOfSight Z = new LineOfSight("z");

  public LineOfSight {
    if (!NAME.matcher(letter).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no line of sight: neither x, y, z nor such as d1 or o1".formatted(letter));
    }
  }

  /** The axes of the box, in order. */
  public static LineOfSight[] values() {
    return new LineOfSight[] {X, Y, Z};
  }

  /** The n-th direction that the user gave, from 1. */
  public static LineOfSight direction(int number) {
    return new LineOfSight("d" + number);
  }

  /** The n-th random orientation, from 1. */
  public static LineOfSight orientation(int number) {
    return new LineOfSight("o" + number);
  }

  /**
   * @throws IllegalArgumentException when the text names no line of sight
   */
  public static LineOfSight of(String text) {
    return new LineOfSight(text.strip().toLowerCase(Locale.ROOT));
  }

  /** Axes first, then directions, then orientations, each by number. */
  @Override
  public int compareTo(LineOfSight other) {
    return Comparator.comparingInt((LineOfSight line) -> "xyzdo".indexOf(line.letter.charAt(0)))
        .thenComparingInt(line -> line.letter.length())
        .thenComparing(LineOfSight::letter)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return letter.toUpperCase(Locale.ROOT);
  }
}
