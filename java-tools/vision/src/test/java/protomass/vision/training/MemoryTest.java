package protomass.vision.training;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import protomass.core.progress.ResidentMemory;
import protomass.testing.SharedFolder;
import protomass.vision.torch.Torch;

class MemoryTest {
  private static final int WARM_UP = 100;
  private static final int STEPS = 500;

  @BeforeAll
  static void oneThread() {
    Torch.useThreads(1);
  }

  /**
   * A quarter of what one leaked set of gradients a step would add: far more than the few megabytes
   * by which the allocator and the virtual machine vary, far less than any leak of a tensor per
   * parameter.
   */
  @Test
  void residentMemoryStaysFlatOverFiveHundredSteps() {
    assumeTrue(ResidentMemory.bytes().isPresent(), "skipped: the system tells no resident memory");
    try (TinyTraining training =
        new TinyTraining(SharedFolder.repository().resolve("conf/recipes"))) {
      for (int step = 0; step < WARM_UP; step++) {
        training.step();
      }
      long before = residentBytes();
      for (int step = WARM_UP; step < STEPS; step++) {
        training.step();
      }
      long grown = residentBytes() - before;
      long bound = training.gradientBytes() * (STEPS - WARM_UP) / 4;
      assertTrue(
          grown < bound,
          () ->
              "resident memory grew by %d MB from step %d to step %d; the bound is %d MB"
                  .formatted(grown / 1_000_000, WARM_UP, STEPS, bound / 1_000_000));
    }
  }

  /** After a garbage collection, which also frees buffers outside of the heap. */
  private static long residentBytes() {
    System.gc();
    return ResidentMemory.bytes().orElseThrow();
  }
}
