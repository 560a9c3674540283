package protomass.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import protomass.core.error.ExitCodes;

/** The constants are those of the table that the documentation and the Nextflow plugin tell of. */
class ExitCodesTest {
  /** What bin/protomass ends with before Java is started. */
  private static final Map<String, Integer> OF_THE_LAUNCHER = Map.of("UNAVAILABLE", 69);

  @Test
  void theTableHasEveryConstant() throws IOException, IllegalAccessException {
    Map<String, Integer> constants = new TreeMap<>(OF_THE_LAUNCHER);
    for (Field constant : ExitCodes.class.getFields()) {
      constants.put(constant.getName(), constant.getInt(null));
    }
    Map<String, Integer> table = new TreeMap<>();
    try (InputStream in = ExitCodes.class.getResourceAsStream("/protomass/core/exit-codes.tsv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(cells -> table.put(cells[1], Integer.valueOf(cells[0])));
    }
    assertEquals(constants, table);
  }
}
