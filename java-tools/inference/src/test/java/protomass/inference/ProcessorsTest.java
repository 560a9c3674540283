package protomass.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.catalogue.Catalogue;
import protomass.core.command.CommandRunner;
import protomass.core.command.ProtomassCommand;
import protomass.core.file.Checksum;
import protomass.inference.regression.RegressCommand;
import protomass.inference.whitening.WhitenCommand;
import protomass.testing.OwnProcess;

/**
 * {@code whiten} and {@code regress} write the same bytes on every kind of processor. Other kinds
 * are imitated by leaving out instructions: for the virtual machine by a flag, for a BLAS
 * (OpenBLAS, should one come back) by the environment variable that names its kernels. Each runs in
 * a process of its own.
 */
class ProcessorsTest {
  /** More flags for a virtual machine, behind those of its command line. */
  private static final String FLAGS = "JDK_JAVA_OPTIONS";

  private static final int ROWS = 900;
  private static final int COLUMNS = 300;
  private static final List<String> WRITTEN =
      List.of("white.safetensors", "few.safetensors", "p.predictions.csv", "p.scores.json");

  @TempDir private static Path folder;
  private static List<String> expected;

  /** Runs both commands in the current folder. */
  static final class Commands {
    private Commands() {}

    public static void main(String[] arguments) {
      run(
          new WhitenCommand(),
          "--quiet --embeddings e.safetensors --catalogue c.csv --out " + WRITTEN.get(0));
      run(
          new WhitenCommand(),
          "--quiet --embeddings e2.safetensors --catalogue c2.csv --out " + WRITTEN.get(1));
      run(
          new RegressCommand(),
          "--quiet --features white.safetensors --catalogue c.csv --seed 1 --out p");
    }

    private static void run(ProtomassCommand command, String arguments) {
      int code = CommandRunner.of(command).execute(arguments.split(" "));
      if (code != 0) {
        System.exit(code);
      }
    }
  }

  /** More rows than features, and fewer, which whiten solves in another way. */
  @BeforeAll
  static void makeInputs() throws Exception {
    make("c.csv", "e.safetensors", ROWS, COLUMNS);
    make("c2.csv", "e2.safetensors", COLUMNS, ROWS);
    expected = run();
  }

  private static void make(String catalogueName, String embeddings, int rows, int columns) {
    double[] masses = new double[rows];
    Arrays.setAll(masses, i -> 0.02 * (1 + i % 97));
    Catalogue catalogue = Samples.catalogue(folder.resolve(catalogueName), masses, i -> i % 4 == 0);
    float[] values = Samples.floats(Samples.normal(rows, rows * columns));
    for (int i = 1; i < values.length; i++) {
      values[i] += 0.7f * values[i - 1];
    }
    Samples.embeddings(folder.resolve(embeddings), catalogue, values);
  }

  /** Prescott has SSE3 alone, Haswell AVX2, SkylakeX AVX-512; a processor without is not harmed. */
  @ParameterizedTest
  @ValueSource(strings = {"Prescott", "Haswell", "SkylakeX"})
  void kernelsOfABlasChangeNothing(String coreType) throws Exception {
    assertEquals(expected, run("OPENBLAS_CORETYPE", coreType));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseAVX=0", "-XX:UseAVX=1", "-XX:UseAVX=2", "-XX:UseAVX=3"})
  void instructionsOfTheVirtualMachineChangeNothing(String flag) throws Exception {
    if (System.getProperty("os.arch").equals("amd64")) {
      assertEquals(expected, run(FLAGS, flag));
    }
  }

  /** Without vectors, and with hardly any optimisation. */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:-UseSuperWord", "-XX:TieredStopAtLevel=1"})
  void theCompilerChangesNothing(String flag) throws Exception {
    assertEquals(expected, run(FLAGS, flag));
  }

  @Test
  void threadsChangeNothing() throws Exception {
    assertEquals(expected, run(FLAGS, "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3"));
    assertEquals(expected, run(FLAGS, "-XX:ActiveProcessorCount=1"));
  }

  private static List<String> run(String... environment) throws IOException, InterruptedException {
    for (String name : WRITTEN) {
      Files.deleteIfExists(folder.resolve(name));
    }
    ProcessBuilder builder =
        new ProcessBuilder(OwnProcess.command(Commands.class))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process hangs");
    assertEquals(0, process.exitValue(), output);
    return WRITTEN.stream()
        .map(name -> name + " " + Checksum.sha256(folder.resolve(name)))
        .toList();
  }
}
