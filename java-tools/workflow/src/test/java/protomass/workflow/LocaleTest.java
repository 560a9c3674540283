package protomass.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pipeline under languages whose digits and letters differ: the same files, the same words. */
class LocaleTest {
  @Test
  void publishedFilesHaveTheSameNamesAndBytes() throws IOException {
    Map<String, String> english = published("english", "-Duser.language=en");
    assertTrue(english.containsKey("fractals/fractals-00001.manifest.json"), english.toString());
    assertEquals(english, published("arabic", "-Duser.language=ar -Duser.extensions=u-nu-arab"));
    assertEquals(english, published("turkish", "-Duser.language=tr -Duser.country=TR"));
  }

  @Test
  void aWrongParameterIsRecognisedInTurkish() throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(LocaleTest.class, "wrong"));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--testIraction", "0.1"));
    Pipeline.Result result =
        pipeline.run(options, Map.of("JDK_JAVA_OPTIONS", "-Duser.language=tr"));
    assertEquals(1, result.exitCode(), result.output());
    assertTrue(result.output().contains("did you mean --test_fraction?"), result.output());
    assertTrue(result.output().contains("--test-iraction is no parameter"), result.output());
  }

  private static Map<String, String> published(String name, String flags) throws IOException {
    Pipeline pipeline = new Pipeline(RunFolder.of(LocaleTest.class, name));
    List<String> options = new ArrayList<>(Pipeline.stub());
    options.addAll(List.of("--splits", "star", "--publish_fractals"));
    Pipeline.Result run = pipeline.run(options, Map.of("JDK_JAVA_OPTIONS", flags));
    assertEquals(0, run.exitCode(), run.output());
    Map<String, String> published = new TreeMap<>();
    for (String path : pipeline.published()) {
      // An index holds the folder of the run, which differs, in the order in which tasks end.
      Stream<String> lines = Files.readAllLines(pipeline.results().resolve(path)).stream();
      published.put(
          path,
          lines
              .map(line -> line.replace(pipeline.folder().toString(), ""))
              .sorted()
              .collect(Collectors.joining("\n")));
    }
    return published;
  }
}
