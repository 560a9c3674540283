package protomass.core.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.json.Json;

class ProvenanceTest {
  @TempDir Path folder;

  @Test
  void isReadBackWithAndWithoutASeed() {
    for (Long seed : new Long[] {7L, null}) {
      Provenance written = Provenance.of("protomass split", seed).withInput("a.fits", "00ff");
      Path file = folder.resolve("provenance.json");
      Json.write(file, written);
      assertEquals(written, Json.read(file, Provenance.class));
    }
  }
}
