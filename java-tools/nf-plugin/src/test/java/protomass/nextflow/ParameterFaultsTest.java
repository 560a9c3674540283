package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFaultsTest {
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
  void aPipelineWithoutASchemaIsNotChecked() {
    assertNull(ParameterFaults.in(Map.of("anything", 1), elsewhere));
  }

  /** Faults beside those that are good in any case. */
  private static String faults(Map<String, Object> parameters) {
    Path pipeline = Launch.repository();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("snapshots", pipeline + "/assets/demo/h1-00042.h5");
    all.put("outdir", "results");
    all.putAll(parameters);
    return ParameterFaults.in(all, pipeline);
  }
}
