package protomass.report.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import protomass.core.artefact.Segmentation;
import protomass.core.error.BadInputException;
import protomass.core.json.Json;
import protomass.report.score.Numbers;

/**
 * A segmentation and its pictures: maps beside the colours of their patch features.
 *
 * @param folder where it lies, below the folder of inputs
 * @param record what it states
 * @param panels one per picture, in the record's order
 */
public record SegmentationPanels(
    String folder, Segmentation record, List<Panel> panels, Origin origin) {
  /**
   * One map of gas: a row of column density, velocity, dispersion and features as colours.
   *
   * @param image the PNG
   * @param record what is known of it
   */
  public record Panel(NamedFile image, Segmentation.Panel record) {
    /** The panels of its picture. */
    public PanelStrip strip() {
      return PanelStrip.read(image);
    }

    /** Which map it is, in words. */
    public String caption() {
      return SegmentationPanels.caption(record);
    }
  }

  /** How the record calls an encoder that has learned nothing. */
  private static final String RANDOM = "random:";

  /** What the name of a file cannot hold. */
  private static final Pattern NO_NAME = Pattern.compile("[/\\\\\\x00]");

  public SegmentationPanels {
    panels = List.copyOf(panels);
  }

  /** Whether the encoder's weights were drawn at random. */
  public boolean isRandom() {
    return record.encoder().startsWith(RANDOM);
  }

  /** The encoder as a column's heading. */
  public String encoderName() {
    return isRandom() ? "Random encoder" : "Pretrained encoder";
  }

  static SegmentationPanels read(NamedFile file) {
    Segmentation segmentation = Json.read(file.path(), Segmentation.class);
    return new SegmentationPanels(
        file.folder(),
        segmentation,
        segmentation.panels().stream().map(panel -> panel(file, panel)).toList(),
        new Origin(file.name(), segmentation.provenance()));
  }

  private static Panel panel(NamedFile file, Segmentation.Panel panel) {
    String name = panel.file() == null ? "" : panel.file();
    // A panel lies in the segmentation's own folder.
    boolean isName = !name.isEmpty() && !NO_NAME.matcher(name).find();
    Path image = isName ? sibling(file, name) : null;
    if (image == null || !Files.isRegularFile(image)) {
      throw new BadInputException(
          file.path(),
          "names the panel '" + name + "', which does not lie beside it",
          "copy the whole folder of 'protomass segment'");
    }
    String folder = file.folder().isEmpty() ? "" : file.folder() + "/";
    return new Panel(new NamedFile(image, folder + name), panel);
  }

  /** Null where this machine can have no file of that name. */
  private static Path sibling(NamedFile file, String name) {
    try {
      return file.path().resolveSibling(name);
    } catch (InvalidPathException unmappable) {
      return null;
    }
  }

  private static String caption(Segmentation.Panel panel) {
    StringJoiner parts = new StringJoiner(", ");
    parts.add(panel.id());
    if (Double.isFinite(panel.massMsun())) {
      parts.add(Numbers.significant(panel.massMsun()) + " M☉");
    }
    if (Double.isFinite(panel.ageYr())) {
      parts.add(Numbers.significant(panel.ageYr()) + " yr old");
    }
    return parts.toString();
  }
}
