package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.maps.GasMap;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.GasRegion;
import protomass.snapshot.RandomGas;

/**
 * Gas whose maps are known on paper. Values are stored in single precision on both sides, 2^-24
 * relative, hence the tolerance of 2e-7 where a case has no other source of error.
 */
class ProjectionTest {
  private static final int SIZE = 16;
  private static final double CELL_CM = 2e16;
  private static final double SINGLE = 2e-7;

  private static final RandomGas.Field ZERO = (x, y, z) -> 0;
  private static final RandomGas.Field ONE = (x, y, z) -> 1;

  @ParameterizedTest
  @MethodSource("protomass.core.maps.LineOfSight#values")
  void uniformGasShowsThePathLength(LineOfSight axis) {
    GasMap map =
        new GridProjection(SIZE).along(axis, RandomGas.of(SIZE, CELL_CM, ONE, ZERO, ZERO, ZERO));
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      assertEquals(SIZE * CELL_CM, map.columnDensity()[pixel], SINGLE * SIZE * CELL_CM);
      assertEquals(0, map.velocity()[pixel]);
      assertEquals(0, map.dispersion()[pixel]);
    }
  }

  @ParameterizedTest
  @MethodSource("protomass.core.maps.LineOfSight#values")
  void uniformExpansionHasNoMeanAndTheDispersionOfAUniformSpread(LineOfSight axis) {
    double speed = 3e5;
    GasMap map =
        new GridProjection(SIZE)
            .along(
                axis,
                RandomGas.of(
                    SIZE,
                    CELL_CM,
                    ONE,
                    (x, y, z) -> speed * x,
                    (x, y, z) -> speed * y,
                    (x, y, z) -> speed * z));
    // n equidistant values of spacing h have the variance h^2 (n^2 - 1) / 12.
    double expected = speed / 1e5 / SIZE * Math.sqrt((SIZE * SIZE - 1) / 12.0);
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      assertEquals(0, map.velocity()[pixel], SINGLE);
      assertEquals(expected, map.dispersion()[pixel], SINGLE * expected);
    }
  }

  @Test
  void solidRotationAroundZIsAGradientAcrossEachMap() {
    double turn = 4e5;
    GasRegion gas =
        RandomGas.of(SIZE, CELL_CM, ONE, (x, y, z) -> -turn * y, (x, y, z) -> turn * x, ZERO);
    GasMap alongX = new GridProjection(SIZE).along(LineOfSight.X, gas);
    GasMap alongY = new GridProjection(SIZE).along(LineOfSight.Y, gas);
    GasMap alongZ = new GridProjection(SIZE).along(LineOfSight.Z, gas);
    for (int second = 0; second < SIZE; second++) {
      for (int first = 0; first < SIZE; first++) {
        int pixel = second * SIZE + first;
        double offset = (first + 0.5) / SIZE - 0.5;
        // Along x the first image axis is y, along y it is x; velocity varies along it alone.
        assertEquals(-turn / 1e5 * offset, alongX.velocity()[pixel], 4 * SINGLE);
        assertEquals(turn / 1e5 * offset, alongY.velocity()[pixel], 4 * SINGLE);
        assertEquals(0, alongZ.velocity()[pixel]);
        assertEquals(0, alongX.dispersion()[pixel], 4 * SINGLE);
      }
    }
  }

  @Test
  void twoStreamsHaveTheDispersionOfTwoValues() {
    // A quarter of the mass at +3 km/s, the rest at -1 km/s: mean 0, dispersion sqrt(3) km/s.
    GasMap map =
        new GridProjection(SIZE)
            .along(
                LineOfSight.Z,
                RandomGas.of(
                    SIZE,
                    CELL_CM,
                    (x, y, z) -> z > 0 ? 1e-20 : 3e-20,
                    ZERO,
                    ZERO,
                    (x, y, z) -> z > 0 ? 3e5 : -1e5));
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      assertEquals(0, map.velocity()[pixel], SINGLE);
      assertEquals(Math.sqrt(3), map.dispersion()[pixel], SINGLE * 2);
    }
  }

  @Test
  void aSmallDispersionSurvivesAGreatMeanVelocity() {
    // In the mean of squares, 1e10 (cm/s)^2 on 1e18 would lose half of its digits.
    GasMap map =
        new GridProjection(SIZE)
            .along(
                LineOfSight.Z,
                RandomGas.of(SIZE, CELL_CM, ONE, ZERO, ZERO, (x, y, z) -> z > 0 ? 1e9 + 64 : 1e9));
    for (float dispersion : map.dispersion()) {
      assertEquals(32e-5, dispersion, 32e-5 * SINGLE);
    }
  }

  @ParameterizedTest
  @MethodSource("protomass.core.maps.LineOfSight#values")
  void theMapHoldsTheMassOfTheCells(LineOfSight axis) {
    GasRegion gas = RandomGas.noise(SIZE, 5);
    for (int pixels : new int[] {1, 2, 4, 8, 16}) {
      GasMap map = new GridProjection(pixels).along(axis, gas);
      double sum = 0;
      for (float columnDensity : map.columnDensity()) {
        sum += columnDensity;
      }
      double pixelCm = gas.sideCm() / pixels;
      assertEquals(gas.massG(), sum * pixelCm * pixelCm, SINGLE * gas.massG());
    }
  }

  @Test
  void turningTheAxesTurnsTheMaps() {
    GasRegion gas = RandomGas.noise(SIZE, 6);
    // New axes (x', y', z') = (y, z, x): what was seen along y is now seen along x'.
    GasRegion turned = turned(gas);
    GridProjection projection = new GridProjection(SIZE);
    GasMap alongY = projection.along(LineOfSight.Y, gas);
    GasMap alongNewX = projection.along(LineOfSight.X, turned);
    // Along y the image axes are (x, z); along x' they are (y', z') = (z, x): transposed.
    assertArrayEquals(transposed(alongY.columnDensity()), alongNewX.columnDensity());
    assertArrayEquals(transposed(alongY.velocity()), alongNewX.velocity());
    assertArrayEquals(transposed(alongY.dispersion()), alongNewX.dispersion());
    // Along z (x, y) becomes along y' (x', z') = (y, x): transposed as well.
    assertArrayEquals(
        transposed(projection.along(LineOfSight.Z, gas).velocity()),
        projection.along(LineOfSight.Y, turned).velocity());
    // Along x (y, z) becomes along z' (x', y') = (y, z): the same.
    assertArrayEquals(
        projection.along(LineOfSight.X, gas).dispersion(),
        projection.along(LineOfSight.Z, turned).dispersion());
  }

  @Test
  void aCoarsePixelTakesAllCellsBehindIt() {
    GasRegion gas = RandomGas.noise(4, 7);
    GasMap map = new GridProjection(2).along(LineOfSight.Y, gas);
    // Pixel (1, 0): x in 2..3, z in 0..1, all y.
    double mass = 0;
    double momentum = 0;
    double square = 0;
    for (int x = 2; x < 4; x++) {
      for (int y = 0; y < 4; y++) {
        for (int z = 0; z < 2; z++) {
          int cell = (x * 4 + y) * 4 + z;
          double velocity = gas.velocity().get(1)[cell] / 1e5;
          mass += gas.density()[cell];
          momentum += gas.density()[cell] * velocity;
          square += gas.density()[cell] * velocity * velocity;
        }
      }
    }
    double mean = momentum / mass;
    int pixel = 1;
    assertEquals(mass * gas.cellCm() / 4, map.columnDensity()[pixel], 1e-9);
    assertEquals(mean, map.velocity()[pixel], SINGLE);
    assertEquals(Math.sqrt(square / mass - mean * mean), map.dispersion()[pixel], SINGLE);
  }

  @Test
  void aPixelWithoutMassHasNoVelocity() {
    GasRegion gas =
        RandomGas.of(4, CELL_CM, (x, y, z) -> x < -0.25 && y < -0.25 ? 0 : 1e-20, ONE, ONE, ONE);
    GasMap map = new GridProjection(4).along(LineOfSight.Z, gas);
    assertEquals(1, GridProjection.pixelsWithoutMass(map));
    assertEquals(Float.NaN, map.velocity()[0]);
    assertEquals(Float.NaN, map.dispersion()[0]);
    assertEquals(0, map.columnDensity()[0]);
  }

  private static float[] transposed(float[] map) {
    float[] other = new float[map.length];
    for (int pixel = 0; pixel < map.length; pixel++) {
      other[pixel % SIZE * SIZE + pixel / SIZE] = map[pixel];
    }
    return other;
  }

  private static GasRegion turned(GasRegion gas) {
    return new GasRegion(
        gas.size(),
        gas.cellCm(),
        turned(gas.density()),
        List.of(
            turned(gas.velocity().get(1)),
            turned(gas.velocity().get(2)),
            turned(gas.velocity().get(0))));
  }

  private static float[] turned(float[] values) {
    float[] other = new float[values.length];
    for (int x = 0; x < SIZE; x++) {
      for (int y = 0; y < SIZE; y++) {
        for (int z = 0; z < SIZE; z++) {
          other[(y * SIZE + z) * SIZE + x] = values[(x * SIZE + y) * SIZE + z];
        }
      }
    }
    return other;
  }
}
