package protomass.core.maps;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.FitsFactory;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.fits.ImageHDU;
import nom.tam.fits.NullDataHDU;
import nom.tam.fits.header.Standard;
import protomass.core.error.UsageException;
import protomass.core.file.AtomicOutput;
import protomass.core.provenance.Provenance;

/**
 * Writes the maps of one snapshot as FITS: an empty primary HDU with the provenance, an image cube
 * (map, y, x) of float32 per {@link Channel}, and the binary table STARS with a row per map; each
 * with the standard's checksums.
 */
public final class MapFileWriter {
  static final String STARS = "STARS";
  static final String CLOUD = "CLOUD";
  static final String SNAPSHOT = "SNAPSHOT";
  static final String STAR = "STAR";
  static final String AXIS = "AXIS";
  static final String MASS = "MASS";
  static final String AGE = "AGE";
  static final String POSITION = "POSITION";
  static final String OVERLAPS = "OVERLAPS";
  static final String RIGHT = "RIGHT";
  static final String UP = "UP";
  static final String ALONG = "ALONG";
  static final String FIELD = "MAGNETIC_FIELD";

  private MapFileWriter() {}

  /**
   * Writes the file atomically.
   *
   * @param rows a row per map, in the order of the maps
   * @param maps as many maps, all of one size
   * @param pixelPc side of a pixel [pc]
   * @throws protomass.core.error.CannotWriteException when the file cannot be written
   */
  public static void write(
      Path target, List<MapRow> rows, List<GasMap> maps, double pixelPc, Provenance provenance) {
    write(target, rows, maps, pixelPc, provenance, MapExtras.NONE);
  }

  /** The same with more about the maps. */
  public static void write(
      Path target,
      List<MapRow> rows,
      List<GasMap> maps,
      double pixelPc,
      Provenance provenance,
      MapExtras extras) {
    if (rows.isEmpty() || rows.size() != maps.size()) {
      throw new IllegalArgumentException("%d rows for %d maps".formatted(rows.size(), maps.size()));
    }
    requireOnePerMap(extras.axes(), maps);
    requireOnePerMap(extras.fieldStrength(), maps);
    AtomicOutput.file(
        target,
        temporary -> {
          try (Fits fits = new Fits()) {
            fits.addHDU(primary(provenance, extras.notes()));
            for (Channel channel : Channel.values()) {
              List<float[]> images = maps.stream().map(map -> map.values(channel)).toList();
              fits.addHDU(cube(channel.name(), channel.title(), channel.unit(), images, pixelPc));
            }
            if (!extras.fieldStrength().isEmpty()) {
              fits.addHDU(cube(FIELD, "mean field strength", "G", extras.fieldStrength(), pixelPc));
            }
            fits.addHDU(stars(rows, extras.axes()));
            for (BasicHDU<?> hdu : fits.read()) {
              FitsChecksums.reserve(hdu.getHeader());
            }
            Files.deleteIfExists(temporary);
            fits.write(new File(temporary.toString()));
            FitsChecksums.seal(temporary);
          } catch (FitsException failure) {
            throw new IOException(failure);
          }
        });
  }

  /**
   * Checks, before there is any map, that a file's header can be written.
   *
   * @throws UsageException when FITS cannot hold something that it is to say
   */
  public static void requireWritable(Provenance provenance, List<String> notes) {
    try {
      primary(provenance, notes);
    } catch (FitsException failure) {
      throw new UsageException(
          "FITS cannot hold the command line (" + failure.getMessage() + ")",
          "use shorter and plainer names");
    }
  }

  private static void requireOnePerMap(List<?> values, List<GasMap> maps) {
    if (!values.isEmpty() && values.size() != maps.size()) {
      throw new IllegalArgumentException("%d for %d maps".formatted(values.size(), maps.size()));
    }
  }

  private static BasicHDU<?> primary(Provenance provenance, List<String> notes)
      throws FitsException {
    FitsFactory.setLongStringsEnabled(true);
    FitsFactory.setUseHierarch(true);
    NullDataHDU primary = new NullDataHDU();
    Header header = primary.getHeader();
    header.addValue("CREATOR", "protomass " + provenance.version(), "program that wrote this file");
    header.addValue("LONGSTRN", "OGIP 1.0", "long strings go on in CONTINUE cards");
    header.addValue(
        "CMDLINE", FitsText.escaped(provenance.commandLine()), "command that wrote this file");
    for (String note : notes) {
      header.insertComment(FitsText.escaped(note));
    }
    // A history card holds 72 characters; name and checksum each get their own.
    for (var input : provenance.inputs().entrySet()) {
      header.insertHistory("input " + FitsText.escaped(input.getKey()));
      header.insertHistory("sha256 " + input.getValue());
    }
    // The library notes the time of writing there; the same inputs must give the same bytes.
    header.findCard(Standard.SIMPLE).setComment("conforms to the FITS standard");
    return primary;
  }

  private static ImageHDU cube(
      String name, String title, String unit, List<float[]> images, double pixelPc)
      throws FitsException {
    int size = (int) Math.round(Math.sqrt(images.getFirst().length));
    float[][][] cube = new float[images.size()][size][];
    for (int map = 0; map < cube.length; map++) {
      for (int y = 0; y < size; y++) {
        cube[map][y] = Arrays.copyOfRange(images.get(map), y * size, (y + 1) * size);
      }
    }
    ImageHDU hdu = ImageData.from(cube).toHDU();
    Header header = hdu.getHeader();
    header.addValue("EXTNAME", name, title);
    header.addValue("BUNIT", unit, "unit of the values");
    addCoordinates(header, size, pixelPc);
    return hdu;
  }

  /** Offsets from the region's centre along both image axes, and the number of the map. */
  private static void addCoordinates(Header header, int size, double pixelPc) throws FitsException {
    header.addValue("WCSAXES", 3, "image axes and number of the map");
    header.addValue("WCSNAME", "REGION", "offset from the centre of the region");
    String[] names = {"right", "up"};
    for (int axis = 1; axis <= 2; axis++) {
      header.addValue("CTYPE" + axis, "OFFSET" + axis, "linear");
      header.addValue("CNAME" + axis, names[axis - 1], "vector " + names[axis - 1] + " of STARS");
      header.addValue("CUNIT" + axis, "pc", "unit of the offset");
      header.addValue("CRPIX" + axis, (size + 1) / 2.0, "pixel of the region's centre");
      header.addValue("CRVAL" + axis, 0.0, "offset at that pixel");
      header.addValue("CDELT" + axis, pixelPc, "side of a pixel");
    }
    header.addValue("CTYPE3", "MAP", "row of STARS");
    header.addValue("CRPIX3", 1.0, "first map");
    header.addValue("CRVAL3", 1.0, "is row 1");
    header.addValue("CDELT3", 1.0, "one row a map");
    header.insertComment("Axis x: image axes (y, z); y: (x, z); z: (x, y); others in STARS.");
    header.insertComment("Velocity is positive away from the observer, along ALONG of STARS.");
  }

  private static BinaryTableHDU stars(List<MapRow> rows, List<MapAxes> axes) throws FitsException {
    BinaryTable table = new BinaryTable();
    table.addColumn(rows.stream().map(MapRow::cloud).toArray(String[]::new));
    table.addColumn(rows.stream().mapToLong(MapRow::snapshot).toArray());
    table.addColumn(rows.stream().mapToLong(MapRow::star).toArray());
    table.addColumn(rows.stream().map(row -> row.lineOfSight().letter()).toArray(String[]::new));
    table.addColumn(doubles(rows, MapRow::massMsun));
    table.addColumn(doubles(rows, MapRow::ageYr));
    table.addColumn(
        rows.stream()
            .map(row -> row.positionPc().stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new));
    table.addColumn(rows.stream().map(MapFileWriter::overlaps).toArray(String[]::new));
    if (!axes.isEmpty()) {
      table.addColumn(vectors(axes, MapAxes::right));
      table.addColumn(vectors(axes, MapAxes::up));
      table.addColumn(vectors(axes, MapAxes::along));
    }
    BinaryTableHDU hdu = table.toHDU();
    name(hdu, 0, CLOUD, "");
    name(hdu, 1, SNAPSHOT, "");
    name(hdu, 2, STAR, "");
    name(hdu, 3, AXIS, "");
    name(hdu, 4, MASS, "solMass");
    name(hdu, 5, AGE, "yr");
    name(hdu, 6, POSITION, "pc");
    name(hdu, 7, OVERLAPS, "");
    if (!axes.isEmpty()) {
      name(hdu, 8, RIGHT, "");
      name(hdu, 9, UP, "");
      name(hdu, 10, ALONG, "");
    }
    hdu.getHeader().addValue("EXTNAME", STARS, "a row per map");
    return hdu;
  }

  /** The stars between blanks; a lone blank for none, since a column without width is no column. */
  private static String overlaps(MapRow row) {
    return row.overlappingStars().isEmpty()
        ? " "
        : row.overlappingStars().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static double[][] vectors(List<MapAxes> axes, Function<MapAxes, List<Double>> vector) {
    return axes.stream()
        .map(each -> vector.apply(each).stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static double[] doubles(List<MapRow> rows, ToDoubleFunction<MapRow> property) {
    return rows.stream().mapToDouble(property).toArray();
  }

  private static void name(BinaryTableHDU hdu, int column, String name, String unit)
      throws FitsException {
    hdu.setColumnName(column, name, null);
    if (!unit.isEmpty()) {
      hdu.getHeader().addValue("TUNIT" + (column + 1), unit, "unit of " + name);
    }
  }
}
