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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final int FLOAT_BITPIX = -32;

  /** Of the forms of columns in the standard those that we write. */
  private static final Map<String, Integer> WIDTHS =
      Map.of("A", 1, "K", Long.BYTES, "D", Double.BYTES);

  private static final Pattern FIXED_WIDTH = Pattern.compile("([0-9]{0,9})([AKD])");

  private final Path path;
  private final Fits fits;
  private final List<MapRow> rows;
  private final List<MapAxes> axes;
  private final Map<Channel, ImageHDU> cubes = new EnumMap<>(Channel.class);
  private final int size;
  private final double pixelPc;

  private MapFile(Path path, Fits fits, boolean check) throws FitsException, IOException {
    this.path = path;
    this.fits = fits;
    requireSizes(fits.read());
    if (check) {
      FitsChecksums.require(path, fits);
    }
    BinaryTableHDU stars = require(MapFileWriter.STARS, BinaryTableHDU.class);
    this.rows = readRows(stars);
    this.axes = readAxes(stars);
    for (Channel channel : Channel.values()) {
      cubes.put(channel, require(channel.name(), ImageHDU.class));
    }
    Header header = cubes.get(Channel.COLUMN_DENSITY).getHeader();
    this.size = header.getIntValue("NAXIS1");
    this.pixelPc = header.getDoubleValue("CDELT1");
    requireMaps();
  }

  /**
   * Opens a file, compares it with its checksums, which reads it once, and reads its table.
   *
   * @throws BadInputException when it is absent, truncated, damaged or lacks an extension
   */
  public static MapFile open(Path path) {
    return open(path, true);
  }

  /** The same for a file that was checked before. */
  public static MapFile openChecked(Path path) {
    return open(path, false);
  }

  private static MapFile open(Path path, boolean check) {
    OutputGuard.reading(path);
    if (!java.nio.file.Files.isRegularFile(path)) {
      throw new BadInputException(path, "does not exist", "check the name");
    }
    Fits fits = null;
    try {
      fits = new Fits(path.toFile());
      return new MapFile(path, fits, check);
    } catch (BadInputException failure) {
      closeAfter(fits, failure);
      throw failure;
    } catch (IOException | RuntimeException failure) {
      // The library answers damage with exceptions of any kind.
      closeAfter(fits, failure);
      throw new BadInputException(
          path, "is not a complete FITS file of maps (" + failure + ")", MEND, failure);
    }
  }

  /** Refuses what the file cannot hold before anything is allocated for it. */
  private void requireSizes(BasicHDU<?>[] hdus) throws IOException {
    long fileBytes = java.nio.file.Files.size(path);
    for (BasicHDU<?> hdu : hdus) {
      Header header = hdu.getHeader();
      int axes = header.getIntValue("NAXIS");
      long bytes = axes == 0 ? 0 : Math.abs(header.getLongValue("BITPIX")) / Byte.SIZE;
      for (int axis = 1; axis <= axes; axis++) {
        long length = header.getLongValue("NAXIS" + axis, -1);
        // Each factor is at most the file's size, and so is the product before it.
        if (length < 0 || length > fileBytes || (bytes > 0 && length > fileBytes / bytes)) {
          throw broken(
              "states NAXIS%d = %d in a file of %d bytes".formatted(axis, length, fileBytes), null);
        }
        bytes *= length;
      }
      long heap = header.getLongValue("PCOUNT", 0);
      if (heap < 0 || heap > fileBytes - bytes) {
        throw broken("states PCOUNT = %d in a file of %d bytes".formatted(heap, fileBytes), null);
      }
    }
  }

  private void requireMaps() throws FitsException {
    if (rows.isEmpty() || size < 1) {
      throw broken("has %d maps of %d pixels a side".formatted(rows.size(), size), null);
    }
    if (!(pixelPc > 0) || Double.isInfinite(pixelPc)) {
      throw broken("states a pixel of %s pc".formatted(pixelPc), null);
    }
    for (Channel channel : Channel.values()) {
      ImageHDU cube = cubes.get(channel);
      if (!Arrays.equals(cube.getAxes(), new int[] {rows.size(), size, size})) {
        throw broken(
            "%s has the shape %s, not %s"
                .formatted(
                    channel, Arrays.toString(cube.getAxes()), List.of(rows.size(), size, size)),
            null);
      }
      if (cube.getHeader().getIntValue("BITPIX") != FLOAT_BITPIX) {
        throw broken(
            "%s has BITPIX %d, not -32".formatted(channel, cube.getHeader().getIntValue("BITPIX")),
            null);
      }
    }
  }

  /** A row per map, in the order of the maps. */
  public List<MapRow> rows() {
    return rows;
  }

  /** How each map lies in the box, in the order of the maps; empty where all look along an axis. */
  public List<MapAxes> axes() {
    return axes;
  }

  /**
   * Where the star of a map stands in it.
   *
   * @param index 0-based, as in {@link #rows()}
   * @throws BadInputException when the line of sight is no axis and the file has no vectors for it
   */
  public StarPlace starPlace(int index) {
    MapRow row = rows.get(index);
    try {
      MapAxes inBox = axes.isEmpty() ? MapAxes.of(row.lineOfSight()) : axes.get(index);
      return StarPlace.of(row, inBox, size * pixelPc);
    } catch (IllegalArgumentException unknown) {
      throw broken("its table STARS has no column " + MapFileWriter.RIGHT, unknown);
    }
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
   * Reads one map. Pixels without gas may be NaN.
   *
   * @param index 0-based, as in {@link #rows()}
   * @throws BadInputException when it cannot be read or has an infinite pixel
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
    } catch (IOException | RuntimeException failure) {
      throw broken("map %d of %s cannot be read (%s)".formatted(index, channel, failure), failure);
    }
    for (float value : values) {
      if (Float.isInfinite(value)) {
        throw broken(
            "map %s has the pixel %s in %s".formatted(rows.get(index).id(), value, channel), null);
      }
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

  /** Refuses columns whose values lie elsewhere, and those that do not make up a row. */
  private void requireColumns(Header header) {
    long width = 0;
    for (int column = 1; column <= header.getIntValue("TFIELDS"); column++) {
      String form = header.getStringValue("TFORM" + column, "");
      Matcher matcher = FIXED_WIDTH.matcher(form);
      if (!matcher.matches()) {
        throw broken("states TFORM%d = '%s' in STARS".formatted(column, form), null);
      }
      long count = matcher.group(1).isEmpty() ? 1 : Long.parseLong(matcher.group(1));
      width += count * WIDTHS.get(matcher.group(2));
    }
    if (width != header.getLongValue("NAXIS1")) {
      throw broken(
          "has columns of %d bytes in rows of %d in STARS"
              .formatted(width, header.getLongValue("NAXIS1")),
          null);
    }
  }

  private List<MapRow> readRows(BinaryTableHDU table) throws FitsException {
    requireColumns(table.getHeader());
    String[] clouds = column(table, MapFileWriter.CLOUD, String[].class);
    long[] snapshots = column(table, MapFileWriter.SNAPSHOT, long[].class);
    long[] stars = column(table, MapFileWriter.STAR, long[].class);
    String[] axes = column(table, MapFileWriter.AXIS, String[].class);
    double[] masses = column(table, MapFileWriter.MASS, double[].class);
    double[] ages = column(table, MapFileWriter.AGE, double[].class);
    double[][] positions = column(table, MapFileWriter.POSITION, double[][].class);
    String[] overlaps = column(table, MapFileWriter.OVERLAPS, String[].class);
    for (Object[] texts : new Object[][] {clouds, axes, positions, overlaps}) {
      if (texts.length != snapshots.length || Arrays.asList(texts).contains(null)) {
        throw broken("its table STARS has columns without values", null);
      }
    }
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

  private List<MapAxes> readAxes(BinaryTableHDU table) throws FitsException {
    if (table.findColumn(MapFileWriter.RIGHT) < 0) {
      return List.of();
    }
    List<MapAxes> read = new ArrayList<>();
    double[][] right = column(table, MapFileWriter.RIGHT, double[][].class);
    double[][] up = column(table, MapFileWriter.UP, double[][].class);
    double[][] along = column(table, MapFileWriter.ALONG, double[][].class);
    for (double[][] vectors : new double[][][] {right, up, along}) {
      if (vectors.length != rows.size() || Arrays.asList(vectors).contains(null)) {
        throw broken("its table STARS has columns without values", null);
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      read.add(new MapAxes(list(right[i]), list(up[i]), list(along[i])));
    }
    return List.copyOf(read);
  }

  private static List<Double> list(double[] vector) {
    return Arrays.stream(vector).boxed().toList();
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
