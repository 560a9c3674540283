package protomass.report.section;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.report.input.NamedFile;

/**
 * Addresses of files as seen from the page.
 *
 * @param folder that the page stands, or will stand, in
 */
public record Links(Path folder) {
  /** The relative address of a file, each part of its path escaped. */
  String to(NamedFile file) {
    Path from = folder.toAbsolutePath().normalize();
    Path way = from.relativize(file.path().toAbsolutePath().normalize());
    List<String> parts = new ArrayList<>();
    way.forEach(part -> parts.add(escaped(part.toString())));
    return String.join("/", parts);
  }

  private static String escaped(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
