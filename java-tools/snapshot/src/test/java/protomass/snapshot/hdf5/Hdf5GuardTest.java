package protomass.snapshot.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import protomass.core.error.BadInputException;

class Hdf5GuardTest {
  private final Hdf5Guard guard = new Hdf5Guard(Path.of("x.h5"));

  private final OutOfMemoryError full = new OutOfMemoryError("Java heap space");

  /** There is far more memory than the description of a sound file takes. */
  @Test
  void anAbsurdSizeIsTheFilesFault() {
    BadInputException failure =
        assertThrows(
            BadInputException.class,
            () ->
                guard.guarded(
                    "the root group",
                    () -> {
                      throw full;
                    }));
    assertEquals(
        "x.h5: the root group cannot be read: it has an absurd size; copy or write the file again",
        failure.getMessage());
    // Or it would be taken for a want of memory.
    assertNull(failure.getCause());
  }

  @Test
  void aFullHeapIsNot() {
    assertEquals(
        full,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                guard.guarded(
                    "density",
                    Long.MAX_VALUE,
                    () -> {
                      throw full;
                    })));
  }
}
