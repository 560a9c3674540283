package protomass.core.artefact;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import protomass.core.file.FolderArtefact;
import protomass.core.json.Json;
import protomass.core.provenance.Provenance;

/**
 * The content of {@code segmentation.json}.
 *
 * @param panels one per picture, by ascending mass
 * @param explainedVarianceRatio shares of the first three components in the variance of patch
 *     tokens; they are shown as red, green and blue
 * @param correlations of each of these components with what the gas does, over the fitted tokens
 * @param encoder the encoder's file name, or how its random weights were made
 * @param enlargement how much longer the side of the encoder's input is than the map's
 * @param tokensPerSide tokens along a side of a map
 * @param fittedMaps training maps that the components were fitted on
 * @param fittedTokens tokens of those maps that they were fitted on
 * @param selection the rule by which the maps were chosen
 */
public record Segmentation(
    List<Panel> panels,
    List<Double> explainedVarianceRatio,
    List<Correlations> correlations,
    String encoder,
    int enlargement,
    int tokensPerSide,
    int fittedMaps,
    int fittedTokens,
    String selection,
    Provenance provenance) {
  public Segmentation {
    if (selection == null || provenance == null) {
      throw new IllegalArgumentException("the selection or the provenance is null");
    }
    panels = List.copyOf(panels);
    explainedVarianceRatio = List.copyOf(explainedVarianceRatio);
    correlations = List.copyOf(correlations);
  }

  public static final String FILE_NAME = "segmentation.json";

  /** How a segmentation is told from other folders. */
  public static final FolderArtefact KIND =
      new FolderArtefact("segmentation", FILE_NAME, Segmentation::parts);

  private static List<String> parts(Path record) {
    return Json.readIf(record, Segmentation.class).stream()
        .flatMap(segmentation -> segmentation.panels().stream().map(Panel::file))
        .toList();
  }

  /**
   * One picture.
   *
   * @param id the map, as in the catalogue
   * @param file the picture, in the folder of this file
   * @param massMsun stellar mass [Msun]
   * @param ageYr time since the star's formation [yr]
   * @param cloud the simulation
   * @param star the star's number in it
   * @param axis the line of sight, such as {@code x}
   * @param sidePc side of the map [pc]
   * @param starRightPc the star from the map's centre, along the horizontal image axis [pc]
   * @param starUpPc the same along the vertical one
   * @param ranges what the colours of a channel span, by the channel's name in lower case
   */
  public record Panel(
      String id,
      String file,
      double massMsun,
      double ageYr,
      String cloud,
      long star,
      String axis,
      double sidePc,
      double starRightPc,
      double starUpPc,
      Map<String, Range> ranges) {
    public Panel {
      if (!(sidePc > 0) || !Double.isFinite(sidePc + starRightPc + starUpPc)) {
        throw new IllegalArgumentException("a map is %s pc wide".formatted(sidePc));
      }
    }
  }

  /**
   * Pearson's correlations of a component of patch tokens with means over the patch, from -1 to 1;
   * NaN where one of the two does not vary.
   *
   * @param logColumnDensity with log10 of the column density
   * @param velocity with the velocity along the line of sight
   * @param speed with its absolute value
   * @param dispersion with the velocity dispersion
   */
  public record Correlations(
      double logColumnDensity, double velocity, double speed, double dispersion) {}

  /**
   * What the colours of a channel span.
   *
   * @param minimum the value with the first colour, in the channel's unit
   * @param maximum the value with the last colour
   * @param unit the channel's unit
   * @param logarithmic whether equal ratios, not equal differences, look equal
   */
  public record Range(double minimum, double maximum, String unit, boolean logarithmic) {
    public Range {
      if (!Double.isFinite(maximum - minimum) || minimum > maximum) {
        throw new IllegalArgumentException("colours span " + minimum + " to " + maximum);
      }
      if (logarithmic && !(minimum > 0)) {
        throw new IllegalArgumentException("colours by ratios begin at " + minimum);
      }
    }
  }
}
