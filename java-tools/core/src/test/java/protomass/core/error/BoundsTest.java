package protomass.core.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  @ParameterizedTest
  @ValueSource(doubles = {Double.MIN_VALUE, 0.25, 0.9999999999999999})
  void whatLiesBetweenIsTaken(double value) {
    Bounds.between("--test-fraction", value, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, -0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void endsAndWhatLiesBeyondAreRefused(double value) {
    UsageException refused =
        assertThrows(UsageException.class, () -> Bounds.between("--test-fraction", value, 0, 1));
    assertEquals(
        "--test-fraction is %s; give a value above 0.0 and below 1.0".formatted(value),
        refused.getMessage());
  }

  @Test
  void leastValuesAreNamed() {
    Bounds.atLeast("--folds", 2, 2);
    UsageException refused =
        assertThrows(UsageException.class, () -> Bounds.atLeast("--folds", 1, 2));
    assertEquals("--folds is 1; give at least 2", refused.getMessage());
  }
}
