package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.error.ExitCodes;
import protomass.core.maps.LineOfSight;
import protomass.core.maps.MapFile;
import protomass.core.maps.MapRow;
import protomass.snapshot.RegionFileSample;
import protomass.testing.SharedFolder;

class ProjectCommandTest {
  private static final Path DEMO =
      SharedFolder.repository().resolve("assets/demo").resolve("m2-00080.h5");

  @TempDir Path folder;

  @Test
  void writesAMapPerStarAndAxis() {
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(new ProjectCommand(), "--snapshot", DEMO, "--axes", "z,x,y", "--out", out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(
        call.out().contains("wrote " + out + ": 18 maps of 64 pixels around 6 stars"), call.out());
    try (MapFile file = MapFile.open(out)) {
      assertEquals(64, file.size());
      assertEquals(0.0078126, file.pixelPc(), 1e-7);
      assertEquals(
          List.of(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L, 4L, 4L, 4L, 6L, 6L, 6L, 7L, 7L, 7L),
          file.rows().stream().map(MapRow::star).toList());
      MapRow first = file.rows().getFirst();
      assertEquals("M2-00080-0001-x", first.id());
      assertEquals(LineOfSight.Z, file.rows().get(2).lineOfSight());
      assertEquals(0.7219602858412258, first.massMsun());
      assertEquals(List.of(2L, 4L, 7L), first.overlappingStars());
      assertEquals(List.of(6L), file.rows().get(6).overlappingStars());
    }
  }

  @Test
  void givesTheSameBytesEveryTime() throws IOException {
    Path sample = new RegionFileSample(3, 5).write(folder.resolve("sample.h5"));
    Path out = folder.resolve("maps.fits");
    Object[] arguments = {"--snapshot", sample, "--map-size", "8", "--out", out};
    assertEquals(0, CommandCall.of(new ProjectCommand(), arguments).exitCode());
    byte[] first = Files.readAllBytes(out);
    assertEquals(0, CommandCall.of(new ProjectCommand(), arguments).exitCode());
    assertArrayEquals(first, Files.readAllBytes(out));
  }

  @Test
  void leavesOutLighterStarsAndAxesNotAskedFor() {
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            DEMO,
            "--minimum-mass",
            "0.73Msun",
            "--axes",
            "y",
            "--quiet",
            "--out",
            out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertEquals("", call.out());
    try (MapFile file = MapFile.open(out)) {
      assertEquals(
          List.of("M2-00080-0002-y", "M2-00080-0007-y"),
          file.rows().stream().map(MapRow::id).toList());
      assertEquals(List.of(7L), file.rows().getFirst().overlappingStars());
    }
  }

  @Test
  void cutsASmallerRegion() {
    RegionFileSample sample = new RegionFileSample(3);
    sample.cube("star_0003", "density")[2][5][2] = 4e-20f;
    sample.cube("star_0003", "density")[1][1][1] = 7e-20f;
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            sample.write(folder.resolve("sample.h5")),
            "--region-size",
            4 * RegionFileSample.CELL_CM + "cm",
            "--map-size",
            "4",
            "--axes",
            "z",
            "--out",
            out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile file = MapFile.open(out)) {
      float[] columnDensity = file.map(0).columnDensity();
      // Cell [2, 5, 2] of 8 is cell [0, 3, 0] of the inner 4: image axes (x, y) = (0, 3).
      float uniform = (float) (4 * 1e-20f * RegionFileSample.CELL_CM);
      float dense = (float) ((3.0 * 1e-20f + 4e-20f) * RegionFileSample.CELL_CM);
      for (int pixel = 0; pixel < 16; pixel++) {
        assertEquals(pixel == 3 * 4 ? dense : uniform, columnDensity[pixel], 1e-9f);
      }
      double middle = 2 * RegionFileSample.CELL_CM / 3.085677581491367e18;
      file.rows().getFirst().positionPc().forEach(p -> assertEquals(middle, p, 1e-12));
    }
  }

  /** 5 pixels over 2.6 cells of uniform gas, as deep as 6 cells, seen from a moving frame. */
  @Test
  void cutsCellsWherePixelsAndFacesDo() {
    RegionFileSample sample = new RegionFileSample(3);
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            sample.write(folder.resolve("sample.h5")),
            "--region-size",
            2.6 * RegionFileSample.CELL_CM + "cm",
            "--depth",
            6 * RegionFileSample.CELL_CM + "cm",
            "--map-size",
            "5",
            "--frame",
            "star",
            "--sound-speed",
            "0.19km/s",
            "--out",
            out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    try (MapFile file = MapFile.open(out)) {
      float column = (float) (6 * 1e-20f * RegionFileSample.CELL_CM);
      for (int pixel = 0; pixel < 25; pixel++) {
        assertEquals(column, file.map(1).columnDensity()[pixel], 1e-6f * column);
        // The star moves with (0.1, 0, -0.1) km/s through gas at rest.
        assertEquals(-0.1f, file.map(0).velocity()[pixel]);
        assertEquals(0f, file.map(1).velocity()[pixel]);
        assertEquals(0.1f, file.map(2).velocity()[pixel]);
        assertEquals(0.19f, file.map(2).dispersion()[pixel]);
      }
    }
  }

  /** A turned view needs gas beyond the faces of the file's cube, unless it is small. */
  @Test
  void turnedViewsOfARegionFileMustBeSmall() {
    Path sample = new RegionFileSample(3).write(folder.resolve("sample.h5"));
    Path out = folder.resolve("maps.fits");
    Object[] arguments = {
      "--snapshot", sample, "--map-size", "4", "--orientations", "3", "--out", out
    };
    CommandCall call = CommandCall.of(new ProjectCommand(), arguments);
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.err());
    assertTrue(call.err().contains("of the view of star 3 along o1; "), call.err());
    Object[] small = Arrays.copyOf(arguments, arguments.length + 2);
    small[arguments.length] = "--region-size";
    small[arguments.length + 1] = 0.57 * 8 * RegionFileSample.CELL_CM + "cm";
    CommandCall again = CommandCall.of(new ProjectCommand(), small);
    assertEquals(ExitCodes.DONE, again.exitCode(), again.err());
  }

  @Test
  void saysHowManyPixelsHaveNoGas() {
    RegionFileSample sample = new RegionFileSample(3);
    for (int z = 0; z < 8; z++) {
      sample.cube("star_0003", "density")[2][5][z] = 0;
    }
    Path out = folder.resolve("maps.fits");
    CommandCall call =
        CommandCall.of(
            new ProjectCommand(),
            "--snapshot",
            sample.write(folder.resolve("sample.h5")),
            "--map-size",
            "8",
            "--out",
            out);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
    assertTrue(
        call.err().contains("warning: 1 pixels have no gas behind them: their velocity"),
        call.err());
    try (MapFile file = MapFile.open(out)) {
      assertTrue(Float.isNaN(file.map(2).velocity()[5 * 8 + 2]));
      assertTrue(Float.isNaN(file.map(2).dispersion()[5 * 8 + 2]));
      assertEquals(0, file.map(2).columnDensity()[5 * 8 + 2]);
    }
  }

  @Test
  void namesTheSizesThatArePossible() {
    Path sample = new RegionFileSample(3).write(folder.resolve("sample.h5"));
    assertUsage(
        "the region size 0.700000pc is 11.19 cells; regions here are cubes of 8 cells;"
            + " give at most 0.500376pc",
        "--snapshot",
        sample,
        "--region-size",
        "0.7pc");
    assertUsage("--map-size is 0; give a value from 1 to", "--snapshot", sample, "--map-size", "0");
    assertUsage(
        "'0.5ly' is not a length; write a number and one of the units au, cm, pc",
        "--snapshot",
        sample,
        "--region-size",
        "0.5ly");
    assertUsage(
        "'-1Msun' is not a positive mass", "--snapshot", sample, "--minimum-mass", "-1Msun");
    assertUsage("but was 'w'", "--snapshot", sample, "--axes", "x,w");
  }

  private void assertUsage(String message, Object... arguments) {
    Path out = folder.resolve("refused.fits");
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--out";
    all[arguments.length + 1] = out;
    CommandCall call = CommandCall.of(new ProjectCommand(), all);
    assertEquals(ExitCodes.USAGE, call.exitCode(), call.err());
    assertTrue(call.err().contains(message), call.err());
    assertEquals(1, call.err().strip().lines().count(), call.err());
    assertFalse(Files.exists(out));
  }
}
