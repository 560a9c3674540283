package protomass.snapshot.athena;

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
import protomass.snapshot.athena.AthenaVariables.Place;
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
 * One output file of Athena++. It holds code units, so {@link UnitsFile} must say what they are.
 */
final class AthenaOutput implements GridFile {
  private static final String MEND = "give a three-dimensional Cartesian output of prim or cons";
  private static final String CARTESIAN = "cartesian";
  private static final Pattern NUMBER = Pattern.compile("\\.(\\d{1,9})\\.athdf$");

  private final Hdf5Input input;
  private final AthenaMesh mesh;
  private final AthenaVariables variables;
  private final CodeUnits units;
  private final double fieldGauss;
  private final Map<String, Hdf5Array> arrays = new HashMap<>();

  private AthenaOutput(
      Hdf5Input input,
      AthenaMesh mesh,
      AthenaVariables variables,
      CodeUnits units,
      double fieldGauss) {
    this.input = input;
    this.mesh = mesh;
    this.variables = variables;
    this.units = units;
    this.fieldGauss = fieldGauss;
    arrays(variables.density());
    variables.velocity().forEach(this::arrays);
    variables.field().forEach(this::arrays);
  }

  static Snapshot open(Path path) {
    try (Hdf5Input input = Hdf5Input.open(path, MEND)) {
      String coordinates = input.requireText("", "Coordinates");
      if (!coordinates.equals(CARTESIAN)) {
        throw input.broken("has %s coordinates, not %s".formatted(coordinates, CARTESIAN));
      }
      UnitsFile told =
          UnitsFile.beside(path)
              .filter(file -> file.units().isPresent())
              .orElseThrow(() -> new BadInputException(path, "holds code units", UnitsFile.MEND));
      CodeUnits units = told.units().orElseThrow();
      AthenaMesh mesh = AthenaMesh.read(input, units.lengthCm());
      AthenaVariables variables = AthenaVariables.read(input);
      double timeYr = input.requireNumber("", "Time") * units.timeS() / Cgs.YEAR_S;
      double gauss = told.fieldGauss().orElseGet(units::magneticFieldHeavisideLorentz);
      SnapshotHeader header =
          new SnapshotHeader(
              "Athena++",
              told.simulation().orElseGet(() -> Sidecars.runName(path)),
              Sidecars.number(String.valueOf(path.getFileName()), NUMBER),
              timeYr,
              mesh.finestCm());
      GridSnapshot.Facts facts = facts(path, told, mesh, header, !variables.field().isEmpty());
      return new GridSnapshot(
          facts,
          mesh,
          CellOrder.X_FASTEST,
          () ->
              Hdf5Input.open(
                  path, MEND, again -> new AthenaOutput(again, mesh, variables, units, gauss)));
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(path, String.valueOf(fault.getMessage()), MEND, fault);
    }
  }

  @Override
  public GridGas read(int grid, int[] from, int[] count) {
    double[] density = values(variables.density(), grid, from, count);
    List<double[]> velocity = new ArrayList<>();
    for (Place place : variables.velocity()) {
      double[] values = values(place, grid, from, count);
      if (variables.conserved()) {
        divide(values, density);
      }
      velocity.add(GridGas.scaled(values, units.velocity()));
    }
    GridGas.scaled(density, units.density());
    if (variables.field().isEmpty()) {
      return new GridGas(density, velocity, Optional.empty());
    }
    List<double[]> field = new ArrayList<>();
    for (Place place : variables.field()) {
      field.add(GridGas.scaled(values(place, grid, from, count), fieldGauss));
    }
    return new GridGas(density, velocity, Optional.of(field));
  }

  @Override
  public void close() {
    input.close();
  }

  /** A dataset [variable][block][z][y][x]. */
  private Hdf5Array arrays(Place place) {
    return arrays.computeIfAbsent(
        place.dataset(),
        name ->
            input
                .array(name)
                .require(-1, mesh.count(), mesh.cells(2), mesh.cells(1), mesh.cells(0)));
  }

  private double[] values(Place place, int block, int[] from, int[] count) {
    return arrays(place)
        .doubles(
            new long[] {place.number(), block, from[2], from[1], from[0]},
            new int[] {1, 1, count[2], count[1], count[0]});
  }

  private static void divide(double[] momentum, double[] density) {
    for (int cell = 0; cell < momentum.length; cell++) {
      momentum[cell] /= density[cell];
    }
  }

  private static GridSnapshot.Facts facts(
      Path path, UnitsFile told, AthenaMesh mesh, SnapshotHeader header, boolean magnetic) {
    Optional<Path> table = StarTable.beside(path);
    List<Path> files = Sidecars.identifying(path, List.of(Optional.of(told.path()), table));
    List<Star> stars =
        table.map(file -> StarTable.read(file, header.timeYr(), mesh.box())).orElse(List.of());
    Space space = new Space(mesh.box(), told.periodic().orElse(false));
    return new GridSnapshot.Facts(path, files, header, space, stars, magnetic);
  }
}
