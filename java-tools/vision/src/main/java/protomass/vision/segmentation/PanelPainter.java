package protomass.vision.segmentation;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import protomass.core.colour.ColourMap;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;

/**
 * Paints four square panels side by side: column density, velocity, dispersion and the colours of
 * the components. The map's first row is at the bottom, as in FITS viewers. The gaps between panels
 * are transparent.
 */
final class PanelPainter {
  private static final int LEAST_PANEL_PIXELS = 256;
  private static final int GAP_PIXELS = 8;
  private static final int OPAQUE = 0xFF000000;
  private static final int NO_GAS = 0x808080;

  private PanelPainter() {}

  /** Side of a panel [pixel]: the least multiple of the map's side from 256 on. */
  static int panelPixels(int mapSize) {
    return Math.ceilDiv(LEAST_PANEL_PIXELS, mapSize) * mapSize;
  }

  /**
   * Paints a map.
   *
   * @param scales one per {@link Channel}
   * @param tokenColours 0xRRGGBB of every token in rows, a square number of them
   */
  static BufferedImage paint(GasMap map, Map<Channel, ColourScale> scales, int[] tokenColours) {
    int side = panelPixels(map.size());
    int panels = Channel.values().length + 1;
    BufferedImage image =
        new BufferedImage(
            panels * side + (panels - 1) * GAP_PIXELS, side, BufferedImage.TYPE_INT_ARGB);
    int panel = 0;
    for (Channel channel : Channel.values()) {
      float[] values = map.values(channel);
      ColourScale scale = scales.get(channel);
      fill(
          image,
          panel++,
          map.size(),
          (x, y) -> colour(channel, scale.share(values[y * map.size() + x])));
    }
    int tokens = (int) Math.round(Math.sqrt(tokenColours.length));
    fill(image, panel, tokens, (x, y) -> tokenColours[y * tokens + x]);
    return image;
  }

  private static int colour(Channel channel, double share) {
    if (Double.isNaN(share)) {
      return NO_GAS;
    }
    return switch (channel) {
      case COLUMN_DENSITY -> ColourMap.COLUMN_DENSITY.colour(share);
      case VELOCITY -> ColourMap.VELOCITY.colour(share);
      case DISPERSION -> ColourMap.DISPERSION.colour(share);
    };
  }

  /** Fills a panel from a grid of cells, each pixel with the cell that its centre lies in. */
  private static void fill(BufferedImage image, int panel, int cells, IntBinaryOperator colour) {
    int side = image.getHeight();
    int left = panel * (side + GAP_PIXELS);
    for (int y = 0; y < side; y++) {
      int cellY = (int) ((y + 0.5) * cells / side);
      for (int x = 0; x < side; x++) {
        int cellX = (int) ((x + 0.5) * cells / side);
        image.setRGB(left + x, side - 1 - y, OPAQUE | colour.applyAsInt(cellX, cellY));
      }
    }
  }
}
