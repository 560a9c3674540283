package protomass.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of {@code tools.json}.
 *
 * @param torch whether it uses PyTorch
 * @param kernels whether its results depend on PyTorch's kernels and threads
 * @param gpu whether it can compute on GPUs
 * @param resumes whether it goes on from where it was stopped
 */
record DeclaredTool(String name, boolean torch, boolean kernels, boolean gpu, boolean resumes) {
  /** The tools that the libraries of a checkout declare, by name. */
  static Map<String, DeclaredTool> of(Path checkout) throws IOException {
    Map<String, DeclaredTool> tools = new TreeMap<>();
    for (JsonNode tool : new ObjectMapper().readTree(file(checkout).toFile())) {
      String name = tool.required("name").asText();
      tools.put(
          name,
          new DeclaredTool(
              name,
              tool.required("torch").asBoolean(),
              tool.required("kernels").asBoolean(),
              tool.required("gpu").asBoolean(),
              tool.required("resumes").asBoolean()));
    }
    return tools;
  }

  static Path file(Path checkout) {
    return libraries(checkout).resolve("tools.json");
  }

  static Path libraries(Path checkout) {
    return checkout.resolve("java-tools/app/target/lib");
  }
}
