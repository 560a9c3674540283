package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import protomass.core.artefact.RunDescription;

/** The workflow writes the description in Groovy; the report reads it as a record. */
class RunDescriptionTest {
  @TempDir Path folder;

  @Test
  void whatTheWorkflowWritesIsTheRecord() throws Exception {
    Object json =
        Class.forName("RunDescription")
            .getMethod("json", Map.class, Collection.class, Object.class, Object.class)
            .invoke(
                null,
                Map.of("seed", 1, "outdir", "results", "recipe", "/p/conf/recipes/demo.yaml"),
                List.of(List.of("FLAME", "protomass", "protomass 0.1.0")),
                Map.of("nextflow", Map.of("version", "25.04.4"), "profile", "demo,test"),
                "/p");
    Path file = folder.resolve(RunDescription.FILE_NAME);
    Files.writeString(file, String.valueOf(json));
    RunDescription read = RunDescription.read(file);
    assertEquals("{recipe=\"conf/recipes/demo.yaml\", seed=1}", read.parameters().toString());
    assertEquals("{nextflow=25.04.4, protomass=0.1.0}", read.versions().toString());
    assertEquals("demo,test", read.profile());
  }
}
