package protomass.snapshot.ramses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import protomass.snapshot.CellConsumer;
import protomass.snapshot.CellWriter;
import protomass.snapshot.RegionFilter;

/**
 * Reads the gas of one rank, some thousand octs at a time. Octs that touch no region are passed
 * over after their places have been read; where that holds for all octs of a piece, nothing else of
 * it is read.
 */
final class RankReading {
  /** Octs at a time: 64 KiB of every variable. */
  private static final int PIECE = 8192;

  private final InfoFile info;
  private final HydroFields fields;
  private final RegionFilter filter;
  private final Path amrPath;
  private final Path hydroPath;
  private final int rank;

  private FortranFile amr;
  private FortranFile hydro;
  private CellWriter writer;
  private CellConsumer consumer;

  private final double[][] centre = new double[3][PIECE];
  private final double[][] variables;
  private final int[] son = new int[PIECE];
  private final boolean[] touched = new boolean[PIECE];

  /**
   * @param rank from 1
   */
  RankReading(
      InfoFile info,
      HydroFields fields,
      RegionFilter filter,
      Path folder,
      String number,
      int rank) {
    this.info = info;
    this.fields = fields;
    this.filter = filter;
    this.rank = rank;
    this.amrPath = file(folder, "amr", number, rank);
    this.hydroPath = file(folder, "hydro", number, rank);
    this.variables = new double[4 + fields.field().size()][PIECE];
  }

  static Path file(Path folder, String kind, String number, int rank) {
    return folder.resolve("%s_%s.out%05d".formatted(kind, number, rank));
  }

  /** About how many cells a hydro file holds, copies of other ranks' cells included. */
  static long cellsInFile(Path hydro, HydroFields fields) {
    try {
      return Files.size(hydro) / ((long) fields.count() * Double.BYTES);
    } catch (IOException absent) {
      // Reading will say so.
      return 0;
    }
  }

  /** Hands on the rank's leaf cells that touch a region. */
  void read(CellConsumer to) {
    consumer = to;
    writer = CellWriter.fresh(hydroPath, fields.isMagnetic(), to);
    try (FortranFile openAmr = FortranFile.open(amrPath);
        FortranFile openHydro = FortranFile.open(hydroPath)) {
      amr = openAmr;
      hydro = openHydro;
      RankLayout layout = RankLayout.read(amr, hydro, info, fields, rank);
      long own = 0;
      for (RankLayout.LevelPlace place : layout.levels()) {
        readLevel(place);
        own += (long) RankLayout.CELLS * place.octs();
      }
      writer.flush();
      // What is left are copies of other ranks' cells.
      consumer.passOver(Math.max(0, cellsInFile(hydroPath, fields) - own));
    }
  }

  private void readLevel(RankLayout.LevelPlace place) {
    if (place.level() > info.finestLevel()) {
      throw amr.broken(
          "has octs of level %d, levelmax is %d".formatted(place.level(), info.finestLevel()));
    }
    long integers = (long) place.octs() * Integer.BYTES + FortranFile.MARKERS;
    long xg = place.amr() + 3 * integers;
    long sons = xg + 3 * RankLayout.variableBytes(place.octs()) + 7 * integers;
    for (int axis = 0; axis < 3; axis++) {
      amr.requireRecord(
          "xg",
          xg + axis * RankLayout.variableBytes(place.octs()),
          (long) place.octs() * Double.BYTES);
    }
    for (int cell = 0; cell < RankLayout.CELLS; cell++) {
      amr.requireRecord("son", sons + cell * integers, (long) place.octs() * Integer.BYTES);
    }
    int[] count = new int[1];
    hydro.integersAt("ncache", place.hydro() - Integer.BYTES - FortranFile.MARKERS, 0, count, 1);
    if (count[0] != place.octs()) {
      throw hydro.broken(
          "has %d octs at level %d, the amr file has %d"
              .formatted(count[0], place.level(), place.octs()));
    }
    for (int first = 0; first < place.octs(); first += PIECE) {
      int octs = Math.min(PIECE, place.octs() - first);
      for (int axis = 0; axis < 3; axis++) {
        amr.doublesAt(
            "xg", xg + axis * RankLayout.variableBytes(place.octs()), first, centre[axis], octs);
      }
      if (findTouched(place.level(), octs)) {
        for (int cell = 0; cell < RankLayout.CELLS; cell++) {
          amr.integersAt("son", sons + cell * integers, first, son, octs);
          readCells(place, first, octs, cell);
        }
      } else {
        consumer.passOver((long) RankLayout.CELLS * octs);
      }
    }
  }

  /** Turns centres of octs into whole cells of their level, and marks those that are wanted. */
  private boolean findTouched(int level, int octs) {
    double cells = Math.scalb(1.0, level);
    double cellCm = info.boxCm() / cells;
    boolean any = false;
    for (int oct = 0; oct < octs; oct++) {
      for (double[] axis : centre) {
        double exact = axis[oct] * cells;
        double whole = Math.rint(exact);
        if (!(Math.abs(exact - whole) < 1e-3) || whole < 1 || whole > cells - 1) {
          throw amr.broken(
              "has an oct of level %d at %s, not on the grid".formatted(level, axis[oct]));
        }
        axis[oct] = whole;
      }
      touched[oct] =
          filter.touches(
              centre[0][oct] * cellCm, centre[1][oct] * cellCm, centre[2][oct] * cellCm, cellCm);
      any |= touched[oct];
    }
    return any;
  }

  /** Adds one of the eight cells of every oct. */
  private void readCells(RankLayout.LevelPlace place, int first, int octs, int cell) {
    double cellCm = info.boxCm() / Math.scalb(1.0, place.level());
    double shiftX = (cell & 1) - 0.5;
    double shiftY = (cell >> 1 & 1) - 0.5;
    double shiftZ = (cell >> 2) - 0.5;
    readVariables(place, first, octs, cell);
    int kept = 0;
    for (int oct = 0; oct < octs; oct++) {
      if (touched[oct] && son[oct] == 0) {
        kept++;
        writer.place(
            (centre[0][oct] + shiftX) * cellCm,
            (centre[1][oct] + shiftY) * cellCm,
            (centre[2][oct] + shiftZ) * cellCm,
            cellCm / 2);
        writer.fill(
            variables[0][oct] * info.unitDensity(),
            variables[1][oct] * info.unitVelocity(),
            variables[2][oct] * info.unitVelocity(),
            variables[3][oct] * info.unitVelocity());
        if (fields.isMagnetic()) {
          writer.magnetise(field(oct, 4), field(oct, 6), field(oct, 8));
        }
      }
    }
    consumer.passOver(octs - kept);
  }

  private void readVariables(RankLayout.LevelPlace place, int first, int octs, int cell) {
    readVariable(place, first, octs, cell, fields.density(), 0);
    for (int axis = 0; axis < 3; axis++) {
      readVariable(place, first, octs, cell, fields.velocity().get(axis), 1 + axis);
    }
    for (int face = 0; face < fields.field().size(); face++) {
      readVariable(place, first, octs, cell, fields.field().get(face), 4 + face);
    }
  }

  private void readVariable(
      RankLayout.LevelPlace place, int first, int octs, int cell, int variable, int into) {
    long bytes = RankLayout.variableBytes(place.octs());
    long record = place.hydro() + ((long) cell * fields.count() + variable) * bytes;
    if (first == 0) {
      hydro.requireRecord("a variable", record, bytes - FortranFile.MARKERS);
    }
    hydro.doublesAt("a variable", record, first, variables[into], octs);
  }

  /** The field lives on the cell's faces; its middle has the mean of opposite ones [gauss]. */
  private double field(int oct, int left) {
    return (variables[left][oct] + variables[left + 1][oct]) / 2 * info.unitField();
  }
}
