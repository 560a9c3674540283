package protomass.vision.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import protomass.testing.SharedFolder;
import protomass.vision.recipe.EncoderSource;

class ParallelEncoderTest {
  /**
   * Batches are cut into pieces from their beginning: only where they are whole pieces do the same
   * pictures share a piece whatever the number of threads and of pictures asked for.
   */
  @Test
  void batchesAreWholePieces() {
    String random = "random:" + SharedFolder.repository().resolve("conf/recipes/test.yaml") + ":3";
    for (int threads = 1; threads <= 3; threads++) {
      try (ParallelEncoder encoder =
          new ParallelEncoder(EncoderSource.parse(random).open(), threads)) {
        for (int least : new int[] {1, 7, 8, 14, 17, 100}) {
          int batch = encoder.batch(least);
          String what = "%d for %d on %d threads".formatted(batch, least, threads);
          assertTrue(batch >= least && batch >= 8 * threads, what);
          assertEquals(0, batch % 8, what);
        }
      }
    }
  }
}
