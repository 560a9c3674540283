package protomass.snapshot;

import java.nio.file.Path;
import java.util.List;
import protomass.snapshot.quantity.Length;

/**
 * One output of a simulation, open for reading: gas as a stream of cells, and stars. Header and
 * stars are in memory, gas is read when it is asked for. Everything is in cgs. Not safe for use by
 * several threads.
 */
public interface Snapshot extends AutoCloseable {
  /** The file or folder that was opened. */
  Path path();

  /**
   * The files that tell which snapshot this is, for checksums, in a fixed order. Files of many
   * gigabytes may be left out.
   */
  List<Path> files();

  SnapshotHeader header();

  /** Where cells and stars lie. */
  Space space();

  /**
   * Whether the space is the simulation's own. False where it holds pieces of the simulation only,
   * which the reader put somewhere: gas may then be missing anywhere outside of them.
   */
  default boolean isWhole() {
    return true;
  }

  /** The stars, ascending by {@link Star#id}. */
  List<Star> stars();

  /** Whether cells carry a magnetic field. */
  default boolean isMagnetic() {
    return false;
  }

  /**
   * Whether cells fill the space without gap or overlap, so that the volume of the cells in a
   * region must be the region's own. False where cells stand for particles.
   */
  default boolean tilesSpace() {
    return true;
  }

  /** About how many cells there are in all, for progress. */
  long cellEstimate();

  /**
   * Reads the gas of several regions at once, every file at most once.
   *
   * <p>Every cell that touches a region, periodic images included, is handed on exactly once, at
   * its own place in the box; others may be handed on too. Blocks come on the calling thread, one
   * after the other, in an order that depends on the snapshot and the regions alone.
   *
   * @param regions at least one; none is larger than a periodic space
   * @param threads how many threads may read
   * @throws protomass.core.error.BadInputException when the gas cannot be read, is not finite or
   *     has a negative density
   */
  void cells(List<Box> regions, int threads, CellConsumer consumer);

  /**
   * The cube of gas around a star.
   *
   * @param star one of {@link #stars}
   * @param side the cube's side
   * @throws protomass.core.error.UsageException when the snapshot has no cube of that side
   */
  default Box region(Star star, Length side) {
    return StarRegions.cubeAround(this, star, side);
  }

  /**
   * Pairs of stars whose regions show the same gas, by first and second star.
   *
   * @param stars some of {@link #stars}
   * @param side as for {@link #region}
   */
  default List<SharedGas> sharedGas(List<Star> stars, Length side) {
    return StarRegions.sharedGas(this, stars, side);
  }

  @Override
  void close();
}
