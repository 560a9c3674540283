package protomass.snapshot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import protomass.core.error.ExitCodes;
import protomass.core.error.NotEnoughMemoryException;
import protomass.core.error.UsageException;
import protomass.snapshot.Vector3;
import protomass.snapshot.projection.ImageAxes;
import protomass.snapshot.projection.View;
import protomass.snapshot.quantity.Bytes;

class MemoryPlanTest {
  private static final View VIEW = new View(Vector3.ZERO, ImageAxes.X, 1.0, 1.0, 1.0, 1024, 1024);

  /** Eighteen maps of a megapixel take more than 400 MiB, and less than 1 GiB. */
  private static MemoryPlan plan(String budget, String allowed) {
    return MemoryPlan.of(Bytes.parse(budget), Bytes.parse(allowed), 6, 3, VIEW, 3, 2);
  }

  @Test
  void aSmallHeapIsAWantOfMemory() {
    NotEnoughMemoryException failure =
        assertThrows(NotEnoughMemoryException.class, () -> plan("100MiB", "2GiB"));
    assertEquals(ExitCodes.OUT_OF_MEMORY, failure.exitCode());
    assertTrue(
        failure.getMessage().contains("half of the Java heap is 100 MiB; set PROTOMASS_HEAP to "),
        failure.getMessage());
    assertTrue(plan("1GiB", "2GiB").starsAtATime() >= 1);
  }

  @Test
  void moreThanIsAllowedIsWrongUsage() {
    assertThrows(UsageException.class, () -> plan("100MiB", "100MiB"));
    // No heap, however large, would change it.
    assertThrows(UsageException.class, () -> plan("100MiB", "200MiB"));
  }
}
