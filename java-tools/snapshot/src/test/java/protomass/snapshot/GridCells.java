package protomass.snapshot;

import java.nio.file.Path;
import java.util.List;

/** A cube of cells of equal size as a stream of cells, with its lower corner at the origin. */
public final class GridCells {
  private GridCells() {}

  /** The space that the cube fills, not periodic. */
  public static Space space(GasRegion region) {
    double side = region.sideCm();
    return new Space(new Box(Vector3.ZERO, new Vector3(side, side, side)), false);
  }

  /** The index along an axis (0, 1, 2) of a cell that is numbered along x first, then y, then z. */
  public static int index(int cell, int size, int axis) {
    return switch (axis) {
      case 0 -> cell % size;
      case 1 -> cell / size % size;
      default -> cell / size / size;
    };
  }

  /** Sends all cells. */
  public static void send(GasRegion region, CellConsumer consumer) {
    Space space = space(region);
    CellWriter writer = CellWriter.reusing(Path.of("grid"), false, consumer);
    region.writeTo(writer, new long[3], new RegionFilter(space, List.of(space.box())));
    writer.flush();
  }
}
