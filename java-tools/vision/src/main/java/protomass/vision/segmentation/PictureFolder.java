package protomass.vision.segmentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import protomass.core.artefact.Segmentation;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;
import protomass.core.maps.StarPlace;
import protomass.core.progress.Progress;

/** Writes a picture per map, named after it, into a folder. */
record PictureFolder(
    Path folder,
    Catalogue catalogue,
    NormalisedMaps maps,
    MapTokens tokens,
    ComponentColours colours) {
  /**
   * Encodes and paints maps.
   *
   * @param rows of the catalogue, in the order of the result
   * @param progress counts maps
   */
  List<Segmentation.Panel> paint(int[] rows, Progress progress) {
    List<Segmentation.Panel> panels = new ArrayList<>();
    tokens.forEach(
        rows,
        (row, values) -> {
          panels.add(paint(row, colours.colours(values)));
          progress.advance(1);
        });
    return panels;
  }

  private Segmentation.Panel paint(int row, int[] tokenColours) {
    GasMap map = maps.physical(row);
    Map<Channel, ColourScale> scales = new EnumMap<>(Channel.class);
    Map<String, Segmentation.Range> ranges = new LinkedHashMap<>();
    for (Channel channel : Channel.values()) {
      ColourScale scale = ColourScale.of(map, channel);
      scales.put(channel, scale);
      ranges.put(channel.name().toLowerCase(Locale.ROOT), scale.range());
    }
    StarPlace star = maps.starPlace(row);
    CatalogueRow described = catalogue.rows().get(row);
    String file = described.id() + ".png";
    try {
      ImageIO.write(
          PanelPainter.paint(map, scales, tokenColours), "png", folder.resolve(file).toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new Segmentation.Panel(
        described.id(),
        file,
        described.massMsun(),
        described.ageYr(),
        described.cloud(),
        described.star(),
        described.lineOfSight().letter(),
        star.sidePc(),
        star.rightPc(),
        star.upPc(),
        ranges);
  }
}
