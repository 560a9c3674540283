package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code PROTOMASS_BITS} does to embeddings and to a training. One machine has one processor:
 * others are imitated by what they would make the libraries choose, in the variables by which each
 * of the three can be told. docs/method.md says what was tried with another processor.
 */
class BitsTest {
  private static final String PROTOMASS = Pipeline.repository().resolve("bin/protomass").toString();
  private static final Path RECIPE = Pipeline.repository().resolve("conf/recipes/test.yaml");
  private static final List<Map<String, String>> PROCESSORS =
      List.of(
          Map.of(),
          Map.of("ATEN_CPU_CAPABILITY", "default", "ONEDNN_MAX_CPU_ISA", "SSE41"),
          Map.of("ATEN_CPU_CAPABILITY", "avx2", "ONEDNN_MAX_CPU_ISA", "AVX2"),
          Map.of(
              "ATEN_CPU_CAPABILITY", "avx512", "ONEDNN_MAX_CPU_ISA", "ALL", "MKL_CBWR", "AVX512"));

  private static Path folder;

  @BeforeAll
  static void makeInputs() throws Exception {
    Requirement.that(flags().contains("avx2"), "portable kernels need a processor with AVX2");
    folder = RunFolder.of(BitsTest.class, "inputs");
    protomass(
        Map.of(),
        "project --snapshot %s --out maps.fits"
            .formatted(Pipeline.repository().resolve("assets/demo/h1-00042.h5")));
    protomass(Map.of(), "split --maps maps.fits --out catalogue.csv");
    protomass(
        Map.of(),
        "flame --seed 1 --images 24 --shards 1 --shard 0 --size 32 --points 5000 --out f.tar");
  }

  @Test
  void portableEmbeddingsDoNotFollowTheProcessor() throws Exception {
    String first = embeddings("portable", PROCESSORS.getFirst());
    for (Map<String, String> processor : PROCESSORS) {
      assertEquals(first, embeddings("portable", processor), processor.toString());
    }
  }

  @Test
  void aPortableTrainingDoesNotFollowTheProcessor() throws Exception {
    String first = weights("portable", PROCESSORS.getFirst());
    for (Map<String, String> processor : PROCESSORS) {
      assertEquals(first, weights("portable", processor), processor.toString());
    }
  }

  /** Else the two tests above would show nothing. */
  @Test
  void fastOnesDo() throws Exception {
    assertNotEquals(embeddings("fast", PROCESSORS.get(1)), embeddings("fast", PROCESSORS.get(2)));
    assertNotEquals(weights("fast", PROCESSORS.get(1)), weights("fast", PROCESSORS.get(2)));
  }

  @Test
  void portableIsWhatTheThreeVariablesSay() throws Exception {
    Map<String, String> variables =
        Map.of(
            "ATEN_CPU_CAPABILITY", "avx2", "ONEDNN_MAX_CPU_ISA", "AVX2", "MKL_CBWR", "COMPATIBLE");
    assertEquals(embeddings("portable", Map.of()), embeddings("fast", variables));
  }

  @Test
  void theProvenanceSaysSoWhereItMatters() throws Exception {
    embeddings("portable", Map.of());
    String portable = header("e.safetensors");
    assertTrue(
        portable.contains("\"command_line\":\"PROTOMASS_BITS=portable protomass embed"), portable);
    embeddings("fast", Map.of());
    String plain = header("e.safetensors");
    assertTrue(plain.contains("\"command_line\":\"protomass embed"), plain);
    String flames =
        "flame --seed 1 --images 2 --shards 1 --shard 0 --size 32 --points 5000 --out g.tar";
    protomass(Map.of("PROTOMASS_BITS", "fast"), flames);
    byte[] fast = Files.readAllBytes(folder.resolve("g.tar"));
    protomass(Map.of("PROTOMASS_BITS", "portable"), flames);
    assertEquals(-1, Arrays.mismatch(fast, Files.readAllBytes(folder.resolve("g.tar"))));
  }

  private static String flags() throws IOException {
    return Files.readString(Path.of("/proc/cpuinfo"));
  }

  private static String embeddings(String bits, Map<String, String> processor) throws Exception {
    protomass(
        environment(bits, processor),
        "embed --encoder random:%s:1 --catalogue catalogue.csv --threads 2 --out e.safetensors"
            .formatted(RECIPE));
    return values("e.safetensors");
  }

  private static String weights(String bits, Map<String, String> processor) throws Exception {
    protomass(
        environment(bits, processor),
        "pretrain --recipe %s --shards f.tar --threads 2 --out checkpoint".formatted(RECIPE));
    return values("checkpoint/student.safetensors") + values("checkpoint/teacher.safetensors");
  }

  /** The values of a safetensors file, which stand behind a header with the provenance. */
  private static String values(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    int begin = Long.BYTES + headerLength(bytes);
    assertTrue(begin < bytes.length, name);
    return HexFormat.of().formatHex(bytes, begin, bytes.length);
  }

  private static String header(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    return new String(bytes, Long.BYTES, headerLength(bytes), StandardCharsets.UTF_8);
  }

  private static int headerLength(byte[] bytes) {
    return (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static Map<String, String> environment(String bits, Map<String, String> processor) {
    Map<String, String> environment = new HashMap<>(processor);
    environment.put("PROTOMASS_BITS", bits);
    return environment;
  }

  private static void protomass(Map<String, String> environment, String arguments)
      throws Exception {
    Shell.succeed(
        environment,
        "sh",
        "-c",
        "cd '%s' && rm -rf checkpoint && exec '%s' %s --quiet"
            .formatted(folder, PROTOMASS, arguments));
  }
}
