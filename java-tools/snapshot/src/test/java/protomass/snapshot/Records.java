package protomass.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import protomass.testing.SharedFolder;

/** The table of all regions that were cut from a simulation, with their places in the box. */
public final class Records {
  private static final double BOX_PC = 4 * 3.0857e18 / 3.08567758e18;

  private final List<Entry> entries = new ArrayList<>();

  /**
   * One region.
   *
   * @param row its place in the maps file
   * @param centrePc centre of the cube in the box [pc]
   * @param group regions that overlap at any time share it
   */
  public record Entry(long row, long snapshot, long star, double[] centrePc, int group) {
    /** Whether the two cubes share gas in the periodic box: less than 64 cells apart everywhere. */
    public boolean overlaps(Entry other, double cellPc) {
      for (int axis = 0; axis < 3; axis++) {
        double distance = Math.abs(centrePc[axis] - other.centrePc[axis]);
        double periodic = Math.min(distance, BOX_PC - distance);
        if (Math.round(periodic / cellPc) >= 64) {
          return false;
        }
      }
      return true;
    }
  }

  private Records() {}

  /** Reads the records of a simulation, or skips the test. */
  public static Records of(String simulation) {
    Path file = SharedFolder.data("ramses/records_" + simulation + ".csv");
    Records records = new Records();
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> names = Arrays.asList(lines.getFirst().split(",", -1));
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        double[] centre =
            List.of("cx_pc", "cy_pc", "cz_pc").stream()
                .mapToDouble(name -> Double.parseDouble(cells[names.indexOf(name)]))
                .toArray();
        records.entries.add(
            new Entry(
                Long.parseLong(cells[names.indexOf("row")]),
                Long.parseLong(cells[names.indexOf("snapshot")]),
                Long.parseLong(cells[names.indexOf("sink_id")]),
                centre,
                Integer.parseInt(cells[names.indexOf("group")])));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return records;
  }

  /** The region of a star in a snapshot, when it was kept. */
  public Optional<Entry> find(long snapshot, long star) {
    return entries.stream()
        .filter(entry -> entry.snapshot() == snapshot && entry.star() == star)
        .findFirst();
  }

  /** The group of a star, when any of its regions was kept. */
  public Optional<Integer> group(long star) {
    return entries.stream().filter(entry -> entry.star() == star).map(Entry::group).findFirst();
  }
}
