package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.GasRegion;
import protomass.snapshot.Records;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.region.RegionFileSnapshot;
import protomass.testing.SharedFolder;

/** The demo's regions, which keep 10 mantissa bits, against the maps of the simulation. */
class DemoMapsTest {
  @ParameterizedTest
  @CsvSource({
    "h1-00058.h5, H1, 6",
    "h1-00082.h5, H1, 6",
    "m2-00054.h5, M2, 2",
    "m2-00066.h5, M2, 2",
    "m2-00080.h5, M2, 6"
  })
  void equalsTheMapsOfTheSimulation(String file, String run, int regions) {
    Records records = Records.of(run);
    ReferenceBounds bounds = new ReferenceBounds(10, 15);
    Path path = SharedFolder.repository().resolve("assets/demo").resolve(file);
    int compared = 0;
    try (Snapshot snapshot = SnapshotFormats.open(path);
        HdfFile maps = new HdfFile(SharedFolder.data("ramses/maps_" + run + ".h5"))) {
      Dataset dataset = maps.getDatasetByPath("maps");
      for (Star star : snapshot.stars()) {
        Optional<Records.Entry> entry = records.find(snapshot.header().snapshot(), star.id());
        if (entry.isEmpty()) {
          continue;
        }
        GasRegion region = ((RegionFileSnapshot) snapshot).gas(star);
        for (LineOfSight axis : LineOfSight.values()) {
          bounds.assertAgree(
              file + " " + star.id() + axis,
              ReferenceMaps.of(dataset, entry.get().row(), axis),
              new GridProjection(64).along(axis, region));
        }
        compared++;
      }
    }
    assertEquals(regions, compared);
  }
}
