package protomass.core.concurrent;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What other threads have come to. */
public final class Results {
  private Results() {}

  /**
   * Waits for a result. A failure is thrown as it was where it is a {@link RuntimeException} or an
   * {@link Error}, such as bad input or a want of memory, so that it is told alike whichever thread
   * met it.
   *
   * @param work what is done, such as "rendering", for the messages
   * @throws IllegalStateException with the failure as its cause, where that is a checked exception;
   *     or when the waiting thread is interrupted, which keeps its mark of that
   */
  public static <T> T await(Future<T> running, String work) {
    try {
      return running.get();
    } catch (ExecutionException failure) {
      throw rethrown(failure.getCause(), work);
    } catch (InterruptedException interruption) {
      throw interrupted(interruption, work);
    }
  }

  /**
   * Throws the failure of another thread by the rule of {@link #await}.
   *
   * @return never; declared so that the compiler sees the end of a path
   */
  public static RuntimeException rethrown(Throwable failure, String work) {
    switch (failure) {
      case RuntimeException original -> throw original;
      case Error original -> throw original;
      default -> throw new IllegalStateException(work + " failed", failure);
    }
  }

  /** Marks the current thread as interrupted again, and tells the caller what to throw. */
  public static IllegalStateException interrupted(InterruptedException interruption, String work) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(work + " was interrupted", interruption);
  }
}
