package protomass.snapshot.fits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import nom.tam.fits.Header;
import protomass.core.error.BadInputException;
import protomass.core.units.Quantity;
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

  /** The units that a message offers; other spellings of the same quantities are read too. */
  private static final Map<Quantity, String> OFFERED =
      Map.of(
          Quantity.LENGTH, "au, cm, km, kpc, m, pc",
          Quantity.DENSITY, "g/cm3, kg/m3",
          Quantity.SPEED, "cm/s, km/s, m/s",
          Quantity.MAGNETIC_FIELD, "G, T, mG, uG");

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
      double unit = unit(fault, header, "CUNIT" + (axis + 1), name, Quantity.LENGTH);
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
        unit(fault, header, "BUNIT", name, quantity(name)),
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

  private static Quantity quantity(String name) {
    if (name.equals(FitsCubes.DENSITY)) {
      return Quantity.DENSITY;
    }
    return FitsCubes.VELOCITY.contains(name) ? Quantity.SPEED : Quantity.MAGNETIC_FIELD;
  }

  private static double number(FitsCubes.Fault fault, Header header, String key, String name) {
    double value = header.getDoubleValue(key, Double.NaN);
    if (!Double.isFinite(value)) {
      throw fault.of("%s has no number %s", name, key);
    }
    return value;
  }

  private static double unit(
      FitsCubes.Fault fault, Header header, String key, String name, Quantity quantity) {
    String text = header.getStringValue(key);
    String written = text == null ? "" : text.strip();
    return quantity
        .find(written)
        .orElseThrow(
            () ->
                fault.of("%s has %s '%s', none of %s", name, key, written, OFFERED.get(quantity)));
  }
}
