package protomass.snapshot.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.snapshot.GasRegion;
import protomass.snapshot.RandomGas;

class OverlapFinderTest {
  private static final int SIZE = 16;

  /** A wide field of gas whose cells come in leaves of 4 x 4 x 4 equal cells. */
  private static final GasRegion WIDE = leaves(RandomGas.noise(12, 3), 4);

  @ParameterizedTest
  @CsvSource({
    "10, 12, 14, 0, 0, 0",
    "10, 12, 14, 1, 0, 0",
    "10, 12, 14, 5, -7, 9",
    "16, 16, 16, -3, -4, -5",
    "10, 12, 14, -2, 15, -13",
    // Thin, but across five leaves.
    "16, 16, 16, 15, 15, 0"
  })
  void findsTheOffsetOfTwoCubesOfOneField(int x, int y, int z, int dx, int dy, int dz) {
    Map<Long, GasRegion> regions = Map.of(4L, cube(x, y, z), 9L, cube(x + dx, y + dy, z + dz));
    List<Overlap> found = find(regions, 4, 9);
    Offset offset = new Offset(dx, dy, dz);
    assertEquals(List.of(new Overlap(4, 9, offset, offset.sharedCells(SIZE))), found);
    // The order in which regions come does not matter.
    assertEquals(found, find(regions, 9, 4));
  }

  @Test
  void findsNothingInCubesThatOnlyTouch() {
    Map<Long, GasRegion> regions =
        Map.of(1L, cube(0, 0, 0), 2L, cube(16, 0, 0), 3L, cube(0, 17, 0), 4L, cube(20, 20, 20));
    assertEquals(List.of(), find(regions, 1, 2, 3, 4));
  }

  /** One cell thick, inside one layer of leaves: the gas does not tell how thick. */
  @Test
  void givesTheLargestOffsetThatAgrees() {
    Map<Long, GasRegion> regions = Map.of(4L, cube(10, 12, 14), 9L, cube(25, 13, 12));
    Offset largest = new Offset(14, 1, -2);
    assertEquals(
        List.of(new Overlap(4, 9, largest, largest.sharedCells(SIZE))), find(regions, 4, 9));
  }

  /** Cells 16 to 19 are one leaf: the first cube ends at 16, the second begins at 18. */
  @Test
  void cubesThatCutTheSameLeavesShareGas() {
    Map<Long, GasRegion> regions = Map.of(1L, cube(1, 0, 0), 2L, cube(18, 0, 0));
    assertEquals(1, find(regions, 1, 2).size());
  }

  @Test
  void findsNothingInOtherGas() {
    Map<Long, GasRegion> regions = new HashMap<>();
    for (long star = 1; star <= 5; star++) {
      regions.put(star, leaves(RandomGas.noise(4, 100 + star), 4));
    }
    assertEquals(List.of(), find(regions, 1, 2, 3, 4, 5));
  }

  @Test
  void findsNothingWhenTheVelocityDiffersInOneBit() {
    GasRegion first = cube(10, 12, 14);
    GasRegion second = cube(15, 12, 14);
    int shared = (4 * SIZE + 7) * SIZE + 7;
    float[] velocity = second.velocity().get(2);
    velocity[shared] = Math.nextUp(velocity[shared]);
    assertEquals(List.of(), find(Map.of(1L, first, 2L, second), 1, 2));
  }

  /** Uniform gas is equal everywhere; that says nothing about where a region lies. */
  @Test
  void uniformGasIsNoEvidence() {
    GasRegion uniform =
        RandomGas.of(
            SIZE, 2e16, (x, y, z) -> 1e-20, (x, y, z) -> 0, (x, y, z) -> 0, (x, y, z) -> 0);
    assertEquals(List.of(), find(Map.of(1L, uniform, 2L, uniform), 1, 2));
  }

  @Test
  void findsEveryPairAmongMany() {
    Map<Long, GasRegion> regions =
        Map.of(1L, cube(0, 0, 0), 2L, cube(10, 3, 2), 3L, cube(20, 6, 4), 4L, cube(32, 32, 32));
    List<Overlap> found = find(regions, 1, 2, 3, 4);
    assertEquals(
        List.of(
            new Overlap(1, 2, new Offset(10, 3, 2), 6 * 13 * 14),
            new Overlap(2, 3, new Offset(10, 3, 2), 6 * 13 * 14)),
        found);
    assertTrue(found.stream().allMatch(overlap -> overlap.first() < overlap.second()));
  }

  @Test
  void readsDroppedRegionsAgain() {
    StateCache cache = new StateCache(2);
    for (int region = 0; region < 3; region++) {
      cache.put(region, new long[] {region});
    }
    assertEquals(7, cache.get(0, () -> new long[] {7})[0]);
    assertEquals(2, cache.get(2, () -> new long[] {8})[0]);
    assertEquals(9, cache.get(1, () -> new long[] {9})[0]);
  }

  private static List<Overlap> find(Map<Long, GasRegion> regions, long... order) {
    OverlapFinder finder = new OverlapFinder(SIZE, regions::get);
    for (long star : order) {
      finder.add(star, regions.get(star));
    }
    return finder.find();
  }

  private static GasRegion cube(int x, int y, int z) {
    return new GasRegion(
        SIZE,
        WIDE.cellCm(),
        cut(WIDE.density(), x, y, z),
        WIDE.velocity().stream().map(component -> cut(component, x, y, z)).toList());
  }

  private static float[] cut(float[] wide, int x, int y, int z) {
    float[] values = new float[SIZE * SIZE * SIZE];
    for (int cell = 0; cell < values.length; cell++) {
      int column = x + cell / (SIZE * SIZE);
      int row = y + cell / SIZE % SIZE;
      values[cell] = wide[(column * WIDE.size() + row) * WIDE.size() + z + cell % SIZE];
    }
    return values;
  }

  private static GasRegion leaves(GasRegion coarse, int width) {
    return new GasRegion(
        coarse.size() * width,
        coarse.cellCm() / width,
        repeated(coarse.density(), coarse.size(), width),
        coarse.velocity().stream()
            .map(component -> repeated(component, coarse.size(), width))
            .toList());
  }

  private static float[] repeated(float[] coarse, int size, int width) {
    int fine = size * width;
    float[] values = new float[fine * fine * fine];
    for (int cell = 0; cell < values.length; cell++) {
      int x = cell / (fine * fine) / width;
      int y = cell / fine % fine / width;
      values[cell] = coarse[(x * size + y) * size + cell % fine / width];
    }
    return values;
  }
}
