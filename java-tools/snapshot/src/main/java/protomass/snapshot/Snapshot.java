package protomass.snapshot;

import java.nio.file.Path;
import java.util.List;
import protomass.snapshot.quantity.Length;

/**
 * One output of a simulation, open for reading. Header and stars are in memory, the gas is read one
 * region at a time. Not safe for use by several threads.
 */
public interface Snapshot extends AutoCloseable {
  /** The file or folder that was opened. */
  Path path();

  /** The files whose content makes the snapshot, for checksums. */
  List<Path> files();

  SnapshotHeader header();

  /** The stars, ascending by {@link Star#id}; at least one. */
  List<Star> stars();

  /** The largest region that {@link #region} can give. */
  Length largestRegion();

  /**
   * Reads the gas in a cube around a star.
   *
   * @param star one of {@link #stars}
   * @param side the cube's side
   * @return a cube whose side differs from the one asked for by less than half a cell
   * @throws protomass.core.error.UsageException when the snapshot holds no cube of that side; the
   *     message names those that it holds
   * @throws protomass.core.error.BadInputException when the gas cannot be read, is not finite or
   *     has a negative density
   */
  GasRegion region(Star star, Length side);

  @Override
  void close();
}
