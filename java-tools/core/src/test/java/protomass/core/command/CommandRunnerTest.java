package protomass.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import protomass.core.error.BadInputException;
import protomass.core.error.ExitCodes;

/** How failures of a command end: one line, and an exit code. */
class CommandRunnerTest {
  @Command(name = "tool")
  static final class Tool implements Callable<Integer> {
    private final Callable<Integer> work;

    @Option(names = "--batch-size")
    private int batchSize;

    @Option(names = "--threads")
    private int threads;

    Tool(Callable<Integer> work) {
      this.work = work;
    }

    @Override
    public Integer call() throws Exception {
      return work.call() + batchSize + threads;
    }
  }

  @Command(name = "root")
  static final class Root implements Runnable {
    @Override
    public void run() {}
  }

  private record Result(int exitCode, String err) {}

  @Test
  void aFullHeapIsAStateOfItsOwn() {
    Result result = run(CommandRunnerTest::takeAll);
    assertEquals(ExitCodes.OUT_OF_MEMORY, result.exitCode(), result.err());
    assertTrue(
        result.err().startsWith("root tool: out of memory: the Java heap of "), result.err());
    assertTrue(result.err().contains("PROTOMASS_HEAP"), result.err());
    assertTrue(result.err().contains("a smaller --batch-size or fewer --threads"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void aFullHeapOfAWorkerIsTheSame() {
    Result result =
        run(
            () -> {
              try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                return pool.submit(CommandRunnerTest::takeAll).get();
              } catch (ExecutionException failure) {
                throw new IllegalStateException("working failed", failure.getCause());
              }
            });
    assertEquals(ExitCodes.OUT_OF_MEMORY, result.exitCode(), result.err());
    Result parallel = run(() -> IntStream.range(0, 4).parallel().map(i -> takeAll()).sum());
    assertEquals(ExitCodes.OUT_OF_MEMORY, parallel.exitCode(), parallel.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cannot reserve 1048576 bytes of direct buffer memory (allocated: 8, limit: 9)"
            + " | Java had no room for a buffer of 1.0 MiB",
        "unable to create native thread: possibly out of memory or process/resource limits reached"
            + " | no further thread could be started",
        "Metaspace | Java had no room for its classes",
        "Map failed | a file could not be mapped into memory",
      })
  void whatJavaWantedIsNamed(String said, String line) {
    Result result =
        run(
            () -> {
              throw new OutOfMemoryError(said);
            });
    assertEquals(ExitCodes.OUT_OF_MEMORY, result.exitCode());
    assertTrue(result.err().startsWith("root tool: out of memory: " + line + "; "), result.err());
  }

  @Test
  void aFileIsNotAtFaultWhenThereWasNoMemoryToReadIt() {
    Throwable cause = new OutOfMemoryError("Map failed");
    Result result =
        run(
            () -> {
              throw new BadInputException(Path.of("x"), "cannot be read", "copy it", cause);
            });
    assertEquals(ExitCodes.OUT_OF_MEMORY, result.exitCode(), result.err());
  }

  @Test
  void wordsAloneAreNoShortage() {
    Result result =
        run(
            () -> {
              throw new BadInputException(
                  Path.of("CUDA out of memory. std::bad_alloc"), "is empty", "copy it");
            });
    assertEquals(ExitCodes.BAD_INPUT, result.exitCode(), result.err());
  }

  @Test
  void otherErrorsAreDefectsInOneLine() {
    Result result =
        run(
            () -> {
              throw new StackOverflowError();
            });
    assertEquals(ExitCodes.INTERNAL_ERROR, result.exitCode());
    assertTrue(result.err().startsWith("root tool: internal error: "), result.err());
    assertFalse(result.err().contains("\tat "), result.err());
  }

  /** Takes pieces of 16 GiB until there is no room for one. */
  private static int takeAll() {
    List<long[]> pieces = new ArrayList<>();
    while (pieces.size() < 1 << 20) {
      pieces.add(new long[Integer.MAX_VALUE - 8]);
    }
    return pieces.size();
  }

  private static Result run(Callable<Integer> work) {
    StringWriter err = new StringWriter();
    CommandLine root = CommandRunner.of(new Root());
    root.addSubcommand("tool", CommandRunner.of(new Tool(work)));
    root.setErr(new PrintWriter(err, true));
    int exitCode = root.execute("tool");
    return new Result(exitCode, err.toString());
  }
}
