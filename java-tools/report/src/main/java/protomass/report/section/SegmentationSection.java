package protomass.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import protomass.report.figure.Figure;
import protomass.report.figure.MapPanel;
import protomass.report.input.PanelStrip;
import protomass.report.input.SegmentationPanels;

/** Maps beside their patch features as colours, as in Fig. 3 of the study. */
final class SegmentationSection implements Section {
  private static final int MAXIMUM_MAPS = 8;

  /** The channels in the order of a picture's panels. */
  static final List<String> CHANNELS = List.of("column_density", "velocity", "dispersion");

  /**
   * Rows of maps.
   *
   * @param title the folder, where there are several that show different maps
   */
  public record Group(String title, List<MapFigures> maps, String note, CorrelationTable table) {}

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
    List<List<SegmentationPanels>> sameMaps = bySameMaps(material.inputs().segmentations());
    List<Group> groups = new ArrayList<>();
    int room = MAXIMUM_MAPS;
    for (List<SegmentationPanels> encoders : sameMaps) {
      int shown = Math.min(room, encoders.getFirst().panels().size());
      if (shown > 0) {
        room -= shown;
        groups.add(group(encoders, shown, groups.size(), sameMaps.size() > 1));
      }
    }
    return Optional.of(
        Map.of(
            "hasRandom",
            sameMaps.stream().flatMap(List::stream).anyMatch(SegmentationPanels::isRandom),
            "segmentation",
            Part.of(groups, "No segmentation.json with panels was found among the inputs.")));
  }

  /** Segmentations that show the same maps stand side by side, pretrained encoders first. */
  private static List<List<SegmentationPanels>> bySameMaps(List<SegmentationPanels> all) {
    List<List<SegmentationPanels>> groups = new ArrayList<>();
    List<SegmentationPanels> sorted = new ArrayList<>(all);
    sorted.sort(
        java.util.Comparator.comparing(SegmentationPanels::isRandom)
            .thenComparing(SegmentationPanels::folder));
    for (SegmentationPanels segmentation : sorted) {
      groups.stream()
          .filter(group -> ids(group.getFirst()).equals(ids(segmentation)))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(segmentation),
              () -> groups.add(new ArrayList<>(List.of(segmentation))));
    }
    return groups;
  }

  private static List<String> ids(SegmentationPanels segmentation) {
    return segmentation.panels().stream().map(panel -> panel.record().id()).toList();
  }

  private static Group group(
      List<SegmentationPanels> encoders, int shown, int number, boolean hasTitle) {
    List<MapFigures> maps = new ArrayList<>();
    for (int row = 0; row < shown; row++) {
      maps.add(map(encoders, row, "segmentation-%d-%d".formatted(number, row)));
    }
    SegmentationPanels first = encoders.getFirst();
    return new Group(
        hasTitle ? first.folder() : "", maps, note(first, shown), CorrelationTable.of(encoders));
  }

  private static MapFigures map(List<SegmentationPanels> encoders, int row, String id) {
    List<Figure> panels = new ArrayList<>();
    for (SegmentationPanels encoder : encoders) {
      SegmentationPanels.Panel panel = encoder.panels().get(row);
      PanelStrip strip = panel.strip();
      if (panels.isEmpty()) {
        panels.addAll(channels(panel, strip, id));
      }
      String uri = strip.uris().getLast();
      panels.add(
          new MapPanel(panel.record(), uri, id + "-" + panels.size())
              .components(encoder.encoderName()));
    }
    return new MapFigures(panels, encoders.getFirst().panels().get(row).caption());
  }

  /** The panels of a map's channels. */
  static List<Figure> channels(SegmentationPanels.Panel panel, PanelStrip strip, String id) {
    List<Figure> figures = new ArrayList<>();
    for (String channel : CHANNELS) {
      String uri = strip.uris().get(figures.size());
      figures.add(new MapPanel(panel.record(), uri, id + "-" + figures.size()).channel(channel));
    }
    return figures;
  }

  private static String note(SegmentationPanels segmentation, int shown) {
    StringBuilder note = new StringBuilder();
    if (shown < segmentation.panels().size()) {
      note.append(
          "The first %d of %d maps are shown. ".formatted(shown, segmentation.panels().size()));
    }
    if (!segmentation.record().selection().isEmpty()) {
      note.append("Choice of maps: ").append(segmentation.record().selection()).append('.');
    }
    return note.toString().strip();
  }
}
