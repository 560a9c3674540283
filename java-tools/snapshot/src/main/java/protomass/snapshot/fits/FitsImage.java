package protomass.snapshot.fits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nom.tam.fits.Header;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Vector3;

/**
 * Header of one cube: FITS Standard 4.0, section 4.4.1 (sizes), 8.1 and 8.2 (coordinates of pixel i
 * are CRVAL + (i - CRPIX) CDELT, i from 1), 4.3 (units).
 *
 * @param name EXTNAME in capitals
 * @param offset where its data begin in the file [bytes]
 * @param bytes of a value, 4 or 8
 * @param cells along x, y, z
 * @param unit what one unit of its values is in cgs
 * @param lowerCm lower corner of its first cell [cm]
 * @param cellCm sides of a cell [cm]
 */
record FitsImage(
    String name,
    long offset,
    int bytes,
    List<Integer> cells,
    double unit,
    Vector3 lowerCm,
    Vector3 cellCm) {
  private static final int MOST_CELLS = 1 << 16;
  private static final double SAME = 1e-9;

  /** Axes of the sky or of a spectrum; cells in such a cube have no place in space. */
  private static final Pattern NOT_IN_SPACE =
      Pattern.compile("(RA|DEC|[GES]L(ON|AT)|V(ELO|RAD|OPT)|FREQ|WAV[EN]|AWAV|ZOPT|STOKES|FELO).*");

  private static final Map<String, Double> LENGTHS =
      Map.of(
          "cm",
          1.0,
          "m",
          1e2,
          "km",
          1e5,
          "au",
          Cgs.ASTRONOMICAL_UNIT_CM,
          "pc",
          Cgs.PARSEC_CM,
          "kpc",
          1e3 * Cgs.PARSEC_CM);
  private static final Map<String, Double> DENSITIES = Map.of("g/cm3", 1.0, "kg/m3", 1e-3);
  private static final Map<String, Double> VELOCITIES =
      Map.of("cm/s", 1.0, "m/s", 1e2, "km/s", 1e5);
  private static final Map<String, Double> FIELDS =
      Map.of("G", 1.0, "mG", 1e-3, "uG", 1e-6, "T", 1e4);

  FitsImage {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a header that is one of a cube's.
   *
   * @throws BadInputException when it is no cube in space or in no known unit
   */
  static FitsImage read(FitsCubes.Fault fault, String name, Header header, long offset) {
    int axes = header.getIntValue("NAXIS");
    int bits = header.getIntValue("BITPIX");
    if (axes != 3 || (bits != -32 && bits != -64)) {
      throw fault.of("%s has NAXIS %d and BITPIX %d, not 3 and -32 or -64", name, axes, bits);
    }
    if (header.getDoubleValue("BSCALE", 1) != 1 || header.getDoubleValue("BZERO", 0) != 0) {
      throw fault.of("%s is scaled by BSCALE or BZERO", name);
    }
    Integer[] cells = new Integer[3];
    double[] lower = new double[3];
    double[] side = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      cells[axis] = header.getIntValue("NAXIS" + (axis + 1));
      if (cells[axis] < 1 || cells[axis] > MOST_CELLS) {
        throw fault.of("%s has %d cells along axis %d", name, cells[axis], axis + 1);
      }
      requireSpace(fault, name, header, axis + 1);
      double unit = unit(fault, header, "CUNIT" + (axis + 1), name, LENGTHS);
      side[axis] = number(fault, header, "CDELT" + (axis + 1), name) * unit;
      double value = number(fault, header, "CRVAL" + (axis + 1), name) * unit;
      double pixel = number(fault, header, "CRPIX" + (axis + 1), name);
      lower[axis] = value + (0.5 - pixel) * side[axis];
      if (!(side[axis] > 0) || !Double.isFinite(lower[axis])) {
        throw fault.of("%s has CDELT%d %s cm, not above zero", name, axis + 1, side[axis]);
      }
    }
    return new FitsImage(
        name,
        offset,
        -bits / 8,
        Arrays.asList(cells),
        unit(fault, header, "BUNIT", name, units(name)),
        new Vector3(lower[0], lower[1], lower[2]),
        new Vector3(side[0], side[1], side[2]));
  }

  /** Whether two cubes show the same cells. */
  boolean sameCells(FitsImage other) {
    double rounding = SAME * other.cellCm.length() * MOST_CELLS;
    return cells.equals(other.cells)
        && lowerCm.minus(other.lowerCm).length() <= rounding
        && cellCm.minus(other.cellCm).length() <= SAME * cellCm.length();
  }

  private static void requireSpace(FitsCubes.Fault fault, String name, Header header, int axis) {
    String type = header.getStringValue("CTYPE" + axis);
    if (type != null && NOT_IN_SPACE.matcher(type.strip().toUpperCase(Locale.ROOT)).matches()) {
      throw fault.of("%s has %s along axis %d, no length", name, type.strip(), axis);
    }
    for (int other = 1; other <= 3; other++) {
      boolean own = other == axis;
      double turn = header.getDoubleValue("PC%d_%d".formatted(axis, other), own ? 1 : 0);
      if (turn != (own ? 1 : 0) || header.containsKey("CD%d_%d".formatted(axis, other))) {
        throw fault.of("%s is turned by PC%d_%d or CD%d_%d", name, axis, other, axis, other);
      }
    }
  }

  private static Map<String, Double> units(String name) {
    if (name.equals(FitsCubes.DENSITY)) {
      return DENSITIES;
    }
    return FitsCubes.VELOCITY.contains(name) ? VELOCITIES : FIELDS;
  }

  private static double number(FitsCubes.Fault fault, Header header, String key, String name) {
    double value = header.getDoubleValue(key, Double.NaN);
    if (!Double.isFinite(value)) {
      throw fault.of("%s has no number %s", name, key);
    }
    return value;
  }

  private static double unit(
      FitsCubes.Fault fault, Header header, String key, String name, Map<String, Double> units) {
    String text = header.getStringValue(key);
    String written = text == null ? "" : text.strip();
    Double unit = units.get(plain(written));
    if (unit == null) {
      throw fault.of(
          "%s has %s '%s', none of %s",
          name, key, written, String.join(", ", units.keySet().stream().sorted().toList()));
    }
    return unit;
  }

  /** One of the ways in which the standard lets units be written: with a slash, no signs. */
  private static String plain(String unit) {
    String joined = unit.replaceAll("\\*\\*|\\^|[()]", "").replaceAll("[ .*]+", " ");
    String slashed = joined.replaceAll(" (cm|m|s)-([123])\\b", "/$1$2").replaceAll("s1$", "s");
    return slashed.replaceAll(" ", "").replaceAll("^AU$", "au").replaceAll("^Gauss$", "G");
  }
}
