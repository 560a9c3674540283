package protomass.snapshot.cube;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.Vector3;
import protomass.snapshot.grid.CellOrder;
import protomass.snapshot.grid.Grid;
import protomass.snapshot.grid.GridFile;
import protomass.snapshot.grid.GridGas;
import protomass.snapshot.grid.GridSnapshot;
import protomass.snapshot.hdf5.Hdf5Array;
import protomass.snapshot.hdf5.Hdf5Input;
import protomass.snapshot.sidecar.Sidecars;
import protomass.snapshot.sidecar.StarRules;
import protomass.snapshot.sidecar.StarTable;

/**
 * One cube of gas. The root group has the attributes {@code code}, {@code simulation}, {@code
 * snapshot}, {@code time_yr}, {@code cell_cm} and {@code index_order}, as region files have, and
 * optionally {@code origin_cm} (the lower corner, three numbers) and {@code periodic} (0 or 1). It
 * has the datasets {@code density} [g/cm^3], {@code velocity_x}, {@code velocity_y}, {@code
 * velocity_z} [cm/s] and optionally {@code magnetic_x}, {@code magnetic_y}, {@code magnetic_z} [G],
 * indexed as {@code index_order} says: {@code [ix,iy,iz]} or {@code [iz,iy,ix]}. The optional group
 * {@code stars} has the datasets {@code id}, {@code mass_msun}, {@code age_yr}, {@code position_cm}
 * and {@code velocity_cm_s} (three numbers per star each); {@link StarTable} may stand in for it.
 */
final class CubeFile implements GridFile {
  static final String DENSITY = "density";
  private static final List<String> VELOCITY = List.of("velocity_x", "velocity_y", "velocity_z");
  private static final List<String> FIELD = List.of("magnetic_x", "magnetic_y", "magnetic_z");
  private static final String MEND = "write it as docs/formats.md describes";
  private static final int MOST_STARS = 1 << 20;

  private final Hdf5Input input;
  private final CellOrder order;
  private final Hdf5Array density;
  private final List<Hdf5Array> velocity;
  private final List<Hdf5Array> field;

  private CubeFile(Hdf5Input input, CellOrder order) {
    this.input = input;
    this.order = order;
    this.density = array(DENSITY, "g/cm^3", input.array(DENSITY).shape());
    this.velocity = VELOCITY.stream().map(name -> array(name, "cm/s", density.shape())).toList();
    this.field =
        FIELD.stream().allMatch(input::has)
            ? FIELD.stream().map(name -> array(name, "G", density.shape())).toList()
            : List.of();
  }

  static Snapshot open(Path path) {
    try (Hdf5Input input = Hdf5Input.open(path, MEND)) {
      CellOrder order = order(input);
      CubeFile cube = new CubeFile(input, order);
      SnapshotHeader header =
          new SnapshotHeader(
              input.requireText("", "code"),
              input.requireText("", "simulation"),
              whole(input, input.requireNumber("", "snapshot"), "snapshot"),
              input.requireNumber("", "time_yr"),
              input.requireNumber("", "cell_cm"));
      Grid grid = cube.grid(header.cellCm());
      Box box = new Box(grid.lowerCm(), grid.upperCm());
      Space space = new Space(box, input.number("", "periodic").orElse(0) != 0);
      Optional<Path> table = StarTable.beside(path);
      List<Path> files = Sidecars.identifying(path, List.of(table));
      List<Star> stars =
          table
              .map(file -> StarTable.read(file, header.timeYr(), box))
              .orElseGet(() -> stars(input, header.timeYr(), box));
      return new GridSnapshot(
          new GridSnapshot.Facts(path, files, header, space, stars, !cube.field.isEmpty()),
          GridSnapshot.Blocks.single(grid),
          order,
          () -> Hdf5Input.open(path, MEND, again -> new CubeFile(again, order)));
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(path, String.valueOf(fault.getMessage()), MEND, fault);
    }
  }

  @Override
  public GridGas read(int grid, int[] from, int[] count) {
    return new GridGas(
        box(density, from, count),
        velocity.stream().map(array -> box(array, from, count)).toList(),
        field.isEmpty()
            ? Optional.empty()
            : Optional.of(field.stream().map(array -> box(array, from, count)).toList()));
  }

  @Override
  public void close() {
    input.close();
  }

  private double[] box(Hdf5Array array, int[] from, int[] count) {
    return order == CellOrder.X_FASTEST
        ? array.doubles(
            new long[] {from[2], from[1], from[0]}, new int[] {count[2], count[1], count[0]})
        : array.doubles(new long[] {from[0], from[1], from[2]}, count);
  }

  private Grid grid(double cellCm) {
    int[] shape = density.shape();
    int x = order == CellOrder.X_FASTEST ? shape[2] : shape[0];
    int z = order == CellOrder.X_FASTEST ? shape[0] : shape[2];
    Vector3 lower =
        input.numbers("", "origin_cm").isPresent()
            ? Vector3.of(input.requireVector("", "origin_cm"))
            : Vector3.ZERO;
    return new Grid(lower, new Vector3(cellCm, cellCm, cellCm), x, shape[1], z);
  }

  private Hdf5Array array(String name, String unit, int[] shape) {
    Hdf5Array array = input.array(name).require(-1, -1, -1).require(shape);
    Optional<List<String>> stated = input.texts(name, "units");
    if (stated.isPresent() && !stated.get().equals(List.of(unit))) {
      throw input.broken("%s is in %s, not in %s".formatted(name, stated.get(), unit));
    }
    return array;
  }

  private static CellOrder order(Hdf5Input input) {
    String order = input.requireText("", "index_order").replace(" ", "");
    return switch (order) {
      case "[ix,iy,iz]" -> CellOrder.Z_FASTEST;
      case "[iz,iy,ix]" -> CellOrder.X_FASTEST;
      default ->
          throw input.broken(
              "has the index_order '%s', not [ix,iy,iz] or [iz,iy,ix]".formatted(order));
    };
  }

  private static List<Star> stars(Hdf5Input input, double timeYr, Box box) {
    if (!input.has("stars")) {
      return List.of();
    }
    Hdf5Array ids = input.array("stars/id").require(-1);
    int count = ids.rows();
    if (count > MOST_STARS) {
      throw input.broken("has %d stars".formatted(count));
    }
    if (count == 0) {
      return List.of();
    }
    long[] id = ids.wholeRows(0, count);
    double[] mass = input.array("stars/mass_msun").require(count).rows(0, count);
    double[] age = input.array("stars/age_yr").require(count).rows(0, count);
    double[] position = input.array("stars/position_cm").require(count, 3).rows(0, count);
    double[] velocity = input.array("stars/velocity_cm_s").require(count, 3).rows(0, count);
    Map<Long, Star> stars = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      try {
        Star star =
            StarRules.star(
                id[i], mass[i], age[i], timeYr, vector(position, i), vector(velocity, i), box);
        if (stars.put(star.id(), star) != null) {
          throw input.broken("has star %d twice".formatted(star.id()));
        }
      } catch (IllegalArgumentException fault) {
        throw input.broken("star %d: %s".formatted(id[i], fault.getMessage()));
      }
    }
    return List.copyOf(stars.values());
  }

  private static Vector3 vector(double[] values, int row) {
    return new Vector3(values[3 * row], values[3 * row + 1], values[3 * row + 2]);
  }

  private static long whole(Hdf5Input input, double value, String name) {
    if (value != Math.rint(value) || value < 0 || value > 1e15) {
      throw input.broken("%s is %s, not a whole number".formatted(name, value));
    }
    return (long) value;
  }
}
