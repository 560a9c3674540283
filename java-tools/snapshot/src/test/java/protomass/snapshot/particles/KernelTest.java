package protomass.snapshot.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTest {
  @ParameterizedTest
  @EnumSource(Kernel.class)
  void theCellsHoldAllMass(Kernel kernel) {
    double sum = 0;
    for (int cell = 0; cell < Kernel.CELLS; cell++) {
      double share = share(kernel, cell);
      assertTrue(share > 0 && share < 1);
      sum += share;
    }
    assertEquals(1, sum, 1e-15);
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void everyAxisAndSideIsAlike(Kernel kernel) {
    for (int x = 0; x < 4; x++) {
      for (int y = 0; y < 4; y++) {
        for (int z = 0; z < 4; z++) {
          assertEquals(kernel.share(x, y, z), kernel.share(z, x, y));
          assertEquals(kernel.share(x, y, z), kernel.share(3 - x, y, z));
        }
      }
    }
  }

  /**
   * The masses left and right of x = 1/2 are known: for the ball the cap of height 1/2 holds 5/32.
   * For the spline, planes integrate to a polynomial: 2 pi times the integral of W(r) r (r - 1/2)
   * from 1/2 to 1, which is 1/30.
   */
  @Test
  void theOuterCellsHoldTheMassOfACap() {
    assertEquals(5.0 / 32, cap(Kernel.BALL), 1e-5);
    assertEquals(1.0 / 30, cap(Kernel.SPLINE), 1e-6);
  }

  private static double cap(Kernel kernel) {
    double sum = 0;
    for (int y = 0; y < 4; y++) {
      for (int z = 0; z < 4; z++) {
        sum += kernel.share(3, y, z);
      }
    }
    return sum;
  }

  private static double share(Kernel kernel, int cell) {
    return kernel.share(cell / 16, cell / 4 % 4, cell % 4);
  }
}
