package protomass.nextflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import protomass.testing.SharedFolder;

/** The folder that Nextflow loads. */
class PluginLayoutTest {
  /** Of class files for Java 17. */
  private static final int JAVA_17 = 61;

  private final Path plugin =
      SharedFolder.repository()
          .resolve("java-tools/nf-plugin/target/plugins")
          .resolve("nf-protomass-0.1.0");

  @Test
  void theManifestNamesTheVersionOfTheBuild() throws IOException {
    try (InputStream in = Files.newInputStream(plugin.resolve("classes/META-INF/MANIFEST.MF"))) {
      Manifest manifest = new Manifest(in);
      assertEquals("nf-protomass", manifest.getMainAttributes().getValue("Plugin-Id"));
      assertEquals("0.1.0", manifest.getMainAttributes().getValue("Plugin-Version"));
    }
    assertTrue(
        Files.readString(plugin.resolve("classes/plugin.config"))
            .contains("id 'nf-protomass@0.1.0'"));
  }

  @Test
  void everyClassLoadsOnJava17() throws IOException {
    try (Stream<Path> tree = Files.walk(plugin.resolve("classes"))) {
      List<Path> newer =
          tree.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> classFileVersion(file) > JAVA_17)
              .toList();
      assertEquals(List.of(), newer);
    }
    assertEquals(JAVA_17, classFileVersion(plugin.resolve("classes/ParameterCheck.class")));
  }

  @Test
  void librariesThatNextflowHasAreNotBroughtAlong() throws IOException {
    try (Stream<Path> files = Files.list(plugin.resolve("lib"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertTrue(names.contains("snapshot-0.1.0.jar"), names.toString());
      // Two copies of these would not know each other's classes.
      assertTrue(
          names.stream().noneMatch(name -> name.matches("(groovy|slf4j|nextflow|nf-|pf4j).*")),
          names.toString());
    }
  }

  private static int classFileVersion(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(8);
      return (head[6] & 0xff) << 8 | (head[7] & 0xff);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
