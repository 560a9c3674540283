package protomass.snapshot.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.core.units.Cgs;
import protomass.snapshot.Records;
import protomass.snapshot.Snapshot;
import protomass.snapshot.SnapshotFormats;
import protomass.snapshot.Star;
import protomass.snapshot.region.RegionFileSnapshot;
import protomass.testing.SharedFolder;

/** Overlaps found from the gas against the places of the regions in the box. */
class DemoOverlapTest {
  private record Found(double cellCm, List<Star> stars, List<Overlap> overlaps) {}

  @ParameterizedTest
  @CsvSource({
    "h1-00058.h5, H1, 58, 15",
    "h1-00082.h5, H1, 82, 15",
    "m2-00054.h5, M2, 54, 1",
    "m2-00066.h5, M2, 66, 1",
    "m2-00080.h5, M2, 80, 15"
  })
  void overlapsExactlyWhereThePlacesSay(String file, String run, long snapshot, int pairs) {
    Records records = Records.of(run);
    Found found = find(file);
    List<List<Long>> expected = new ArrayList<>();
    int compared = 0;
    for (Star first : found.stars()) {
      for (Star second : found.stars()) {
        Optional<Records.Entry> a = records.find(snapshot, first.id());
        Optional<Records.Entry> b = records.find(snapshot, second.id());
        if (first.id() < second.id() && a.isPresent() && b.isPresent()) {
          compared++;
          if (a.get().overlaps(b.get(), found.cellCm() / Cgs.PARSEC_CM)) {
            expected.add(List.of(first.id(), second.id()));
          }
        }
      }
    }
    assertEquals(pairs, compared);
    assertEquals(
        expected,
        found.overlaps().stream()
            .map(overlap -> List.of(overlap.first(), overlap.second()))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "h1-00042.h5",
    "h1-00050.h5",
    "h1-00058.h5",
    "h1-00066.h5",
    "h1-00074.h5",
    "h1-00082.h5",
    "m2-00054.h5",
    "m2-00066.h5",
    "m2-00075.h5",
    "m2-00080.h5",
    "m2-00085.h5"
  })
  void offsetsOfThreeRegionsAddUp(String file) {
    Map<List<Long>, Offset> offsets =
        find(file).overlaps().stream()
            .collect(Collectors.toMap(o -> List.of(o.first(), o.second()), Overlap::offset));
    offsets.forEach(
        (pair, offset) ->
            offsets.forEach(
                (next, step) -> {
                  Offset direct = offsets.get(List.of(pair.getFirst(), next.getLast()));
                  if (pair.getLast().equals(next.getFirst()) && direct != null) {
                    assertEquals(
                        direct,
                        new Offset(
                            offset.x() + step.x(), offset.y() + step.y(), offset.z() + step.z()));
                  }
                }));
  }

  /** The thinnest overlap of the demo is one cell thick. */
  @Test
  void findsASheetOfOneCell() {
    Map<List<Long>, Offset> offsets =
        find("h1-00058.h5").overlaps().stream()
            .collect(Collectors.toMap(o -> List.of(o.first(), o.second()), Overlap::offset));
    assertEquals(new Offset(-43, -63, -8), offsets.get(List.of(16L, 19L)));
  }

  @Test
  void starsThatOverlapBelongToOneGroupOfTheRecords() {
    Map<String, Records> records =
        List.of("H1", "M2").stream().collect(Collectors.toMap(Function.identity(), Records::of));
    int compared = 0;
    for (String file :
        List.of(
            "h1-00042",
            "h1-00050",
            "h1-00058",
            "h1-00066",
            "h1-00074",
            "h1-00082",
            "m2-00054",
            "m2-00066",
            "m2-00075",
            "m2-00080",
            "m2-00085")) {
      Records run = records.get(file.substring(0, 2).toUpperCase(java.util.Locale.ROOT));
      for (Overlap overlap : find(file + ".h5").overlaps()) {
        Optional<Integer> first = run.group(overlap.first());
        Optional<Integer> second = run.group(overlap.second());
        if (first.isPresent() && second.isPresent()) {
          assertEquals(first, second, file + ": " + overlap);
          compared++;
        }
      }
    }
    assertTrue(compared > 20, compared + " pairs");
  }

  private static Found find(String file) {
    Path path = SharedFolder.repository().resolve("assets/demo").resolve(file);
    try (Snapshot snapshot = SnapshotFormats.open(path)) {
      RegionFileSnapshot regions = (RegionFileSnapshot) snapshot;
      Map<Long, Star> byId =
          snapshot.stars().stream().collect(Collectors.toMap(Star::id, Function.identity()));
      OverlapFinder finder = new OverlapFinder(64, id -> regions.gas(byId.get(id)));
      for (Star star : snapshot.stars()) {
        finder.add(star.id(), regions.gas(star));
      }
      return new Found(snapshot.header().cellCm(), snapshot.stars(), finder.find());
    }
  }
}
