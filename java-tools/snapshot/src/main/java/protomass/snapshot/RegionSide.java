package protomass.snapshot;

import java.util.Locale;
import protomass.core.error.UsageException;
import protomass.snapshot.quantity.Length;

/** How large a region is that is cut from the middle of a cube of cells. */
public final class RegionSide {
  /** Room for a length that was typed with few digits, as a share of a cell. */
  private static final double ROUNDING = 0.02;

  private RegionSide() {}

  /**
   * The side of the region: all of the cube when its side is within half a cell of the wanted one,
   * whole cells when they were meant, otherwise the wanted side itself.
   *
   * @param available cells along the cube's side
   * @param cellCm side of a cell [cm]
   * @return [cm]
   * @throws UsageException when the cube is smaller
   */
  public static double centimetres(Length wanted, int available, double cellCm) {
    double exact = wanted.centimetres() / cellCm;
    if (Math.abs(exact - available) < 0.5) {
      return available * cellCm;
    }
    if (exact > available) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "the region size %.6fpc is %.2f cells; regions here are cubes of %d cells",
              wanted.parsecs(),
              exact,
              available),
          String.format(
              Locale.ROOT, "give at most %.6fpc", new Length(available * cellCm).parsecs()));
    }
    long whole = Math.round(exact);
    boolean meant = (available - whole) % 2 == 0 && Math.abs(exact - whole) < ROUNDING;
    return meant && whole > 0 ? whole * cellCm : wanted.centimetres();
  }
}
