package protomass.snapshot.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.Header;
import nom.tam.fits.ImageHDU;
import protomass.core.error.BadInputException;
import protomass.core.error.MemoryShortage;
import protomass.core.maps.SimulationName;
import protomass.core.units.Cgs;
import protomass.core.units.Quantity;
import protomass.snapshot.Box;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotHeader;
import protomass.snapshot.Space;
import protomass.snapshot.Star;
import protomass.snapshot.grid.CellOrder;
import protomass.snapshot.grid.Grid;
import protomass.snapshot.grid.GridFile;
import protomass.snapshot.grid.GridGas;
import protomass.snapshot.grid.GridSnapshot;
import protomass.snapshot.sidecar.Sidecars;
import protomass.snapshot.sidecar.StarTable;

/**
 * A FITS file with images of three axes in space, named by EXTNAME: DENSITY, VELOCITY_X,
 * VELOCITY_Y, VELOCITY_Z, and optionally MAGNETIC_X, MAGNETIC_Y, MAGNETIC_Z; one of them may be the
 * primary image. Axis 1 is x, 2 is y, 3 is z. DENSITY's header may tell TIME with TIMEUNIT (FITS
 * Standard 4.0, section 9), OBJECT (the simulation) and PERIODIC.
 */
final class FitsCubes implements GridFile {
  static final String DENSITY = "DENSITY";
  static final List<String> VELOCITY = List.of("VELOCITY_X", "VELOCITY_Y", "VELOCITY_Z");
  private static final List<String> FIELD = List.of("MAGNETIC_X", "MAGNETIC_Y", "MAGNETIC_Z");
  private static final String MEND = "write it as docs/formats.md describes";
  private static final int MOST_IMAGES = 1000;

  /** The most that the library takes for a header [bytes]. */
  private static final long MOST_FOR_HEADER = 64L << 20;

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");

  /**
   * Held so that its level stays: what the library logs reaches the user as one message of ours.
   */
  private static final Logger LIBRARY_LOG = Logger.getLogger("nom.tam.fits");

  static {
    LIBRARY_LOG.setLevel(Level.OFF);
  }

  /** Says what is wrong with a file. */
  record Fault(Path file) {
    @SuppressWarnings("AnnotateFormatMethod")
    BadInputException of(String fault, Object... values) {
      String line = String.format(Locale.ROOT, fault, values).replaceAll("[^ -~]+", " ");
      return new BadInputException(
          file, line.length() <= 300 ? line : line.substring(0, 300) + "...", MEND);
    }
  }

  /** What the header of the density tells of the whole. */
  private record Told(double timeYr, String simulation, boolean periodic) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<String, FitsImage> images;

  private FitsCubes(Path file, FileChannel channel, Map<String, FitsImage> images) {
    this.file = file;
    this.channel = channel;
    this.images = images;
  }

  static Snapshot open(Path path) {
    Fault fault = new Fault(path);
    Map<String, FitsImage> images = new LinkedHashMap<>();
    Told told = readHeaders(path, fault, images);
    FitsImage density = require(fault, images, DENSITY);
    VELOCITY.forEach(name -> require(fault, images, name));
    boolean magnetic = images.keySet().containsAll(FIELD);
    requireAlike(path, fault, images);
    try {
      Grid grid =
          new Grid(
              density.lowerCm(),
              density.cellCm(),
              density.cells().get(0),
              density.cells().get(1),
              density.cells().get(2));
      Box box = new Box(grid.lowerCm(), grid.upperCm());
      SnapshotHeader header =
          new SnapshotHeader(
              "FITS cube",
              told.simulation(),
              Sidecars.number(Sidecars.stem(path), NUMBER),
              told.timeYr(),
              smallest(grid));
      Optional<Path> table = StarTable.beside(path);
      List<Path> files = Sidecars.identifying(path, List.of(table));
      List<Star> stars =
          table.map(each -> StarTable.read(each, told.timeYr(), box)).orElse(List.of());
      return new GridSnapshot(
          new GridSnapshot.Facts(
              path, files, header, new Space(box, told.periodic()), stars, magnetic),
          GridSnapshot.Blocks.single(grid),
          CellOrder.X_FASTEST,
          () -> again(path, images));
    } catch (IllegalArgumentException wrong) {
      throw fault.of("%s", wrong.getMessage());
    }
  }

  @Override
  public GridGas read(int grid, int[] from, int[] count) {
    return new GridGas(
        values(DENSITY, from, count),
        VELOCITY.stream().map(name -> values(name, from, count)).toList(),
        images.keySet().containsAll(FIELD)
            ? Optional.of(FIELD.stream().map(name -> values(name, from, count)).toList())
            : Optional.empty());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // It was open for reading only.
    }
  }

  private static FitsCubes again(Path path, Map<String, FitsImage> images) {
    try {
      return new FitsCubes(path, FileChannel.open(path), images);
    } catch (IOException failure) {
      throw unreadable(path, failure);
    }
  }

  /** Values in cgs, row by row; FITS numbers are big-endian (section 5.3). */
  private double[] values(String name, int[] from, int[] count) {
    FitsImage image = images.get(name);
    double[] values = new double[count[0] * count[1] * count[2]];
    ByteBuffer row = ByteBuffer.allocate(count[0] * image.bytes());
    int next = 0;
    for (int z = from[2]; z < from[2] + count[2]; z++) {
      for (int y = from[1]; y < from[1] + count[1]; y++) {
        long cell = ((long) z * image.cells().get(1) + y) * image.cells().get(0) + from[0];
        read(row.clear(), image.offset() + cell * image.bytes());
        for (int x = 0; x < count[0]; x++) {
          values[next++] = image.bytes() == 4 ? row.getFloat() : row.getDouble();
        }
      }
    }
    return GridGas.scaled(values, image.unit());
  }

  private void read(ByteBuffer buffer, long position) {
    try {
      long at = position;
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, at);
        if (count < 0) {
          throw new Fault(file).of("is truncated: it ends before byte %d", at);
        }
        at += count;
      }
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
    buffer.flip();
  }

  /**
   * Reads the headers of all images. The library reports broken files by many unrelated runtime
   * exceptions, hence the wide catch.
   */
  private static Told readHeaders(Path path, Fault fault, Map<String, FitsImage> images) {
    Told told = null;
    try (Fits fits = new Fits(path.toFile())) {
      for (int count = 0; count < MOST_IMAGES; count++) {
        BasicHDU<?> hdu = fits.readHDU();
        if (hdu == null) {
          break;
        }
        Header header = hdu.getHeader();
        String name = name(header);
        boolean known = name.equals(DENSITY) || VELOCITY.contains(name) || FIELD.contains(name);
        if (hdu instanceof ImageHDU && known) {
          long offset = hdu.getData().getFileOffset();
          if (images.put(name, FitsImage.read(fault, name, header, offset)) != null) {
            throw fault.of("has two images %s", name);
          }
          if (name.equals(DENSITY)) {
            told = told(path, fault, header);
          }
        }
      }
    } catch (BadInputException failure) {
      throw failure;
    } catch (OutOfMemoryError failure) {
      if (!MemoryShortage.isFileAtFault(MOST_FOR_HEADER)) {
        throw failure;
      }
      throw fault.of("cannot be read: a header has an absurd size");
    } catch (IOException | RuntimeException | StackOverflowError failure) {
      throw unreadable(path, failure);
    }
    return told == null ? new Told(0, "", false) : told;
  }

  private static Told told(Path path, Fault fault, Header header) {
    double time = header.getDoubleValue("TIME", 0);
    String unit = header.getStringValue("TIMEUNIT");
    OptionalDouble seconds = Quantity.TIME.find(unit == null ? "s" : unit);
    if (seconds.isEmpty() || !Double.isFinite(time)) {
      throw fault.of("has TIME %s and TIMEUNIT '%s', not s, yr, kyr or Myr", time, unit);
    }
    String object = header.getStringValue("OBJECT");
    boolean named = object != null && SimulationName.isValid(object.strip());
    return new Told(
        time * seconds.getAsDouble() / Cgs.YEAR_S,
        named ? object.strip() : Sidecars.runName(path),
        header.getBooleanValue("PERIODIC", false));
  }

  private static String name(Header header) {
    String name = header.getStringValue("EXTNAME");
    return name == null ? "" : name.strip().toUpperCase(Locale.ROOT);
  }

  private static FitsImage require(Fault fault, Map<String, FitsImage> images, String name) {
    FitsImage image = images.get(name);
    if (image == null) {
      throw fault.of("has no image %s", name);
    }
    return image;
  }

  private static void requireAlike(Path path, Fault fault, Map<String, FitsImage> images) {
    FitsImage density = images.get(DENSITY);
    long size = path.toFile().length();
    for (FitsImage image : images.values()) {
      if (!image.sameCells(density)) {
        throw fault.of("%s has other cells than %s", image.name(), DENSITY);
      }
      double bytes = image.bytes();
      for (int cells : image.cells()) {
        bytes *= cells;
      }
      if (image.offset() < 0 || image.offset() + bytes > size) {
        throw fault.of(
            "is truncated: %s needs %.0f bytes, the file has %d",
            image.name(), image.offset() + bytes, size);
      }
    }
  }

  private static double smallest(Grid grid) {
    return Math.min(grid.cellCm().x(), Math.min(grid.cellCm().y(), grid.cellCm().z()));
  }

  private static BadInputException unreadable(Path file, Throwable failure) {
    String what = String.valueOf(failure).replaceAll("[^ -~]+", " ");
    return new BadInputException(
        file,
        "cannot be read (%s)".formatted(what.length() <= 200 ? what : what.substring(0, 200)),
        "copy or write the file again",
        failure);
  }
}
