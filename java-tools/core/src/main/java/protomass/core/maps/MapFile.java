package protomass.core.maps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import protomass.core.error.BadInputException;
import protomass.core.file.OutputGuard;

/**
 * The maps of one snapshot, read from the FITS file that {@link MapFileWriter} writes. The table is
 * read at once, maps one at a time. Not safe for use by several threads.
 */
public final class MapFile implements AutoCloseable {
  /**
   * Held so that its level stays: what the library logs reaches the user as one message of ours.
   */
  private static final Logger LIBRARY_LOG = Logger.getLogger("nom.tam.fits");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  private static final String MEND = "make it again with 'protomass project'";

  private final Path path;
  private final Fits fits;
  private final List<MapRow> rows;
  private final Map<Channel, ImageHDU> cubes = new EnumMap<>(Channel.class);
  private final int size;
  private final double pixelPc;

  private MapFile(Path path, Fits fits) throws FitsException, IOException {
    this.path = path;
    this.fits = fits;
    fits.read();
    this.rows = readRows(require(MapFileWriter.STARS, BinaryTableHDU.class));
    for (Channel channel : Channel.values()) {
      cubes.put(channel, require(channel.name(), ImageHDU.class));
    }
    Header header = cubes.get(Channel.COLUMN_DENSITY).getHeader();
    this.size = header.getIntValue("NAXIS1");
    this.pixelPc = header.getDoubleValue("CDELT1");
    for (Channel channel : Channel.values()) {
      int[] axes = cubes.get(channel).getAxes();
      if (!Arrays.equals(axes, new int[] {rows.size(), size, size})) {
        throw broken(
            "%s has the shape %s, not %s"
                .formatted(channel, Arrays.toString(axes), List.of(rows.size(), size, size)),
            null);
      }
    }
  }

  /**
   * Opens a file and reads its table.
   *
   * @throws BadInputException when it is absent, truncated or lacks an extension
   */
  public static MapFile open(Path path) {
    OutputGuard.reading(path);
    if (!java.nio.file.Files.isRegularFile(path)) {
      throw new BadInputException(path, "does not exist", "check the name");
    }
    Fits fits = null;
    try {
      fits = new Fits(path.toFile());
      return new MapFile(path, fits);
    } catch (FitsException | IOException | IllegalArgumentException failure) {
      closeAfter(fits, failure);
      throw new BadInputException(
          path, "is not a complete FITS file of maps (" + failure + ")", MEND, failure);
    } catch (BadInputException failure) {
      closeAfter(fits, failure);
      throw failure;
    }
  }

  /** A row per map, in the order of the maps. */
  public List<MapRow> rows() {
    return rows;
  }

  /** Pixels along a side. */
  public int size() {
    return size;
  }

  /** Side of a pixel [pc]. */
  public double pixelPc() {
    return pixelPc;
  }

  public Path path() {
    return path;
  }

  /**
   * Reads one map.
   *
   * @param index 0-based, as in {@link #rows()}
   */
  public GasMap map(int index) {
    java.util.Objects.checkIndex(index, rows.size());
    return new GasMap(
        size,
        plane(Channel.COLUMN_DENSITY, index),
        plane(Channel.VELOCITY, index),
        plane(Channel.DISPERSION, index));
  }

  @Override
  public void close() {
    try {
      fits.close();
    } catch (IOException failure) {
      throw broken("cannot be closed (" + failure + ")", failure);
    }
  }

  private float[] plane(Channel channel, int index) {
    float[] values = new float[size * size];
    try {
      cubes
          .get(channel)
          .getTiler()
          .getTile(values, new int[] {index, 0, 0}, new int[] {1, size, size});
    } catch (IOException failure) {
      throw broken("map %d of %s cannot be read (%s)".formatted(index, channel, failure), failure);
    }
    return values;
  }

  private <T extends BasicHDU<?>> T require(String extension, Class<T> type)
      throws FitsException, IOException {
    BasicHDU<?> hdu = fits.getHDU(extension);
    if (!type.isInstance(hdu)) {
      throw broken("has no extension " + extension, null);
    }
    return type.cast(hdu);
  }

  private List<MapRow> readRows(BinaryTableHDU table) throws FitsException {
    String[] clouds = column(table, MapFileWriter.CLOUD, String[].class);
    long[] snapshots = column(table, MapFileWriter.SNAPSHOT, long[].class);
    long[] stars = column(table, MapFileWriter.STAR, long[].class);
    String[] axes = column(table, MapFileWriter.AXIS, String[].class);
    double[] masses = column(table, MapFileWriter.MASS, double[].class);
    double[] ages = column(table, MapFileWriter.AGE, double[].class);
    double[][] positions = column(table, MapFileWriter.POSITION, double[][].class);
    String[] overlaps = column(table, MapFileWriter.OVERLAPS, String[].class);
    List<MapRow> read = new ArrayList<>();
    for (int i = 0; i < clouds.length; i++) {
      read.add(
          new MapRow(
              clouds[i],
              snapshots[i],
              stars[i],
              LineOfSight.of(axes[i]),
              masses[i],
              ages[i],
              Arrays.stream(positions[i]).boxed().toList(),
              Arrays.stream(overlaps[i].strip().split(" "))
                  .filter(text -> !text.isEmpty())
                  .map(Long::valueOf)
                  .toList()));
    }
    return List.copyOf(read);
  }

  private <T> T column(BinaryTableHDU table, String name, Class<T> type) throws FitsException {
    int index = table.findColumn(name);
    if (index < 0) {
      throw broken("its table STARS has no column " + name, null);
    }
    Object values = table.getColumn(index);
    if (!type.isInstance(values)) {
      throw broken("column %s of STARS has the wrong type".formatted(name), null);
    }
    return type.cast(values);
  }

  private BadInputException broken(String fault, Throwable cause) {
    return new BadInputException(path, fault, MEND, cause);
  }

  private static void closeAfter(Fits fits, Exception failure) {
    if (fits != null) {
      try {
        fits.close();
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
    }
  }
}
