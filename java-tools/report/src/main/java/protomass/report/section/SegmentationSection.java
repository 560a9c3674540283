package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.report.input.SegmentationPanels;
import protomass.report.score.Numbers;

/** Maps beside their patch features as colours. */
final class SegmentationSection implements Section {
  private static final int MAXIMUM_PANELS = 8;
  private static final int PANEL_BYTES = 180_000;

  @Override
  public String id() {
    return "segmentation";
  }

  @Override
  public String title() {
    return "Segmentation";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<SegmentationPanels> segmentations = material.inputs().segmentations();
    List<ImageGroup> groups = new ArrayList<>();
    int room = MAXIMUM_PANELS;
    for (SegmentationPanels segmentation : segmentations) {
      List<EmbeddedImage> images =
          segmentation.panels().stream().limit(room).map(SegmentationSection::image).toList();
      room -= images.size();
      if (!images.isEmpty()) {
        String title = segmentations.size() > 1 ? segmentation.folder() : "";
        groups.add(new ImageGroup(title, images, note(segmentation, images.size())));
      }
    }
    return Optional.of(
        Map.of(
            "segmentation",
            Part.of(groups, "No segmentation.json with panels was found among the inputs.")));
  }

  private static EmbeddedImage image(SegmentationPanels.Panel panel) {
    return EmbeddedImage.of(
        panel.image(),
        PANEL_BYTES,
        "Column density, mean velocity, velocity dispersion and feature colours of one map: "
            + panel.caption(),
        panel.caption());
  }

  private static String note(SegmentationPanels segmentation, int shown) {
    StringBuilder note = new StringBuilder();
    List<Double> ratios = segmentation.record().explainedVarianceRatio();
    if (!ratios.isEmpty()) {
      List<String> shares = ratios.stream().map(Numbers::percent).toList();
      note.append(
          "Red, green and blue hold %s of the variance of the patch features."
              .formatted(String.join(", ", shares)));
    }
    if (shown < segmentation.panels().size()) {
      note.append(
          " The first %d of %d panels are shown.".formatted(shown, segmentation.panels().size()));
    }
    if (!segmentation.record().selection().isEmpty()) {
      note.append(" Choice of maps: ").append(segmentation.record().selection()).append('.');
    }
    return note.toString().strip();
  }
}
