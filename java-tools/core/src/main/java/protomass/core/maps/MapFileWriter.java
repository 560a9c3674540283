package protomass.core.maps;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import protomass.core.file.AtomicOutput;
import protomass.core.provenance.Provenance;

/**
 * Writes the maps of one snapshot as FITS: an empty primary HDU with the provenance, an image cube
 * (map, y, x) of float32 per {@link Channel}, and the binary table STARS with a row per map.
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
    if (rows.isEmpty() || rows.size() != maps.size()) {
      throw new IllegalArgumentException("%d rows for %d maps".formatted(rows.size(), maps.size()));
    }
    AtomicOutput.file(
        target,
        temporary -> {
          try (Fits fits = new Fits()) {
            fits.addHDU(primary(provenance));
            for (Channel channel : Channel.values()) {
              fits.addHDU(cube(channel, maps, pixelPc));
            }
            fits.addHDU(stars(rows));
            Files.deleteIfExists(temporary);
            fits.write(new File(temporary.toString()));
          } catch (FitsException failure) {
            throw new IOException(failure);
          }
        });
  }

  private static BasicHDU<?> primary(Provenance provenance) throws FitsException {
    FitsFactory.setLongStringsEnabled(true);
    FitsFactory.setUseHierarch(true);
    NullDataHDU primary = new NullDataHDU();
    Header header = primary.getHeader();
    header.addValue("CREATOR", "protomass " + provenance.version(), "program that wrote this file");
    header.addValue("CMDLINE", provenance.commandLine(), "command that wrote this file");
    // A history card holds 72 characters; name and checksum each get their own.
    for (var input : provenance.inputs().entrySet()) {
      header.insertHistory("input " + input.getKey());
      header.insertHistory("sha256 " + input.getValue());
    }
    // The library notes the time of writing there; the same inputs must give the same bytes.
    header.findCard(Standard.SIMPLE).setComment("conforms to the FITS standard");
    return primary;
  }

  private static ImageHDU cube(Channel channel, List<GasMap> maps, double pixelPc)
      throws FitsException {
    int size = maps.getFirst().size();
    float[][][] cube = new float[maps.size()][size][];
    for (int map = 0; map < cube.length; map++) {
      float[] values = maps.get(map).values(channel);
      for (int y = 0; y < size; y++) {
        cube[map][y] = java.util.Arrays.copyOfRange(values, y * size, (y + 1) * size);
      }
    }
    ImageData data = ImageData.from(cube);
    ImageHDU hdu = data.toHDU();
    Header header = hdu.getHeader();
    header.addValue("EXTNAME", channel.name(), channel.title());
    header.addValue("BUNIT", channel.unit(), "unit of the values");
    for (int axis = 1; axis <= 2; axis++) {
      header.addValue("CTYPE" + axis, "LINEAR", "offset from the region's centre");
      header.addValue("CUNIT" + axis, "pc", "unit of the offset");
      header.addValue("CRPIX" + axis, (size + 1) / 2.0, "pixel of the region's centre");
      header.addValue("CRVAL" + axis, 0.0, "offset at that pixel");
      header.addValue("CDELT" + axis, pixelPc, "side of a pixel");
    }
    return hdu;
  }

  private static BinaryTableHDU stars(List<MapRow> rows) throws FitsException {
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
    BinaryTableHDU hdu = table.toHDU();
    name(hdu, 0, CLOUD, "");
    name(hdu, 1, SNAPSHOT, "");
    name(hdu, 2, STAR, "");
    name(hdu, 3, AXIS, "");
    name(hdu, 4, MASS, "solMass");
    name(hdu, 5, AGE, "yr");
    name(hdu, 6, POSITION, "pc");
    name(hdu, 7, OVERLAPS, "");
    hdu.getHeader().addValue("EXTNAME", STARS, "a row per map");
    return hdu;
  }

  /** The stars between blanks; a lone blank for none, since a column without width is no column. */
  private static String overlaps(MapRow row) {
    return row.overlappingStars().isEmpty()
        ? " "
        : row.overlappingStars().stream().map(String::valueOf).collect(Collectors.joining(" "));
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
