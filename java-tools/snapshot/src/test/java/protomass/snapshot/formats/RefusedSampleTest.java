package protomass.snapshot.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.BadInputException;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;

/** What a reader does not support, or what is missing, ends in one line with the mend. */
class RefusedSampleTest {
  private static final String ATHENA = "athena/cloud.out2.00012.athdf";
  private static final String FITS = "fits/cube_0042.fits";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "athena/cloud.out2.00012.athdf, cartesian, cylindric, has cylindric coordinates",
    "athena/cloud.out2.00012.athdf, vel3, velo, holds the variables rho",
    "flash/cloud_hdf5_chk_0007, cartesian, spherical, has spherical coordinates",
    "flash/cloud_hdf5_chk_0007, CGS, MKG, has units of the system 'mkg'",
    "flash/cloud_hdf5_plt_cnt_0021, none, more, the UnitSystem 'more'",
    "flash/cloud_hdf5_plt_cnt_0021, vely, velo, has no dataset vely",
    "'fits/cube_0042.fits', 'CTYPE3  = ''Z       ''', 'CTYPE3  = ''VELO-LSR''', has VELO-LSR along",
    "'fits/cube_0042.fits', 'BUNIT   = ''km s-1  ''', 'BUNIT   = ''K       ''', BUNIT 'K'",
    "'fits/cube_0042.fits', 'CDELT1  =                 0.02', 'CDELT1  =                -0.02', has CDELT1",
    "'fits/cube_0042.fits', 'CRPIX1  =                  1.0', 'CRPIX1  =                  2.0',"
        + " VELOCITY_X has other cells than DENSITY",
    "cube/cube.h5, '[ix,iy,iz]', '[ix,iz,iy]', has the index_order '[ix;iz;iy]'",
    "cube/cube.h5, g/cm^3, kg/m^3, density is in [kg/m^3]"
  })
  void changedText(String name, String from, String to, String fault) throws IOException {
    Path snapshot = new Sample(name).copyTo(folder);
    byte[] bytes = Files.readAllBytes(snapshot);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), from);
    String changed = name.endsWith(".fits") ? text.replaceFirst(from, to) : text.replace(from, to);
    Files.write(snapshot, changed.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(snapshot, fault.replace(';', ','));
  }

  @Test
  void athenaWithoutUnits() throws IOException {
    Path snapshot = new Sample(ATHENA).copyTo(folder);
    Files.delete(folder.resolve("protomass-units.yaml"));
    assertRefused(
        snapshot,
        "holds code units; write protomass-units.yaml beside it, with length, mass or density, and"
            + " velocity or time");
  }

  /** As a pipeline stages its inputs. */
  @Test
  void whatStandsBesideALinkedFileIsFound() throws IOException {
    Path real = new Sample(ATHENA).copyTo(folder.resolve("run"));
    Path link =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("task")).resolve(real.getFileName()), real);
    try (Snapshot snapshot = SnapshotFormats.open(link)) {
      assertEquals("A1", snapshot.header().simulation());
      assertEquals(2, snapshot.stars().size());
      assertEquals(3, snapshot.files().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'length: 1 pc', does not give length",
    "'length: 1 pc\nmass: 1 Msun\ndensity: 1 g/cm^3\ntime: 1 s', does not give length",
    "'length: 1 ly\nmass: 1 g\ntime: 1 s', length is '1 ly'",
    "'length: -1 pc\nmass: 1 g\ntime: 1 s', length is '-1 pc'",
    "'lenght: 1 pc', has the unknown key 'lenght'",
    "'length: 1 pc\nmass: 1 g\ntime: 1 s\nperiodic: maybe', periodic is 'maybe'",
    "'length: [1, 2]', length is no single value",
    "'simulation: a b', simulation is 'a b'",
    "'just text', holds no keys",
    "'a: [', is no YAML"
  })
  void unitsFile(String content, String fault) throws IOException {
    Path snapshot = new Sample(ATHENA).copyTo(folder);
    Files.writeString(folder.resolve("protomass-units.yaml"), content);
    assertRefused(snapshot, "protomass-units.yaml: " + fault);
  }

  @ParameterizedTest
  @CsvSource({
    "'id,mass_msun\n1,2', has no column x_pc",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1,2,0,0.1,0.4,0,0,x,5',"
        + " line 2: vz_km_s is 'x'",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1,2,0,0.1,0.4,0,0',"
        + " line 2 has no vz_km_s",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1,2,0,0.1,9,0,0,0,5', star 1: lies at",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1,2,0,0.1,0.4,0,0,0,-5', star 1: age",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s\n1,2,0,0.1,0.4,0,0,0', does not have one of",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1,2,0,0.1,0.4,0,0,0,5\n"
        + "1,2,0,0.1,0.4,0,0,0,5', has star 1 twice",
    "'id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,age_yr\n1.5,2,0,0.1,0.4,0,0,0,5',"
        + " line 2: id is 1.5",
    "'id,id\n1,2', is no table"
  })
  void starTable(String content, String fault) throws IOException {
    Path snapshot = new Sample(FITS).copyTo(folder);
    Files.writeString(folder.resolve("cube_0042.stars.csv"), content);
    assertRefused(snapshot, "cube_0042.stars.csv: " + fault);
  }

  @Test
  void starsOfNoMassAreLeftOut() throws IOException {
    Path snapshot = new Sample(FITS).copyTo(folder);
    Files.writeString(
        folder.resolve("cube_0042.stars.csv"),
        """
        age_yr,id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s,note
        0,8,0.0,0,0.1,0.4,0,0,0,new
        5,7,0.1,0,0.1,0.4,0,0,0,old
        """);
    try (Snapshot opened = SnapshotFormats.open(snapshot)) {
      assertEquals(List.of(7L), opened.stars().stream().map(star -> star.id()).toList());
    }
  }

  @Test
  void aPartOfASnapshotIsAbsent() throws IOException {
    Path snapshot = new Sample("arepo/snapdir_008").copyTo(folder);
    Files.delete(folder.resolve("snapdir_008/snapshot_008.1.hdf5"));
    assertRefused(snapshot, "does not exist, though the snapshot has 2 files; copy the snapshot");
  }

  @ParameterizedTest
  @CsvSource({
    "Redshift, 1.5, is of a cosmological run",
    "ComovingIntegrationOn, 1, is of a cosmological run",
    "HubbleParam, 0.7, has HubbleParam 0.7",
    "UnitMass_In_CGS, 0, gives no units",
    "BoxSize, 0, its BoxSize makes no box",
    "NumFilesPerSnapshot, 3, is one of 3 files but is not named",
    "NumFilesPerSnapshot, 1e9, has 1.0E9 files"
  })
  void particleHeader(String attribute, double value, String fault) {
    Map<String, Object> header = header();
    header.put(attribute, value);
    assertRefused(particles(header, "SmoothingLength"), fault.replace("files but", "files, but"));
  }

  @ParameterizedTest
  @CsvSource({"UnitMass_In_CGS, does not tell the units", "Time, Header has no attribute Time"})
  void particleHeaderWithout(String attribute, String fault) {
    Map<String, Object> header = header();
    header.remove(attribute);
    assertRefused(particles(header, "SmoothingLength"), fault);
  }

  @Test
  void particlesWithoutSize() {
    assertRefused(particles(header(), "Temperature"), "has no dataset PartType0/Density");
  }

  @Test
  void theParticlesThemselvesAreGood() {
    Path path = particles(header(), "SmoothingLength");
    assertDoesNotThrow(() -> read(path));
  }

  private static Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("NumPart_ThisFile", new int[] {2, 0, 0, 0, 0, 0});
    header.put("NumPart_Total", new int[] {2, 0, 0, 0, 0, 0});
    header.put("NumFilesPerSnapshot", 1);
    header.put("Time", 1.0);
    header.put("BoxSize", 10.0);
    header.put("UnitLength_In_CGS", 1e17);
    header.put("UnitMass_In_CGS", 1e33);
    header.put("UnitVelocity_In_CGS", 1e5);
    return header;
  }

  private Path particles(Map<String, Object> header, String size) {
    Path file = folder.resolve("snapshot_001.hdf5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup group = hdf.putGroup("Header");
      header.forEach(group::putAttribute);
      WritableGroup gas = hdf.putGroup("PartType0");
      gas.putDataset("Coordinates", new double[][] {{1, 2, 3}, {4, 5, 6}});
      gas.putDataset("Velocities", new float[][] {{1, 0, 0}, {0, 1, 0}});
      gas.putDataset("Masses", new float[] {1, 2});
      gas.putDataset(size, new float[] {1, 1});
    }
    return file;
  }

  private static void read(Path path) {
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      snapshot.cells(List.of(snapshot.space().box()), 1, block -> {});
    }
  }

  private static void assertRefused(Path path, String part) {
    BadInputException refused = assertThrows(BadInputException.class, () -> read(path));
    assertTrue(refused.getMessage().contains(part), refused::getMessage);
    assertTrue(refused.getMessage().contains("; "), refused::getMessage);
    assertEquals(1, refused.getMessage().lines().count());
  }
}
