package protomass.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.report.input.NamedFile;

/** Links to the files that the page was made from. */
final class FilesSection implements Section {
  /** Files of one folder. */
  public record Folder(String name, List<Link> files) {}

  /** A file and where it is from the page. */
  public record Link(String name, String address) {}

  @Override
  public String id() {
    return "files";
  }

  @Override
  public String title() {
    return "Result files";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    Map<String, List<Link>> byFolder = new LinkedHashMap<>();
    for (NamedFile file : material.inputs().files()) {
      byFolder
          .computeIfAbsent(file.folder(), key -> new ArrayList<>())
          .add(new Link(file.fileName(), material.links().to(file)));
    }
    List<Folder> folders = new ArrayList<>();
    byFolder.forEach((name, files) -> folders.add(new Folder(name, files)));
    return Optional.of(
        Map.of("folders", folders, "isPipeline", material.inputs().workflowRun() != null));
  }
}
