package protomass.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import protomass.core.error.UsageException;
import protomass.snapshot.quantity.Length;

/** How many whole cells make a region of a wanted side inside a cube of fixed size. */
public final class RegionSide {
  /** Room for a length that was typed with few digits, as a share of a cell. */
  private static final double ROUNDING = 0.02;

  private RegionSide() {}

  /**
   * The cells along the side of the region: all of the cube when its side is within half a cell of
   * the wanted one, otherwise a smaller centred cube of whole cells.
   *
   * @param available cells along the cube's side
   * @param cellCm side of a cell [cm]
   * @throws UsageException when no such cube has the wanted side
   */
  public static int cells(Length wanted, int available, double cellCm) {
    double exact = wanted.centimetres() / cellCm;
    if (Math.abs(exact - available) < 0.5) {
      return available;
    }
    long whole = Math.round(exact);
    boolean centred = whole >= 1 && whole < available && (available - whole) % 2 == 0;
    if (centred && Math.abs(exact - whole) < ROUNDING) {
      return (int) whole;
    }
    throw new UsageException(
        String.format(
            Locale.ROOT,
            "the region size %.6fpc is %.2f cells; regions here are cubes of %d cells",
            wanted.parsecs(),
            exact,
            available),
        "give " + possible(exact, available, cellCm));
  }

  private static String possible(double exact, int available, double cellCm) {
    List<Integer> sides = new ArrayList<>();
    int smallest = available % 2 == 0 ? 2 : 1;
    int below = smallest + 2 * (int) Math.floor((Math.min(exact, available) - smallest) / 2);
    for (int cells : new int[] {below, below + 2, available}) {
      if (cells >= smallest && cells <= available && !sides.contains(cells)) {
        sides.add(cells);
      }
    }
    return sides.stream()
        .map(
            cells ->
                String.format(
                    Locale.ROOT, "%.6fpc (%d cells)", new Length(cells * cellCm).parsecs(), cells))
        .collect(Collectors.joining(" or "));
  }
}
