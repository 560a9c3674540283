package protomass.snapshot.ramses;

import java.util.ArrayList;
import java.util.List;
import protomass.core.error.BadInputException;

/**
 * Where the octs of one rank's own domain stand in its two files.
 *
 * @param levels those with octs, from the coarsest
 */
record RankLayout(List<LevelPlace> levels) {
  /** Bytes per oct and records of a level in an amr file. */
  private static final long AMR_BYTES = 160;

  private static final long AMR_RECORDS = 37;

  /** An oct has eight cells. */
  static final int CELLS = 8;

  private static final int MOST_LEVELS = 60;
  private static final int MOST_OUTPUTS = 1 << 20;

  /**
   * The octs of a level that belong to the rank.
   *
   * @param level 1 for the root's own cells
   * @param octs how many
   * @param amr where their records begin in the amr file
   * @param hydro where the records of their variables begin in the hydro file
   */
  record LevelPlace(int level, int octs, long amr, long hydro) {}

  RankLayout {
    levels = List.copyOf(levels);
  }

  /**
   * Reads the headers of a rank's files.
   *
   * @param rank from 1
   */
  static RankLayout read(
      FortranFile amr, FortranFile hydro, InfoFile info, HydroFields fields, int rank) {
    int[][] octs = readAmrHeader(amr, info);
    requireHydroHeader(hydro, info, fields, octs.length);
    return places(amr, hydro, octs, fields, rank);
  }

  /** The number of octs by level and rank. */
  private static int[][] readAmrHeader(FortranFile amr, InfoFile info) {
    amr.integer("ncpu", info.ranks(), info.ranks());
    amr.integer("ndim", 3, 3);
    int[] coarse = amr.integers("nx, ny, nz", 3);
    int levels = amr.integer("nlevelmax", 1, MOST_LEVELS);
    amr.skip("ngridmax");
    int boundaries = amr.integer("nboundary", 0, 1000);
    if (coarse[0] != 1 || coarse[1] != 1 || coarse[2] != 1 || boundaries != 0) {
      throw new BadInputException(
          amr.path(),
          "has %d x %d x %d coarse cells and %d boundary regions"
              .formatted(coarse[0], coarse[1], coarse[2], boundaries),
          "only periodic boxes of one coarse cell are read");
    }
    for (String what : List.of("ngrid_current", "boxlen")) {
      amr.skip(what);
    }
    int outputs = amr.integers("noutput, iout, ifout", 3)[0];
    if (outputs < 0 || outputs > MOST_OUTPUTS) {
      throw amr.broken("noutput is " + outputs);
    }
    for (String what :
        List.of(
            "tout",
            "aout",
            "t",
            "dtold",
            "dtnew",
            "nstep",
            "einit",
            "omega_m",
            "aexp",
            "mass_sph",
            "headl",
            "taill")) {
      amr.skip(what);
    }
    long count = (long) levels * info.ranks();
    if (count > Integer.MAX_VALUE / Integer.BYTES) {
      throw amr.broken("numbl has %d numbers".formatted(count));
    }
    int[] flat = amr.integers("numbl", (int) count);
    for (String what : List.of("numbtot", "headf")) {
      amr.skip(what);
    }
    String ordering = amr.text("ordering", 128);
    if (ordering.equals("bisection")) {
      throw amr.broken("has its domains in the order 'bisection', which is not read");
    }
    for (String what : List.of("bound_key", "son", "flag1", "cpu_map")) {
      amr.skip(what);
    }
    int[][] octs = new int[levels][info.ranks()];
    for (int i = 0; i < flat.length; i++) {
      if (flat[i] < 0) {
        throw amr.broken("numbl holds " + flat[i]);
      }
      octs[i / info.ranks()][i % info.ranks()] = flat[i];
    }
    return octs;
  }

  private static void requireHydroHeader(
      FortranFile hydro, InfoFile info, HydroFields fields, int levels) {
    hydro.integer("ncpu", info.ranks(), info.ranks());
    hydro.integer("nvar", fields.count(), fields.count());
    hydro.integer("ndim", 3, 3);
    hydro.integer("nlevelmax", levels, levels);
    hydro.integer("nboundary", 0, 0);
    hydro.skip("gamma");
  }

  private static RankLayout places(
      FortranFile amr, FortranFile hydro, int[][] octs, HydroFields fields, int rank) {
    long amrAt = amr.position();
    long hydroAt = hydro.position();
    List<LevelPlace> own = new ArrayList<>();
    for (int level = 0; level < octs.length; level++) {
      for (int other = 0; other < octs[level].length; other++) {
        int count = octs[level][other];
        long hydroHead = 2L * (Integer.BYTES + FortranFile.MARKERS);
        if (other == rank - 1 && count > 0) {
          hydro.requireRecord(
              "ncache", hydroAt + Integer.BYTES + FortranFile.MARKERS, Integer.BYTES);
          own.add(new LevelPlace(level + 1, count, amrAt, hydroAt + hydroHead));
        }
        if (count > 0) {
          amrAt += count * AMR_BYTES + AMR_RECORDS * FortranFile.MARKERS;
          hydroAt += (long) CELLS * fields.count() * variableBytes(count);
        }
        hydroAt += hydroHead;
      }
    }
    amr.requireSize("the last level", amrAt);
    hydro.requireSize("the last level", hydroAt);
    return new RankLayout(own);
  }

  /** A record with one number per oct, markers included [bytes]. */
  static long variableBytes(int octs) {
    return (long) octs * Double.BYTES + FortranFile.MARKERS;
  }
}
