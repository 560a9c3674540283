package protomass.snapshot.flash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import protomass.core.error.BadInputException;
import protomass.core.units.Cgs;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.grid.CellOrder;
import protomass.snapshot.grid.GridFile;
import protomass.snapshot.grid.GridGas;
import protomass.snapshot.grid.GridSnapshot;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.sidecar.CodeUnits;
import protomass.snapshot.sidecar.Sidecars;
import protomass.snapshot.sidecar.StarTable;
import protomass.snapshot.sidecar.UnitsFile;

/**
 * One checkpoint or plot file of FLASH. Each variable is a dataset [block][z][y][x] under its name
 * of four letters (FLASH User's Guide, chapter IO): {@code dens}, {@code velx} and so on. FLASH
 * computes in cgs unless {@code pc_unitsBase} or {@link UnitsFile} say otherwise.
 */
final class FlashOutput implements GridFile {
  private static final String MEND = "give a three-dimensional Cartesian output with dens and vel";
  private static final String DENSITY = "dens";
  private static final List<String> VELOCITY = List.of("velx", "vely", "velz");
  private static final List<String> FIELD = List.of("magx", "magy", "magz");
  private static final Pattern NUMBER = Pattern.compile("_(\\d{1,9})$");
  private static final int MOST_CELLS = 1 << 12;

  private final Hdf5Input input;
  private final FlashMesh mesh;
  private final CodeUnits units;
  private final double fieldGauss;
  private final Map<String, Hdf5Array> arrays = new HashMap<>();

  /**
   * @param fieldGauss unit of the magnetic field [gauss]; 0 without field
   */
  private FlashOutput(
      Hdf5Input input, FlashMesh mesh, int[] shape, CodeUnits units, double fieldGauss) {
    this.input = input;
    this.mesh = mesh;
    this.units = units;
    this.fieldGauss = fieldGauss;
    List<String> names = new ArrayList<>(VELOCITY);
    names.add(DENSITY);
    if (fieldGauss > 0) {
      names.addAll(FIELD);
    }
    for (String name : names) {
      arrays.put(name, input.array(name).require(shape));
    }
  }

  static Snapshot open(Path path) {
    try (Hdf5Input input = Hdf5Input.open(path, MEND)) {
      FlashParameters parameters = FlashParameters.read(input);
      requireReadable(input, parameters);
      Optional<UnitsFile> told = UnitsFile.beside(path);
      CodeUnits units = told.flatMap(UnitsFile::units).orElseGet(() -> units(path, parameters));
      int[] shape = input.array(DENSITY).require(-1, -1, -1, -1).shape();
      int[] cells = {cells(input, shape[3]), cells(input, shape[2]), cells(input, shape[1])};
      FlashMesh mesh = FlashMesh.read(input, parameters, cells, units.lengthCm());
      double gauss =
          FIELD.stream().allMatch(input::has)
              ? told.flatMap(UnitsFile::fieldGauss).orElseGet(() -> field(path, parameters, units))
              : 0;
      double timeYr = parameters.require("time") * units.timeS() / Cgs.YEAR_S;
      SnapshotHeader header =
          new SnapshotHeader(
              "FLASH",
              told.flatMap(UnitsFile::simulation).orElseGet(() -> Sidecars.runName(path)),
              Sidecars.number(String.valueOf(path.getFileName()), NUMBER),
              timeYr,
              mesh.finestCm());
      Optional<Path> table = StarTable.beside(path);
      List<Path> files = Sidecars.identifying(path, List.of(told.map(UnitsFile::path), table));
      List<Star> stars =
          table
              .map(file -> StarTable.read(file, timeYr, mesh.box()))
              .orElseGet(() -> FlashSinks.read(input, units, timeYr, mesh.box()));
      boolean periodic = told.flatMap(UnitsFile::periodic).orElseGet(() -> isPeriodic(parameters));
      GridSnapshot.Facts facts =
          new GridSnapshot.Facts(
              path, files, header, new Space(mesh.box(), periodic), stars, gauss > 0);
      return new GridSnapshot(
          facts,
          mesh,
          CellOrder.X_FASTEST,
          () ->
              Hdf5Input.open(
                  path, MEND, again -> new FlashOutput(again, mesh, shape, units, gauss)));
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(path, String.valueOf(fault.getMessage()), MEND, fault);
    }
  }

  @Override
  public GridGas read(int grid, int[] from, int[] count) {
    return new GridGas(
        values(DENSITY, grid, from, count, units.density()),
        vector(VELOCITY, grid, from, count, units.velocity()),
        fieldGauss > 0
            ? Optional.of(vector(FIELD, grid, from, count, fieldGauss))
            : Optional.empty());
  }

  @Override
  public void close() {
    input.close();
  }

  private List<double[]> vector(
      List<String> names, int grid, int[] from, int[] count, double unit) {
    return names.stream().map(name -> values(name, grid, from, count, unit)).toList();
  }

  private double[] values(String name, int grid, int[] from, int[] count, double unit) {
    double[] values =
        arrays
            .get(name)
            .doubles(
                new long[] {mesh.row(grid), from[2], from[1], from[0]},
                new int[] {1, count[2], count[1], count[0]});
    return GridGas.scaled(values, unit);
  }

  private static void requireReadable(Hdf5Input input, FlashParameters parameters) {
    double dimensions = parameters.number("dimensionality").orElse(3);
    if (dimensions != 3) {
      throw input.broken("has %.0f dimensions".formatted(dimensions));
    }
    String geometry = parameters.text("geometry").orElse("cartesian");
    if (!geometry.equals("cartesian")) {
      throw input.broken("has %s coordinates".formatted(geometry));
    }
    if (parameters.number("usecosmology").orElse(0) != 0) {
      throw input.broken("has comoving units of a cosmological run");
    }
  }

  private static CodeUnits units(Path path, FlashParameters parameters) {
    String base = parameters.text("pc_unitsbase").orElse("cgs");
    return switch (base) {
      case "cgs" -> CodeUnits.CGS;
      case "mks" -> new CodeUnits(1e2, 1e3, 1);
      default ->
          throw new BadInputException(
              path, "has units of the system '%s'".formatted(base), UnitsFile.MEND);
    };
  }

  /**
   * The MHD unit holds a field in gauss when {@code UnitSystem} is CGS; when it is none, the
   * field's pressure is B^2 / 2 (FLASH User's Guide, chapter Hydrodynamics, section
   * Magnetohydrodynamics).
   */
  private static double field(Path path, FlashParameters parameters, CodeUnits units) {
    String system = parameters.text("unitsystem").orElse("");
    return switch (system) {
      case "cgs" -> units.magneticFieldGaussian();
      case "none" -> units.magneticFieldHeavisideLorentz();
      default ->
          throw new BadInputException(
              path,
              "has a magnetic field and the UnitSystem '%s', neither CGS nor none"
                  .formatted(system),
              "say its unit as magnetic-field in %s beside it".formatted(UnitsFile.NAME));
    };
  }

  private static boolean isPeriodic(FlashParameters parameters) {
    return List.of("xl", "xr", "yl", "yr", "zl", "zr").stream()
        .allMatch(face -> parameters.text(face + "_boundary_type").orElse("").equals("periodic"));
  }

  private static int cells(Hdf5Input input, int cells) {
    if (cells < 2 || cells > MOST_CELLS) {
      throw input.broken("has blocks of %d cells along a side".formatted(cells));
    }
    return cells;
  }
}
