package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.testing.SharedFolder;

class SchemaCheckTest {
  @TempDir private Path elsewhere;

  @Test
  void goodParametersHaveNoFaults() {
    assertNull(faults(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5pc", "5e4 au", " 1.5e18cm ", ".5pc", "1.pc", "00.10pc", "10pc"})
  void lengthsWithAUnitAreTaken(String length) {
    assertNull(faults(Map.of("region_size", length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.5", "0.5kpc", "pc", "-1pc", "0pc", "0.0e5pc", ".pc", "0.5 PC", "1 2pc"})
  void otherLengthsAreRefused(String length) {
    assertEquals(
        List.of(
            "One parameter is wrong; nothing was run:",
            "  --region_size '%s' is not written as it should be: give a number and one of the units pc, au, cm, such as 0.5pc"
                .formatted(length),
            "All parameters are described in nextflow_schema.json and docs/usage.md."),
        faults(Map.of("region_size", length)).lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "minimum_mass | 0Msun | '0Msun' is not written as it should be: give a number and one of",
        "minimum_mass | 2kg | '2kg' is not written as it should be: give a number and one of",
        "outdir | \"\" | '' is not written as it should be: name a folder to write to",
        "colour | mauve | 'mauve' is none of independent, structural, grey: choose one of them",
      })
  void eachFaultSaysWhatToWrite(String name, String value, String words) {
    String line = faults(Map.of(name, value)).lines().toList().get(1);
    String expected = "  --" + name + " " + words;
    assertEquals(expected, line.substring(0, Math.min(line.length(), expected.length())));
  }

  @Test
  void aNearMissIsGuessed() {
    assertEquals(
        "  --neighbors is no parameter of this pipeline; did you mean --neighbours?",
        faults(Map.of("neighbors", 5)).lines().toList().get(1));
  }

  @Test
  void textsOfACommandLineAreWhatTheSchemaSaysTheyAre() {
    Map<String, Object> texts = new LinkedHashMap<>();
    texts.put("shards", "12");
    texts.put("seed", "9007199254740991");
    texts.put("test_fraction", "0.250");
    texts.put("publish_fractals", "False");
    texts.put("region_size", "0.5pc");
    texts.put("queue", 7);
    texts.put("images", "many");
    texts.put("points", "1e99");
    texts.put("threads", "99999999999999999999");
    texts.put("unknown", "1");
    Map<String, Object> typed = new LinkedHashMap<>(texts);
    typed.put("shards", 12);
    typed.put("seed", 9007199254740991L);
    typed.put("test_fraction", 0.25);
    typed.put("publish_fractals", false);
    typed.put("queue", "7");
    assertEquals(typed, SchemaCheck.typed(texts, SharedFolder.repository()));
    Map<String, Object> decimal = Map.of("test_fraction", new BigDecimal("0.250"));
    assertEquals(
        Map.of("test_fraction", 0.25), SchemaCheck.typed(decimal, SharedFolder.repository()));
    assertEquals(texts, SchemaCheck.typed(texts, elsewhere));
  }

  @Test
  void textsAreHeldAgainstTheSameBounds() {
    assertNull(faults(Map.of("shards", "20", "test_fraction", "0.3", "publish_fractals", "true")));
    assertEquals(
        List.of(
            "  --map_size 1 is less than 8: give a whole number from 8 to 8192 pixels",
            "  --neighbours 'many' is no whole number: give a whole number from 1 to 1000",
            "  --shards 9 is more than --images 8: give every shard an image"),
        faults(Map.of("map_size", "1", "neighbours", "many", "shards", "9", "images", "8"))
            .lines()
            .filter(line -> line.startsWith("  "))
            .sorted()
            .toList());
  }

  /** A snapshot, a folder of them, what lies in a folder, and a recipe. */
  @ParameterizedTest
  @MethodSource("protomass.testing.HostileNames#all")
  void namesThatAShellWouldHeedAreRefused(String name) throws IOException {
    Path file = Files.createFile(elsewhere.resolve(name + ".h5"));
    Path folder = Files.createDirectories(elsewhere.resolve("folders").resolve(name));
    Path above = Files.createFile(folder.resolve("good.h5"));
    Path content = Files.createDirectories(elsewhere.resolve("content/output_00001"));
    Files.createFile(content.resolve(name));
    String unsafe = " a name that is not safe in scripts, ";
    for (String snapshots :
        List.of(
            elsewhere + "/*.h5",
            folder.getParent() + "/*",
            folder.getParent() + "/*/*.h5",
            content.getParent() + "/*")) {
      String faults = faults(Map.of("snapshots", snapshots));
      assertEquals(3, faults.lines().count(), faults);
      assertTrue(faults.contains("' matches '" + elsewhere) && faults.contains(unsafe), faults);
    }
    for (Path recipe : List.of(file, above)) {
      String faults = faults(Map.of("recipe", recipe.toString()));
      // One of several lines does not even look like a path.
      String said = name.contains("\n") ? " is not written as it should be" : unsafe;
      assertTrue(faults.contains("--recipe '") && faults.contains(said), faults);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "Größe_1", "снимок 2", "星", "a+b=c@d%e,f~4", "cafe\u0301"})
  void blanksAndLettersOfAnyScriptAreSafe(String name) throws IOException {
    Path folder = Files.createDirectories(elsewhere.resolve("O'Brien's data"));
    Path file = Files.createFile(folder.resolve(name + ".h5"));
    assertNull(faults(Map.of("snapshots", folder + "/*.h5", "recipe", file.toString())));
  }

  @Test
  void aPipelineWithoutASchemaIsNotChecked() {
    assertNull(SchemaCheck.faults(Map.of("anything", 1), elsewhere));
  }

  /** Faults beside those that are good in any case. */
  private static String faults(Map<String, Object> parameters) {
    Path pipeline = SharedFolder.repository();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("snapshots", pipeline + "/assets/demo/h1-00042.h5");
    all.put("outdir", "results");
    all.putAll(parameters);
    return SchemaCheck.faults(all, pipeline);
  }
}
