package protomass.snapshot.formats;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.error.BadInputException;
import protomass.snapshot.Box;
import protomass.snapshot.CellBlock;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.Projector;
import protomass.snapshot.projection.View;

/** A region is read without looking at the gas elsewhere, the same way by any number of threads. */
class RegionReadingTest {
  @TempDir Path folder;

  static java.util.stream.Stream<Sample> samples() {
    return FormatSamplesTest.samples();
  }

  @Test
  void blocksElsewhereAreNotRead() throws IOException {
    Path path = new Sample("athena/cloud.out2.00012.athdf").copyTo(folder);
    spoilBlock(path, "prim", 0);
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      Box box = snapshot.space().box();
      Vector3 eighth = box.sides().times(0.125);
      Box near = new Box(box.lower().plus(eighth.times(0.1)), box.lower().plus(eighth));
      Box far = new Box(box.upper().minus(eighth), box.upper().minus(eighth.times(0.1)));
      assertDoesNotThrow(() -> read(snapshot, far));
      // Block 0 is the first one that is not split: at high x, low y and z.
      Box spoiled =
          new Box(
              new Vector3(far.lower().x(), near.lower().y(), near.lower().z()),
              new Vector3(far.upper().x(), near.upper().y(), near.upper().z()));
      assertThrows(BadInputException.class, () -> read(snapshot, spoiled));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void cellsComeInOneOrder(Sample sample) {
    try (Snapshot snapshot = SnapshotFormats.open(sample.path())) {
      List<Box> all = List.of(snapshot.space().box());
      double[] one = values(snapshot, all, 1);
      assertTrue(one.length > 1000);
      assertEquals(Arrays.hashCode(one), Arrays.hashCode(values(snapshot, all, 4)));
    }
  }

  /** Half of the balls of a periodic box's corner lie beyond its faces, and come in again. */
  @Test
  void particlesReachThroughTheFacesOfAPeriodicBox() throws IOException {
    Path path = new Sample("arepo/snapdir_008").copyTo(folder);
    Files.writeString(folder.resolve("protomass-units.yaml"), "periodic: true");
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      assertTrue(snapshot.space().periodic());
      Box box = snapshot.space().box();
      // The same box, shifted by a quarter of itself.
      Vector3 shift = box.sides().times(0.25);
      Box shifted = new Box(box.lower().plus(shift), box.upper().plus(shift));
      View view = View.of(shifted, ImageAxes.Y, 16, 16);
      try (Projector projector = new Projector(snapshot.space(), List.of(view), 1)) {
        snapshot.cells(List.of(shifted), 1, projector);
        double mass = new Sample("arepo/snapdir_008").expected().get("gas_mass_g").asDouble();
        // Sums over 41,600 cells and their images.
        assertEquals(mass, projector.map(0).mass(), 1e-12 * mass);
      }
    }
  }

  private static void read(Snapshot snapshot, Box region) {
    snapshot.cells(List.of(region), 1, block -> {});
  }

  private static double[] values(Snapshot snapshot, List<Box> regions, int threads) {
    List<Double> values = new ArrayList<>();
    snapshot.cells(regions, threads, block -> add(block, values));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(CellBlock block, List<Double> values) {
    for (int i = 0; i < block.size(); i++) {
      values.add(block.density()[i]);
      values.add(block.centre(0)[i]);
    }
  }

  /** Makes every value of a block in the first variable no number. */
  private static void spoilBlock(Path path, String name, int block) throws IOException {
    long address;
    int bytes;
    try (HdfFile hdf = new HdfFile(path)) {
      ContiguousDataset dataset = (ContiguousDataset) hdf.getDatasetByPath(name);
      int[] shape = dataset.getDimensions();
      bytes = shape[2] * shape[3] * shape[4] * Float.BYTES;
      address = dataset.getDataAddress() + (long) block * bytes;
    }
    byte[] content = Files.readAllBytes(path);
    Arrays.fill(content, (int) address, (int) address + bytes, (byte) 0xff);
    Files.write(path, content);
  }
}
