package protomass.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import protomass.report.input.SegmentationPanels;

/** Maps of some stars, as in Fig. 1(2) of the study. */
final class MapsSection implements Section {
  private static final int STARS = 4;

  @Override
  public String id() {
    return "maps";
  }

  @Override
  public String title() {
    return "Sample maps";
  }

  @Override
  public Optional<Map<String, Object>> content(Material material) {
    List<SegmentationPanels.Panel> stars = stars(material.inputs().segmentations());
    int shown = Math.min(STARS, stars.size());
    List<MapFigures> maps =
        IntStream.range(0, shown)
            // From the lightest to the heaviest, evenly by rank.
            .map(i -> shown == 1 ? 0 : (int) ((long) i * (stars.size() - 1) / (shown - 1)))
            .mapToObj(stars::get)
            .map(
                panel ->
                    new MapFigures(
                        SegmentationSection.channels(
                            panel, panel.strip(), "map-" + stars.indexOf(panel)),
                        panel.caption()))
            .toList();
    return Optional.of(
        Map.of(
            "maps",
            Part.of(
                maps,
                "Sample maps are taken from a segmentation (segmentation.json), and none was found among the inputs.")));
  }

  /**
   * The first map of each star in the first segmentation, by ascending mass as they stand there.
   */
  private static List<SegmentationPanels.Panel> stars(List<SegmentationPanels> segmentations) {
    Map<String, SegmentationPanels.Panel> byStar = new LinkedHashMap<>();
    if (!segmentations.isEmpty()) {
      for (SegmentationPanels.Panel panel : segmentations.getFirst().panels()) {
        byStar.putIfAbsent(panel.record().cloud() + " " + panel.record().star(), panel);
      }
    }
    return new ArrayList<>(byStar.values());
  }
}
