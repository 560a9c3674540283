package protomass.snapshot.ramses;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * Writes a RAMSES output of any size after the description of the format: an octree that is refined
 * where a rule says so, parted among ranks along Hilbert's curve, with the octs of other ranks that
 * a rank knows as ghosts.
 *
 * @param coarsest level at which the whole box is refined
 * @param finest finest level of cells
 * @param ranks how many
 * @param magnetic whether to write a magnetic field
 * @param rule which cells are refined
 */
public record SyntheticOutput(
    int coarsest, int finest, int ranks, boolean magnetic, Refinement rule) {
  /** Side of the box [cm]; the code's units are 1 pc, 1e-20 g/cm^3 and 1 Myr, the box has 4. */
  public static final double BOX_CM = 4 * 3.0857e18;

  private static final int BITS = 21;

  /** Tells whether a cell is refined, by its centre in shares of the box. */
  @FunctionalInterface
  public interface Refinement {
    boolean refines(int level, double x, double y, double z);
  }

  /** The octs of one level by Hilbert key: centre as packed integers, rank. */
  private record Level(long[] keys, long[] cells, boolean[][] refined) {}

  /** Density in code units at a place in shares of the box. */
  public static double density(double x, double y, double z) {
    return 1 + 0.5 * Math.sin(7 * x) * Math.cos(5 * y) + 0.2 * Math.sin(11 * z);
  }

  /** Velocity in code units along an axis. */
  public static double velocity(int axis, double x, double y, double z) {
    return switch (axis) {
      case 0 -> Math.sin(9 * y);
      case 1 -> Math.cos(8 * z);
      default -> x - 2 * y;
    };
  }

  /** The rule of a cloud: a ball around each of some places, refined deeper towards its middle. */
  public static Refinement balls(double radius, double... places) {
    return (level, x, y, z) -> {
      for (int i = 0; i < places.length; i += 3) {
        double dx = x - places[i];
        double dy = y - places[i + 1];
        double dz = z - places[i + 2];
        double reach = radius / (1 << Math.max(0, level - 5));
        if (dx * dx + dy * dy + dz * dz < reach * reach) {
          return true;
        }
      }
      return false;
    };
  }

  /**
   * Writes the output into a folder.
   *
   * @return the number of leaf cells
   */
  public long write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Level> levels = levels();
    double[] bounds = bounds(levels);
    writeText(folder, bounds);
    for (int rank = 0; rank < ranks; rank++) {
      writeRank(folder, levels, bounds, rank);
    }
    long leaves = 0;
    for (Level level : levels) {
      for (boolean[] child : level.refined()) {
        for (boolean refined : child) {
          leaves += refined ? 0 : 1;
        }
      }
    }
    return leaves;
  }

  private List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    long[] cells = {0};
    for (int level = 1; level <= finest; level++) {
      levels.add(level(level, cells));
      cells = refinedCells(levels.getLast());
    }
    return levels;
  }

  /** The octs of a level, in the order of the curve. */
  private Level level(int level, long[] fathers) {
    int count = fathers.length;
    long[][] order = new long[count][];
    for (int i = 0; i < count; i++) {
      order[i] = new long[] {key(fathers[i], level - 1), fathers[i]};
    }
    Arrays.sort(order, (a, b) -> Long.compare(a[0], b[0]));
    long[] keys = new long[count];
    long[] cells = new long[count];
    boolean[][] refined = new boolean[8][count];
    for (int i = 0; i < count; i++) {
      keys[i] = order[i][0];
      cells[i] = order[i][1];
      order[i] = null;
      for (int child = 0; child < 8; child++) {
        refined[child][i] =
            level < finest
                && (level < coarsest
                    || rule.refines(
                        level,
                        centre(cells[i], child, 0, level),
                        centre(cells[i], child, 1, level),
                        centre(cells[i], child, 2, level)));
      }
    }
    return new Level(keys, cells, refined);
  }

  private static long[] refinedCells(Level level) {
    long[] found = new long[level.cells().length * 8];
    int count = 0;
    for (int oct = 0; oct < level.cells().length; oct++) {
      for (int child = 0; child < 8; child++) {
        if (level.refined()[child][oct]) {
          long cell = level.cells()[oct];
          found[count++] =
              pack(
                  2 * index(cell, 0) + (child & 1),
                  2 * index(cell, 1) + (child >> 1 & 1),
                  2 * index(cell, 2) + (child >> 2));
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static long pack(long x, long y, long z) {
    return x | (y << BITS) | (z << (2 * BITS));
  }

  private static long index(long packed, int axis) {
    return (packed >> (axis * BITS)) & ((1L << BITS) - 1);
  }

  /** Centre of a child of an oct, in shares of the box. */
  private static double centre(long oct, int child, int axis, int level) {
    return (2 * index(oct, axis) + (child >> axis & 1) + 0.5) / (1L << level);
  }

  /** Key of a cell's centre at the resolution of the domains. */
  private long key(long cell, int level) {
    int bits = finest + 1;
    long key = 0;
    int state = HilbertCurve.ROOT;
    for (int bit = bits - 1; bit >= 0; bit--) {
      int child = 0;
      for (int axis = 0; axis < 3; axis++) {
        long centre = (2 * index(cell, axis) + 1) << (bits - level - 1);
        child |= (int) ((centre >> bit) & 1) << axis;
      }
      key = key << 3 | HilbertCurve.place(state, child);
      state = HilbertCurve.next(state, child);
    }
    return key;
  }

  /** Domains with as many octs of the coarsest level each. */
  private double[] bounds(List<Level> levels) {
    long[] keys = levels.get(coarsest - 1).keys();
    double[] bounds = new double[ranks + 1];
    for (int rank = 1; rank < ranks; rank++) {
      bounds[rank] = keys[(int) ((long) keys.length * rank / ranks)];
    }
    bounds[ranks] = Math.scalb(1.0, 3 * (finest + 1));
    return bounds;
  }

  private void writeText(Path folder, double[] bounds) throws IOException {
    StringBuilder info = new StringBuilder();
    info.append("ncpu        = %10d\n".formatted(ranks));
    info.append("ndim        =          3\n");
    info.append("levelmin    = %10d\n".formatted(coarsest));
    info.append("levelmax    = %10d\n".formatted(finest));
    info.append("ngridmax    =       1000\nnstep_coarse=          5\n\n");
    for (String line :
        List.of(
            "boxlen      =  0.400000000000000E+01",
            "time        =  0.500000000000000E+00",
            "aexp        =  0.100000000000000E+01",
            "H0          =  0.100000000000000E+01",
            "omega_m     =  0.100000000000000E+01",
            "omega_l     =  0.000000000000000E+00",
            "omega_k     =  0.000000000000000E+00",
            "omega_b     =  0.450000000000000E-01",
            "unit_l      =  0.308570000000000E+19",
            "unit_d      =  0.100000000000000E-19",
            "unit_t      =  0.315576000000000E+14",
            "",
            "ordering type=hilbert",
            "   DOMAIN   ind_min                 ind_max")) {
      info.append(line).append('\n');
    }
    for (int rank = 0; rank < ranks; rank++) {
      info.append(
          String.format(
              Locale.ROOT, "%8d %23.15E %23.15E%n", rank + 1, bounds[rank], bounds[rank + 1]));
    }
    Files.writeString(folder.resolve("info_00007.txt"), info);
    StringBuilder fields =
        new StringBuilder("# version:  1\n# ivar, variable_name, variable_type\n");
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      fields.append(" %d, %s, d%n".formatted(i + 1, names.get(i)));
    }
    Files.writeString(folder.resolve(HydroFields.FILE_NAME), fields);
    Files.writeString(
        folder.resolve("sink_00007.csv"),
        """
         # id,msink,x,y,z,vx,vy,vz,tform
         # 1,m,l,l,l,l t**-1,l t**-1,l t**-1,t
           3, 5.0E-02, 1.2, 2.1, 0.1, 0.1, 0.2, 0.3, 4.0E-01
           8, 1.0E-02, 3.1, 0.7, 2.5, 0.0, 0.0, 0.0, 4.5E-01
        """);
  }

  private List<String> names() {
    List<String> names =
        new ArrayList<>(List.of("density", "velocity_x", "velocity_y", "velocity_z"));
    if (magnetic) {
      for (String side : List.of("left", "right")) {
        for (String axis : List.of("x", "y", "z")) {
          names.add("B_" + axis + "_" + side);
        }
      }
    }
    names.add("pressure");
    return names;
  }

  private void writeRank(Path folder, List<Level> levels, double[] bounds, int rank)
      throws IOException {
    String tail = "_00007.out%05d".formatted(rank + 1);
    try (Records amr = new Records(folder.resolve("amr" + tail));
        Records hydro = new Records(folder.resolve("hydro" + tail))) {
      int[][] from = new int[levels.size()][ranks + 1];
      for (int level = 0; level < levels.size(); level++) {
        for (int other = 0; other <= ranks; other++) {
          from[level][other] = first(levels.get(level).keys(), bounds[other]);
        }
        from[level][ranks] = levels.get(level).keys().length;
      }
      writeHeaders(amr, hydro, from, rank);
      for (int level = 0; level < levels.size(); level++) {
        for (int other = 0; other < ranks; other++) {
          int count = known(from, level, other, rank);
          hydro.integers(level + 1);
          hydro.integers(count);
          if (count > 0) {
            writeOcts(amr, hydro, levels.get(level), level + 1, from[level][other], count);
          }
        }
      }
    }
  }

  /** A rank knows all octs of coarse levels, its own at finer ones. */
  private int known(int[][] from, int level, int other, int rank) {
    boolean knows = other == rank || level + 1 < coarsest;
    return knows ? from[level][other + 1] - from[level][other] : 0;
  }

  private static int first(long[] keys, double bound) {
    int place = Arrays.binarySearch(keys, (long) bound);
    while (place > 0 && keys[place - 1] == (long) bound) {
      place--;
    }
    return place < 0 ? -place - 1 : place;
  }

  private void writeHeaders(Records amr, Records hydro, int[][] from, int rank) throws IOException {
    int[] counts = new int[from.length * ranks];
    for (int level = 0; level < from.length; level++) {
      for (int other = 0; other < ranks; other++) {
        counts[level * ranks + other] = known(from, level, other, rank);
      }
    }
    amr.integers(ranks);
    amr.integers(3);
    amr.integers(1, 1, 1);
    amr.integers(from.length);
    amr.integers(1000);
    amr.integers(0);
    amr.integers(100);
    amr.doubles(1, i -> 4);
    amr.integers(1, 7, 1);
    for (int numbers : new int[] {1, 1, 1, from.length, from.length}) {
      amr.doubles(numbers, i -> 0);
    }
    amr.integers(10, 5);
    for (int numbers : new int[] {3, 7, 5, 1}) {
      amr.doubles(numbers, i -> 0);
    }
    amr.integers(counts.length, i -> 0);
    amr.integers(counts.length, i -> 0);
    amr.integers(counts.length, i -> counts[i]);
    amr.integers(10 * from.length, i -> 0);
    amr.integers(0, 0, 0, 0, 0);
    amr.text("hilbert", 128);
    amr.doubles(2 * (ranks + 1), i -> 0);
    amr.integers(1);
    amr.integers(0);
    amr.integers(rank + 1);
    hydro.integers(ranks);
    hydro.integers(names().size());
    hydro.integers(3);
    hydro.integers(from.length);
    hydro.integers(0);
    hydro.doubles(1, i -> 1.0001);
  }

  private void writeOcts(Records amr, Records hydro, Level level, int number, int first, int count)
      throws IOException {
    for (int i = 0; i < 3; i++) {
      amr.integers(count, oct -> oct + 1);
    }
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      amr.doubles(
          count, oct -> (index(level.cells()[first + oct], along) + 0.5) / (1L << (number - 1)));
    }
    for (int i = 0; i < 7; i++) {
      amr.integers(count, oct -> 0);
    }
    for (int child = 0; child < 8; child++) {
      boolean[] refined = level.refined()[child];
      amr.integers(count, oct -> refined[first + oct] ? 1 : 0);
    }
    for (int i = 0; i < 16; i++) {
      amr.integers(count, oct -> 1);
    }
    for (int child = 0; child < 8; child++) {
      for (int variable = 0; variable < names().size(); variable++) {
        int which = variable;
        int of = child;
        hydro.doubles(count, oct -> value(level.cells()[first + oct], of, number, which));
      }
    }
  }

  private double value(long oct, int child, int level, int variable) {
    double x = centre(oct, child, 0, level);
    double y = centre(oct, child, 1, level);
    double z = centre(oct, child, 2, level);
    if (variable == 0) {
      return density(x, y, z);
    }
    return variable < 4 ? velocity(variable - 1, x, y, z) : 0.1;
  }

  /** Writes Fortran records. */
  private static final class Records implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

    Records(Path file) throws IOException {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    void integers(int... values) throws IOException {
      integers(values.length, i -> values[i]);
    }

    void integers(int count, IntUnaryOperator value) throws IOException {
      room().putInt(count * Integer.BYTES);
      for (int i = 0; i < count; i++) {
        room().putInt(value.applyAsInt(i));
      }
      room().putInt(count * Integer.BYTES);
    }

    void doubles(int count, IntToDoubleFunction value) throws IOException {
      room().putInt(count * Double.BYTES);
      for (int i = 0; i < count; i++) {
        room().putDouble(value.applyAsDouble(i));
      }
      room().putInt(count * Double.BYTES);
    }

    void text(String text, int length) throws IOException {
      room().putInt(length);
      for (int i = 0; i < length; i++) {
        room().put((byte) (i < text.length() ? text.charAt(i) : ' '));
      }
      room().putInt(length);
    }

    @Override
    public void close() throws IOException {
      flush();
      channel.close();
    }

    private ByteBuffer room() throws IOException {
      if (buffer.remaining() < Double.BYTES) {
        flush();
      }
      return buffer;
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }
  }
}
