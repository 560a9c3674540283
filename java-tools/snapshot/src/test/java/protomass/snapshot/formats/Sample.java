package protomass.snapshot.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import protomass.core.json.Json;
import protomass.snapshot.Vector3;

/**
 * A sample snapshot that src/test/python/write_format_samples.py wrote, and what numpy found in it.
 *
 * @param name its path under src/test/resources/formats
 */
record Sample(String name) {
  static Path folder() {
    try {
      return Path.of(Sample.class.getResource("/formats").toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  Path path() {
    return folder().resolve(name);
  }

  JsonNode expected() {
    Path path = path();
    String stem = path.getFileName().toString().replaceFirst("\\.(athdf|fits|h5|hdf5)$", "");
    try {
      return Json.mapper().readTree(path.resolveSibling(stem + ".expected.json").toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Copies the sample and what stands beside it to a folder and returns its new place. */
  Path copyTo(Path target) {
    Path source = path().getParent();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return target.resolve(path().getFileName());
  }

  static Vector3 vector(JsonNode numbers) {
    return new Vector3(
        numbers.get(0).asDouble(), numbers.get(1).asDouble(), numbers.get(2).asDouble());
  }

  static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
