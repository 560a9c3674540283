package protomass.core.maps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.BadInputException;
import protomass.core.provenance.Provenance;
import protomass.core.random.RandomStream;

class MapFileTest {
  private static final Pattern DATASUM = Pattern.compile("DATASUM = '(\\d+) *'");

  @TempDir Path folder;

  private static final List<MapRow> ROWS =
      List.of(
          new MapRow(
              "H1", 42, 3, LineOfSight.X, 0.96, 37978.65, List.of(0.2, 0.25, 0.3), List.of(7L, 4L)),
          new MapRow("H1", 42, 12, LineOfSight.Z, 0.03, 0.0, List.of(0.1, 0.2, 0.3), List.of()));

  private static GasMap map(int index) {
    float[][] values = new float[3][64];
    for (int c = 0; c < 3; c++) {
      RandomStream random = RandomStream.of(index, "test", c);
      for (int p = 0; p < 64; p++) {
        values[c][p] = random.nextFloat();
      }
    }
    return new GasMap(8, values[0], values[1], values[2]);
  }

  private Path written() {
    Path file = folder.resolve("maps.fits");
    MapFileWriter.write(
        file, ROWS, List.of(map(0), map(1)), 0.0625, Provenance.of("protomass project", null));
    return file;
  }

  @Test
  void readsBackWhatItWrote() {
    try (MapFile file = MapFile.open(written())) {
      assertEquals(ROWS, file.rows());
      assertEquals(8, file.size());
      assertEquals(0.0625, file.pixelPc());
      for (int i = 1; i >= 0; i--) {
        for (Channel channel : Channel.values()) {
          assertArrayEquals(map(i).values(channel), file.map(i).values(channel));
        }
      }
    }
  }

  /** Along x a map shows (y, z), along y (x, z), along z (x, y). */
  @Test
  void starsStandWhereTheConventionsOfProjectionPutThem() {
    Path path = folder.resolve("places.fits");
    List<MapRow> rows =
        Arrays.stream(LineOfSight.values())
            .map(line -> new MapRow("H1", 42, 3, line, 0.96, 1, List.of(0.2, 0.26, 0.3), List.of()))
            .toList();
    Provenance provenance = Provenance.of("protomass project", null);
    MapFileWriter.write(path, rows, List.of(map(0), map(1), map(2)), 0.0625, provenance);
    double[][] expected = {{0.01, 0.05}, {-0.05, 0.05}, {-0.05, 0.01}};
    try (MapFile maps = MapFile.open(path)) {
      for (int i = 0; i < expected.length; i++) {
        StarPlace place = maps.starPlace(i);
        assertEquals(0.5, place.sidePc());
        assertEquals(expected[i][0], place.rightPc(), 1e-15);
        assertEquals(expected[i][1], place.upPc(), 1e-15);
      }
    }
  }

  /** What models do not see may stand in the file without disturbing what they see. */
  @Test
  void readsBackRowsOfAnyLineOfSight() {
    Path file = folder.resolve("turned.fits");
    List<LineOfSight> lines =
        List.of(LineOfSight.Z, LineOfSight.direction(2), LineOfSight.orientation(12));
    List<MapRow> rows =
        lines.stream()
            .map(line -> new MapRow("H1", 42, 3, line, 0.96, 1, List.of(0.2, 0.25, 0.3), List.of()))
            .toList();
    MapAxes axes =
        new MapAxes(List.of(1.0, 0.0, 0.0), List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0));
    MapAxes turned =
        new MapAxes(List.of(0.0, 0.6, 0.8), List.of(1.0, 0.0, 0.0), List.of(0.0, 0.8, -0.6));
    MapExtras extras =
        new MapExtras(
            List.of(axes, turned, axes),
            List.of(new float[64], new float[64], new float[64]),
            List.of("Velocities are relative to the star."));
    MapFileWriter.write(
        file,
        rows,
        List.of(map(0), map(1), map(2)),
        0.0625,
        Provenance.of("protomass project", null),
        extras);
    try (MapFile maps = MapFile.open(file)) {
      assertEquals(rows, maps.rows());
      assertEquals("H1-00042-0003-o12", maps.rows().get(2).id());
      assertArrayEquals(map(2).velocity(), maps.map(2).velocity());
      assertEquals(List.of(axes, turned, axes), maps.axes());
      // From the centre of 0.5 pc: (-0.05, 0, 0.05) pc along x, y, z.
      assertEquals(0.04, maps.starPlace(1).rightPc(), 1e-15);
      assertEquals(-0.05, maps.starPlace(1).upPc(), 1e-15);
    }
    assertEquals(lines, lines.reversed().stream().sorted().toList());
  }

  @Test
  void givesTheSameBytesEveryTime() throws IOException {
    byte[] first = Files.readAllBytes(written());
    assertArrayEquals(first, Files.readAllBytes(written()));
  }

  @Test
  void notesNoTimeOfWriting() throws IOException {
    String primary = new String(Files.readAllBytes(written()), 0, 2880, StandardCharsets.US_ASCII);
    assertTrue(primary.startsWith("SIMPLE  =                    T"), primary);
    assertFalse(primary.contains("Java FITS"), primary);
  }

  @Test
  void readsBackRowsWithoutAnyOverlap() {
    Path file = folder.resolve("alone.fits");
    MapFileWriter.write(
        file,
        List.of(ROWS.get(1)),
        List.of(map(1)),
        0.0625,
        Provenance.of("protomass project", null));
    try (MapFile maps = MapFile.open(file)) {
      assertEquals(List.of(ROWS.get(1)), maps.rows());
    }
  }

  @Test
  void keepsTheChecksumOfAnInputOnOneCard() throws IOException {
    Path file = folder.resolve("provenance.fits");
    String sha256 = "0123456789abcdef".repeat(4);
    MapFileWriter.write(
        file,
        ROWS,
        List.of(map(0), map(1)),
        0.0625,
        Provenance.of("protomass project", null).withInput("h1-00042.h5", sha256));
    String primary = new String(Files.readAllBytes(file), 0, 2880, StandardCharsets.US_ASCII);
    assertTrue(primary.contains("sha256 " + sha256), primary);
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    Path cut = folder.resolve("cut.fits");
    for (int blocks = 0; blocks < whole.length / 2880; blocks++) {
      Files.write(cut, Arrays.copyOf(whole, blocks * 2880 + 100));
      BadInputException failure =
          assertThrows(BadInputException.class, () -> MapFile.open(cut).close());
      assertTrue(failure.getMessage().startsWith(cut.toString()), failure.getMessage());
    }
  }

  /**
   * The sums of the FITS Standard 4.0, appendix J, by its definition: an HDU with its CHECKSUM adds
   * up, in 32-bit ones' complement, to minus zero; its data add up to DATASUM.
   */
  @Test
  void everyHduHasTheChecksumsOfTheStandard() throws IOException {
    byte[] file = Files.readAllBytes(written());
    int hdus = 0;
    int start = 0;
    while (start < file.length) {
      int data = start;
      String header = "";
      while (!header.contains("END" + " ".repeat(77))) {
        header += new String(file, data, 2880, StandardCharsets.US_ASCII);
        data += 2880;
      }
      int next = data;
      while (next < file.length
          && !new String(file, next, 9, StandardCharsets.US_ASCII).equals("XTENSION=")) {
        next += 2880;
      }
      assertEquals(0xffffffffL, onesComplementSum(file, start, next), "HDU " + hdus);
      Matcher stated = DATASUM.matcher(header);
      assertTrue(stated.find(), "HDU " + hdus);
      assertEquals(
          Long.parseLong(stated.group(1)), onesComplementSum(file, data, next), "HDU " + hdus);
      start = next;
      hdus++;
    }
    assertEquals(5, hdus);
  }

  private static long onesComplementSum(byte[] file, int from, int to) {
    long sum = 0;
    for (int word = from; word < to; word += 4) {
      sum += ByteBuffer.wrap(file).getInt(word) & 0xffffffffL;
      sum = (sum & 0xffffffffL) + (sum >>> 32);
    }
    return sum;
  }

  @Test
  void seesADamagedPixelAndADamagedKeyword() throws IOException {
    Path file = written();
    byte[] whole = Files.readAllBytes(file);
    for (String place : List.of("CHECKSUM", "DATASUM ", "CDELT1", "CMDLINE")) {
      byte[] damaged = whole.clone();
      damaged[new String(whole, StandardCharsets.ISO_8859_1).indexOf(place)] ^= 1;
      Files.write(file, damaged);
      assertThrows(BadInputException.class, () -> MapFile.open(file), place);
    }
    byte[] damaged = whole.clone();
    damaged[2 * 2880 + 17] ^= 1;
    Files.write(file, damaged);
    BadInputException failure = assertThrows(BadInputException.class, () -> MapFile.open(file));
    assertTrue(failure.getMessage().contains("is damaged"), failure.getMessage());
  }

  @Test
  void aPixelMayBeWithoutGasButNotInfinite() {
    float[] values = new float[64];
    values[3] = Float.NaN;
    float[] infinite = values.clone();
    infinite[5] = Float.NEGATIVE_INFINITY;
    Path file = folder.resolve("infinite.fits");
    List<GasMap> maps =
        List.of(
            new GasMap(8, new float[64], values, values),
            new GasMap(8, new float[64], infinite, values));
    MapFileWriter.write(file, ROWS, maps, 0.0625, Provenance.of("test", null));
    try (MapFile opened = MapFile.open(file)) {
      assertTrue(Float.isNaN(opened.map(0).velocity()[3]));
      BadInputException failure = assertThrows(BadInputException.class, () -> opened.map(1));
      assertTrue(failure.getMessage().contains("-Infinity in VELOCITY"), failure.getMessage());
    }
  }
}
