package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.error.ExitCodes;
import protomass.snapshot.RegionFileSample;
import protomass.testing.SharedFolder;

/** Every fault of a region file ends in one line that names file, value and mend. */
class BrokenRegionFileTest {
  private static final Path DEMO =
      SharedFolder.repository().resolve("assets/demo").resolve("m2-00054.h5");

  @TempDir Path folder;

  @Test
  void theSampleItselfIsGood() {
    Path file = new RegionFileSample(3).write(folder.resolve("good.h5"));
    CommandCall call = project(file);
    assertEquals(ExitCodes.DONE, call.exitCode(), call.err());
  }

  @Test
  void absent() {
    assertRefused(folder.resolve("absent.h5"), "does not exist; check the name");
  }

  @Test
  void notHdf5() throws IOException {
    Path file = Files.writeString(folder.resolve("note.h5"), "no snapshot at all");
    assertRefused(
        file,
        "is in none of the known snapshot formats (",
        "region file (HDF5)",
        "; give a snapshot in one of them");
    assertRefused(
        Files.createFile(folder.resolve("empty.h5")), "is in none of the known snapshot formats");
    assertRefused(folder, "is in none of the known snapshot formats");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 2_000, 400_000, 739_979})
  void truncated(int bytes) throws IOException {
    Path file = folder.resolve("cut.h5");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(DEMO), bytes));
    assertRefused(
        file, "is truncated: %d of 739980 bytes; copy or write the file again".formatted(bytes));
  }

  @Test
  void truncatedWithinTheSuperblock() throws IOException {
    Path file = folder.resolve("cut.h5");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(DEMO), 20));
    assertRefused(file, " cannot be read (", "; copy or write the file again");
  }

  @Test
  void damagedGas() throws IOException {
    byte[] bytes = Files.readAllBytes(DEMO);
    Arrays.fill(bytes, 300_000, 310_000, (byte) 0x5a);
    Path file = Files.write(folder.resolve("damaged.h5"), bytes);
    assertRefused(file, "star_0001/", " cannot be read (", "; copy or write the file again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"density", "velocity_x", "velocity_y", "velocity_z"})
  void missingDataset(String dataset) {
    assertRefused(
        sample(sample -> sample.stars().get("star_0003").datasets().remove(dataset)),
        "star_0003 has no dataset "
            + dataset
            + "; write density, velocity_x, velocity_y and"
            + " velocity_z for every star");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simulation", "snapshot", "time_yr", "cell_cm", "code"})
  void missingRootAttribute(String attribute) {
    assertRefused(
        sample(sample -> sample.rootAttributes().remove(attribute)),
        "the root group has no attribute " + attribute + "; write it as");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"star_id", "mass_msun", "age_yr", "position_cm", "velocity_cm_s", "index_order"})
  void missingStarAttribute(String attribute) {
    assertRefused(
        sample(sample -> sample.stars().get("star_0003").attributes().remove(attribute)),
        "star_0003 has no attribute " + attribute + "; write it as");
  }

  @Test
  void notANumberInTheDensity() {
    assertRefused(
        sample(sample -> sample.cube("star_0003", "density")[1][2][3] = Float.NaN),
        "star_0003/density is NaN at cell [1, 2, 3], not a density of zero or more;"
            + " mend that cell or leave the star out");
  }

  @Test
  void negativeDensity() {
    assertRefused(
        sample(sample -> sample.cube("star_0003", "density")[7][0][4] = -2e-20f),
        "star_0003/density is -2.0E-20 at cell [7, 0, 4], not a density of zero or more");
  }

  @Test
  void infiniteVelocity() {
    assertRefused(
        sample(sample -> sample.cube("star_0003", "velocity_y")[0][7][1] = Float.NEGATIVE_INFINITY),
        "star_0003/velocity_y is -Infinity at cell [0, 7, 1], not a finite velocity");
  }

  @Test
  void noStars() {
    assertRefused(
        new RegionFileSample().write(folder.resolve("empty.h5")),
        "has no star: no group star_NNNN; give a snapshot in which stars have formed");
  }

  @Test
  void noStarHeavyEnough() {
    Path file = new RegionFileSample(3, 4).write(folder.resolve("light.h5"));
    CommandCall call = project(file, "--minimum-mass", "0.6Msun");
    assertEquals(ExitCodes.BAD_INPUT, call.exitCode());
    assertTrue(
        call.err()
            .endsWith(
                file
                    + ": none of its 2 stars has 0.6 Msun, the heaviest has 0.5 Msun;"
                    + " lower --minimum-mass or leave this snapshot out"
                    + System.lineSeparator()),
        call.err());
  }

  @Test
  void wrongShape() {
    assertRefused(
        sample(
            sample ->
                sample.stars().get("star_0003").datasets().put("velocity_z", new float[8][8][4])),
        "star_0003/velocity_z has the shape [8, 8, 4] of type float, not a cube of float32");
    assertRefused(
        sample(
            sample ->
                sample.stars().get("star_0003").datasets().put("density", new double[8][8][8])),
        "star_0003/density has the shape [8, 8, 8] of type double, not a cube of float32");
    assertRefused(
        sample(
            sample ->
                sample
                    .stars()
                    .get("star_0003")
                    .datasets()
                    .put("velocity_x", RegionFileSample.filled(4, 0))),
        "star_0003/velocity_x has 4 cells along a side, density has 8");
    assertRefused(
        sample(sample -> sample.stars().put("star_0009", RegionFileSample.uniformStar(9, 4))),
        "star_0009 has 4 cells along a side, other stars have 8; write all regions with the same"
            + " size");
  }

  @Test
  void starGivenTwice() {
    assertRefused(
        sample(sample -> sample.stars().put("star_0004", RegionFileSample.uniformStar(3, 8))),
        "has two groups with star_id 3; number each star once");
  }

  @Test
  void anotherUnit() {
    assertRefused(
        sample(sample -> sample.datasetUnits().put("density", "Msun/pc^3")),
        "star_0003/density is in 'Msun/pc^3', not in g/cm^3; convert it to g/cm^3");
  }

  @ParameterizedTest
  @CsvSource({
    "mass_msun, -1.0, 'star_0003: mass -1.0 Msun is not positive; mend that group''s attribute'",
    "mass_msun, NaN, 'attribute mass_msun of star_0003 is ''NaN'', not a finite number'",
    "age_yr, -5.0, 'star_0003: age -5.0 yr is negative or not finite'"
  })
  void attributesOutOfBounds(String attribute, double value, String message) {
    assertRefused(
        sample(sample -> sample.stars().get("star_0003").attributes().put(attribute, value)),
        message);
  }

  @Test
  void attributesOfAnotherType() {
    assertRefused(
        sample(sample -> sample.rootAttributes().put("simulation", 5)),
        "attribute simulation of the root group is '5', not a string");
    assertRefused(
        sample(sample -> sample.rootAttributes().put("simulation", "Herr Müller")),
        "must consist of letters, digits and _ . +; mend the root group's attribute");
    assertRefused(
        sample(sample -> sample.rootAttributes().put("snapshot", 4.5)),
        "attribute snapshot of the root group is '4.5', not a whole number");
    assertRefused(
        sample(sample -> sample.rootAttributes().put("cell_cm", 0.0)),
        "cell_cm 0.0 is not positive");
    assertRefused(
        sample(
            sample ->
                sample
                    .stars()
                    .get("star_0003")
                    .attributes()
                    .put("position_cm", new double[] {1, 2})),
        "attribute position_cm of star_0003 is '[1.0, 2.0]', not three finite numbers");
    assertRefused(
        sample(
            sample ->
                sample
                    .stars()
                    .get("star_0003")
                    .attributes()
                    .put("position_cm", new double[] {1, 2, 9e18})),
        "position_cm of star_0003 holds 9.0E18, outside of the region");
    assertRefused(
        sample(
            sample ->
                sample.stars().get("star_0003").attributes().put("index_order", "[iz,iy,ix]")),
        "star_0003 has the index_order '[iz,iy,ix]'; write its datasets in the order [ix,iy,iz]");
  }

  private Path sample(Consumer<RegionFileSample> fault) {
    RegionFileSample sample = new RegionFileSample(3, 8);
    fault.accept(sample);
    return sample.write(folder.resolve("sample.h5"));
  }

  private CommandCall project(Path file, Object... more) {
    Object[] arguments = {
      "--snapshot", file, "--map-size", "8", "--quiet", "--out", folder.resolve("maps.fits")
    };
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandCall.of(new ProjectCommand(), all);
  }

  private void assertRefused(Path file, String... parts) {
    for (CommandCall call :
        new CommandCall[] {
          project(file), CommandCall.of(new SnapshotInfoCommand(), "--snapshot", file)
        }) {
      assertEquals(ExitCodes.BAD_INPUT, call.exitCode(), call.err());
      assertTrue(call.err().contains(": " + file + ": "), call.err());
      for (String part : parts) {
        assertTrue(call.err().contains(part), call.err());
      }
      assertEquals(1, call.err().strip().lines().count(), call.err());
      assertEquals("", call.out());
    }
    assertFalse(Files.exists(folder.resolve("maps.fits")));
  }
}
