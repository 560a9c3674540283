package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.report.input.NamedFile;
import protomass.report.input.ShardStatistics;
import protomass.report.score.Numbers;

/** Some of the fractals, and how many there are. */
final class FractalsSection implements Section {
  private static final int MAXIMUM_CONTACT_SHEETS = 3;
  private static final int CONTACT_SHEET_BYTES = 600_000;

  @Override
  public String id() {
    return "fractals";
  }

  @Override
  public String title() {
    return "Sample fractals";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    if (material.encoder().isPresent() && material.inputs().contactSheets().isEmpty()) {
      return Optional.empty();
    }
    List<EmbeddedImage> images =
        material.inputs().contactSheets().stream()
            .limit(MAXIMUM_CONTACT_SHEETS)
            .map(FractalsSection::image)
            .toList();
    Part<ImageGroup> fractals =
        Part.of(
            images.isEmpty() ? List.of() : List.of(new ImageGroup("", images, "")),
            "No contact sheet (*.contact-sheet.png) was found among the inputs.");
    return Optional.of(Map.of("fractals", fractals, "shards", shards(material.inputs().shards())));
  }

  private static EmbeddedImage image(NamedFile sheet) {
    return EmbeddedImage.of(
        sheet, CONTACT_SHEET_BYTES, "Sample fractal flames from " + sheet.name(), "");
  }

  private static List<Quantity> shards(ShardStatistics shards) {
    if (shards.manifests() == 0) {
      return List.of();
    }
    List<Quantity> rows = new ArrayList<>();
    rows.add(new Quantity("shards", Numbers.count(shards.manifests())));
    rows.add(new Quantity("images", Numbers.count(shards.images())));
    shards
        .statistics()
        .forEach((name, value) -> rows.add(new Quantity(name, Numbers.general(value))));
    return rows;
  }
}
