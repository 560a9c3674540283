package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
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
    RunDescription read =
        written(Map.of("seed", 1, "outdir", "results", "recipe", "/p/conf/recipes/demo.yaml"));
    assertEquals("{recipe=\"conf/recipes/demo.yaml\", seed=1}", read.parameters().toString());
    assertEquals("{nextflow=25.04.4, protomass=0.1.0}", read.versions().toString());
    assertEquals("demo,test", read.profile());
  }

  /** What a run leaves out has no influence on it. */
  @Test
  void whereAnEncoderIsGivenNothingIsSaidOfPretraining() throws Exception {
    Map<String, Object> parameters = new HashMap<>(Map.of("seed", 1, "recipe", "demo"));
    parameters.putAll(Map.of("images", 9, "segments", 2, "encoder", "theirs.safetensors"));
    assertEquals(
        "{encoder=\"theirs.safetensors\", seed=1}", written(parameters).parameters().toString());
    parameters.put("encoder", null);
    assertEquals(
        "{images=9, recipe=\"demo\", seed=1, segments=2}",
        written(parameters).parameters().toString());
  }

  private RunDescription written(Map<String, Object> parameters) throws Exception {
    Object json =
        Class.forName("RunDescription")
            .getMethod("json", Map.class, Collection.class, Object.class, Object.class)
            .invoke(
                null,
                parameters,
                List.of(List.of("FLAME", "protomass", "protomass 0.1.0")),
                Map.of("nextflow", Map.of("version", "25.04.4"), "profile", "demo,test"),
                "/p");
    Path file = folder.resolve(RunDescription.FILE_NAME);
    Files.writeString(file, String.valueOf(json));
    return RunDescription.read(file);
  }
}
