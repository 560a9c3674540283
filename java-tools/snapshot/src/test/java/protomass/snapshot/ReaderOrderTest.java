package protomass.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.error.BadInputException;
import protomass.testing.SharedFolder;

/** A snapshot is read by the one reader of its format, in whatever order readers are asked. */
class ReaderOrderTest {
  private static final Path FORMATS =
      SharedFolder.repository().resolve("java-tools/snapshot/src/test/resources/formats");

  private static final Path REGIONS = SharedFolder.repository().resolve("assets/demo/m2-00054.h5");

  private static final int SHUFFLES = 50;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "athena/cloud.out2.00012.athdf, AthenaReader",
    "athena/box.cons.00003.athdf, AthenaReader",
    "flash/cloud_hdf5_plt_cnt_0021, FlashReader",
    "flash/cloud_hdf5_chk_0007, FlashReader",
    "cube/cube.h5, CubeReader",
    "fits/cube_0042.fits, FitsCubeReader",
    "gizmo/snapshot_150.hdf5, ParticleReader",
    "arepo/snapdir_008, ParticleReader"
  })
  void oneReaderAcceptsASample(String sample, String reader) {
    assertEquals(List.of(reader), accepting(FORMATS.resolve(sample)));
  }

  @Test
  void oneReaderAcceptsRegions() {
    assertEquals(List.of("RegionFileReader"), accepting(REGIONS));
    assertEquals(
        List.of("RegionFileReader"),
        accepting(new RegionFileSample().write(folder.resolve("no_star.h5"))));
  }

  @Test
  void oneReaderAcceptsAnOutputFolder() throws IOException {
    Path info = Files.createFile(folder.resolve("info_00003.txt"));
    assertEquals(List.of("RamsesReader"), accepting(folder));
    assertEquals(List.of("RamsesReader"), accepting(info));
  }

  @Test
  void theOrderDoesNotMatter() throws IOException {
    byte[] bytes = Files.readAllBytes(REGIONS);
    List<Path> paths =
        List.of(
            REGIONS,
            FORMATS.resolve("flash/cloud_hdf5_chk_0007"),
            FORMATS.resolve("cube/cube.h5"),
            FORMATS.resolve("fits/cube_0042.fits"),
            FORMATS.resolve("arepo/snapdir_008"),
            FORMATS.resolve("athena/cloud.out2.00012.athdf"),
            Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, 400_000)),
            Files.write(folder.resolve("head.h5"), Arrays.copyOf(bytes, 20)),
            Files.writeString(folder.resolve("note.txt"), "no snapshot"),
            strange());
    List<SnapshotReader> readers = new ArrayList<>(SnapshotFormats.installed());
    List<String> first = outcomes(paths, readers);
    Random random = new Random(1);
    for (int i = 0; i < SHUFFLES; i++) {
      Collections.shuffle(readers, random);
      assertEquals(first, outcomes(paths, readers), readers::toString);
    }
  }

  @Test
  void aTruncatedFileIsSaidToBe() throws IOException {
    byte[] bytes = Files.readAllBytes(FORMATS.resolve("gizmo/snapshot_150.hdf5"));
    Path file = Files.write(folder.resolve("cut.hdf5"), Arrays.copyOf(bytes, bytes.length - 1));
    String message = refusal(file);
    assertTrue(
        message.startsWith(
            file + ": is truncated: %d of %d bytes;".formatted(bytes.length - 1, bytes.length)),
        message);
  }

  @Test
  void anUnknownHdf5FileIsShown() {
    assertTrue(
        refusal(strange()).contains("): its root group holds 'halos, spectra'; give a snapshot"),
        refusal(strange()));
  }

  @Test
  void twoFormatsAtOnceAreRefused() {
    Path both = folder.resolve("both.athdf");
    try (WritableHdfFile hdf = HdfFile.write(both)) {
      hdf.putDataset("density", new float[] {1});
    }
    assertTrue(
        refusal(both)
            .contains(
                "may be in several snapshot formats (Athena++ output (.athdf), cube of gas (HDF5))"),
        refusal(both));
  }

  private Path strange() {
    Path file = folder.resolve("strange.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putGroup("spectra");
      hdf.putGroup("halos");
    }
    return file;
  }

  private static List<String> accepting(Path path) {
    Candidate candidate = new Candidate(path);
    return SnapshotFormats.installed().stream()
        .filter(reader -> reader.accepts(candidate))
        .map(reader -> reader.getClass().getSimpleName())
        .toList();
  }

  private static List<String> outcomes(List<Path> paths, List<SnapshotReader> readers) {
    return paths.stream().map(path -> outcome(path, readers)).toList();
  }

  private static String outcome(Path path, List<SnapshotReader> readers) {
    try (Snapshot snapshot = SnapshotFormats.open(path, readers)) {
      return snapshot.getClass() + " " + snapshot.header() + " " + snapshot.stars().size();
    } catch (BadInputException refused) {
      return refused.getMessage();
    }
  }

  private static String refusal(Path path) {
    return assertThrows(BadInputException.class, () -> SnapshotFormats.open(path)).getMessage();
  }
}
