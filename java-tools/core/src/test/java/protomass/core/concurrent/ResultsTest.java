package protomass.core.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.error.BadInputException;

/** How the failure of another thread reaches the one that waits. */
class ResultsTest {
  static Throwable[] thrownAsTheyAre() {
    return new Throwable[] {
      new BadInputException(Path.of("x"), "is broken", "mend it"),
      new OutOfMemoryError("Java heap space"),
      new UncheckedFault()
    };
  }

  private static final class UncheckedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static FutureTask<String> run(Callable<String> work) {
    FutureTask<String> task = new FutureTask<>(work);
    task.run();
    return task;
  }

  @Test
  void theResultIsHandedOn() {
    assertEquals("done", Results.await(run(() -> "done"), "working"));
  }

  @ParameterizedTest
  @MethodSource("thrownAsTheyAre")
  void anUncheckedFailureIsThrownAsItWas(Throwable failure) {
    FutureTask<String> task =
        run(
            () -> {
              if (failure instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) failure;
            });
    assertSame(failure, assertThrows(failure.getClass(), () -> Results.await(task, "working")));
  }

  @Test
  void aCheckedFailureIsTheCause() {
    IOException failure = new IOException("gone");
    FutureTask<String> task =
        run(
            () -> {
              throw failure;
            });
    IllegalStateException told =
        assertThrows(IllegalStateException.class, () -> Results.await(task, "working"));
    assertEquals("working failed", told.getMessage());
    assertSame(failure, told.getCause());
  }

  @Test
  void anInterruptedWaitKeepsItsMark() {
    Thread.currentThread().interrupt();
    IllegalStateException told =
        assertThrows(
            IllegalStateException.class,
            () -> Results.await(new CompletableFuture<String>(), "working"));
    assertEquals("working was interrupted", told.getMessage());
    assertTrue(Thread.interrupted());
  }
}
