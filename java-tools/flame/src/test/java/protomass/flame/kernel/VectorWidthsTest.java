package protomass.flame.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import protomass.flame.math.Lanes;

/**
 * The pictures are the same for every width of vectors, for other kinds of processors (which the
 * virtual machine imitates by leaving out instructions), and without the module of the Vector API.
 * The width is a constant of the class, so each runs in a virtual machine of its own.
 */
class VectorWidthsTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @ParameterizedTest
  @CsvSource({"128, 4", "256, 8", "512, 16"})
  void everyWidthGivesTheSamePictures(int bits, int lanes) throws Exception {
    String line = run(MODULE, "-D" + Lanes.BITS_PROPERTY + "=" + bits);
    assertEquals("vectors of " + lanes + " lanes: " + expected(), line);
  }

  /** No AVX at all leaves vectors of 128 bits and no fused multiply-add in hardware. */
  @Test
  void anOlderProcessorGivesTheSamePictures() throws Exception {
    if (System.getProperty("os.arch").equals("amd64")) {
      for (String level : new String[] {"2", "0"}) {
        String line = run(MODULE, "-XX:UseAVX=" + level);
        assertTrue(line.endsWith(expected()), line);
      }
    }
  }

  @Test
  void withoutTheModuleThePlainKernelTakesOver() throws Exception {
    assertEquals("plain Java: " + expected(), run());
  }

  private static String expected() {
    return PictureDigest.digest(new ScalarKernel());
  }

  private static String run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PictureDigest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process hangs");
    assertEquals(0, process.exitValue(), output);
    return output;
  }
}
