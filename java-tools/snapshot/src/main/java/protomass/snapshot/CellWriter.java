package protomass.snapshot;

import java.nio.file.Path;
import protomass.core.error.BadInputException;

/**
 * Collects the cells of a reader into blocks, checks their values and hands full blocks on. A cell
 * is added by {@link #place} and {@link #fill}; {@link #flush} hands on the rest.
 */
public final class CellWriter {
  /** Gas as dense as an atomic nucleus, or faster than light, comes from a broken file. */
  private static final double GREATEST_DENSITY = 2e14;

  private static final double GREATEST_VELOCITY = 2.99792458e10;
  private static final double GREATEST_FIELD = 1e16;

  private final Path file;
  private final boolean magnetic;
  private final boolean keepBlocks;
  private final CellConsumer consumer;
  private CellBlock block;

  private CellWriter(Path file, boolean magnetic, boolean keepBlocks, CellConsumer consumer) {
    this.file = file;
    this.magnetic = magnetic;
    this.keepBlocks = keepBlocks;
    this.consumer = consumer;
    this.block = new CellBlock(magnetic);
  }

  /**
   * A writer that uses one block again and again.
   *
   * @param file the file that is being read, for messages
   * @param magnetic whether cells carry a magnetic field
   */
  public static CellWriter reusing(Path file, boolean magnetic, CellConsumer consumer) {
    return new CellWriter(file, magnetic, false, consumer);
  }

  /** A writer whose consumer may keep the blocks, as {@link OrderedReading} does. */
  public static CellWriter fresh(Path file, boolean magnetic, CellConsumer consumer) {
    return new CellWriter(file, magnetic, true, consumer);
  }

  /** Adds a cube; see {@link CellBlock#place}. */
  public void place(double x, double y, double z, double halfSide) {
    place(x, y, z, halfSide, halfSide, halfSide);
  }

  /** Adds a cuboid; see {@link CellBlock#place}. */
  public void place(double x, double y, double z, double halfX, double halfY, double halfZ) {
    if (block.isFull()) {
      flush();
    }
    block.place(x, y, z, halfX, halfY, halfZ);
  }

  /** See {@link CellBlock#fill}. */
  public void fill(double density, double velocityX, double velocityY, double velocityZ) {
    block.fill(density, velocityX, velocityY, velocityZ);
  }

  /** See {@link CellBlock#magnetise}. */
  public void magnetise(double alongX, double alongY, double alongZ) {
    block.magnetise(alongX, alongY, alongZ);
  }

  /**
   * Hands on what has been collected.
   *
   * @throws BadInputException when a cell's values are no gas
   */
  public void flush() {
    if (block.size() == 0) {
      return;
    }
    requireGas();
    consumer.accept(block);
    if (keepBlocks) {
      block = new CellBlock(magnetic);
    } else {
      block.clear();
    }
  }

  private void requireGas() {
    requireWithin("density", "g/cm^3", block.density(), 0, GREATEST_DENSITY);
    for (int axis = 0; axis < 3; axis++) {
      requireWithin(
          "velocity_" + "xyz".charAt(axis),
          "cm/s",
          block.velocity(axis),
          -GREATEST_VELOCITY,
          GREATEST_VELOCITY);
    }
    if (magnetic) {
      for (int axis = 0; axis < 3; axis++) {
        requireWithin(
            "magnetic field along " + "xyz".charAt(axis),
            "G",
            block.field(axis),
            -GREATEST_FIELD,
            GREATEST_FIELD);
      }
    }
  }

  private void requireWithin(String name, String unit, double[] values, double least, double most) {
    for (int cell = 0; cell < block.size(); cell++) {
      if (!(values[cell] >= least && values[cell] <= most)) {
        throw new BadInputException(
            file,
            "%s is %s %s in the cell at (%.6e, %.6e, %.6e) cm, not from %s to %s"
                .formatted(
                    name,
                    values[cell],
                    unit,
                    block.centre(0)[cell],
                    block.centre(1)[cell],
                    block.centre(2)[cell],
                    least,
                    most),
            "copy or write the file again, or leave the snapshot out");
      }
    }
  }
}
