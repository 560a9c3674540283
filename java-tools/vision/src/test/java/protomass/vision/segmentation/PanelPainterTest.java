package protomass.vision.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import protomass.core.colour.ColourMap;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;

class PanelPainterTest {
  private static final int SIZE = 64;

  /** Relative luminance of sRGB (WCAG 2.1). */
  private static double luminance(int colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double encoded = (colour >> (16 - 8 * k) & 0xFF) / 255.0;
      sum +=
          weights[k]
              * (encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  /** A map with one marked pixel near its first row, and one without gas. */
  private static GasMap map() {
    float[] density = new float[SIZE * SIZE];
    float[] velocity = new float[SIZE * SIZE];
    float[] dispersion = new float[SIZE * SIZE];
    for (int p = 0; p < SIZE * SIZE; p++) {
      density[p] = (float) Math.pow(10, -3 + p % SIZE / 32.0);
      int y = p / SIZE;
      velocity[p] = 2 + y / 64f;
      dispersion[p] = 0.5f;
    }
    density[5] = 1000;
    velocity[7] = Float.NaN;
    return new GasMap(SIZE, density, velocity, dispersion);
  }

  private static Map<Channel, ColourScale> scales(GasMap map) {
    Map<Channel, ColourScale> scales = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      scales.put(channel, ColourScale.of(map, channel));
    }
    return scales;
  }

  @Test
  void sequentialColoursGrowLighter() {
    for (ColourMap colours : new ColourMap[] {ColourMap.COLUMN_DENSITY, ColourMap.DISPERSION}) {
      for (int i = 1; i <= 32; i++) {
        assertTrue(
            luminance(colours.colour(i / 32.0)) > luminance(colours.colour((i - 1) / 32.0)),
            "at " + i);
      }
      assertTrue(luminance(colours.colour(0)) < 0.03);
      assertTrue(luminance(colours.colour(1)) > 0.7);
      assertEquals(colours.colour(1), colours.colour(7));
    }
  }

  @Test
  void divergingColoursAreBlueBelowAndRedAbove() {
    int low = ColourMap.VELOCITY.colour(0.1);
    int high = ColourMap.VELOCITY.colour(0.9);
    assertTrue((low & 0xFF) > (low >> 16 & 0xFF) + 50, Integer.toHexString(low));
    assertTrue((high >> 16 & 0xFF) > (high & 0xFF) + 50, Integer.toHexString(high));
    assertTrue(luminance(ColourMap.VELOCITY.colour(0.5)) > 0.8);
    // The two sides carry the same weight: Oklab lightness is equal, luminance nearly so.
    assertEquals(luminance(low), luminance(high), 0.06);
  }

  @Test
  void scalesLeaveOutTheOutermostPixels() {
    ColourScale density = ColourScale.of(map(), Channel.COLUMN_DENSITY);
    assertTrue(density.logarithmic());
    assertEquals("g cm-2", density.unit());
    assertEquals(1e-3, density.minimum(), 1e-9);
    assertEquals(Math.pow(10, -3 + 63 / 32.0), density.maximum(), 1e-6);
    assertEquals(
        0.5, density.share((float) Math.sqrt(density.minimum() * density.maximum())), 1e-6);
    assertTrue(Double.isNaN(density.share(0)));
  }

  @Test
  void velocityIsSymmetricAboutTheGasAsAWhole() {
    GasMap map = map();
    double momentum = 0;
    double mass = 0;
    for (int p = 0; p < SIZE * SIZE; p++) {
      if (!Float.isNaN(map.velocity()[p])) {
        momentum += (double) map.columnDensity()[p] * map.velocity()[p];
        mass += map.columnDensity()[p];
      }
    }
    ColourScale velocity = ColourScale.of(map, Channel.VELOCITY);
    assertEquals(momentum / mass, (velocity.minimum() + velocity.maximum()) / 2, 1e-9);
    assertTrue(velocity.minimum() < 2 && velocity.maximum() > 2.9);
  }

  @Test
  void aChannelWithOneValueHasTheMiddleColour() {
    ColourScale dispersion = ColourScale.of(map(), Channel.DISPERSION);
    assertEquals(0.5, dispersion.share(0.5f));
  }

  @Test
  void aChannelWithoutValuesIsGrey() {
    float[] none = new float[SIZE * SIZE];
    Arrays.fill(none, Float.NaN);
    GasMap empty = new GasMap(SIZE, none, none, none);
    BufferedImage image = PanelPainter.paint(empty, scales(empty), new int[] {0x123456});
    assertEquals(0xFF808080, image.getRGB(0, 0));
    assertEquals(0xFF123456, image.getRGB(image.getWidth() - 1, 0));
  }

  @Test
  void paintsFourPanelsWithTheFirstRowAtTheBottom() {
    GasMap map = map();
    int[] tokens = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF};
    BufferedImage image = PanelPainter.paint(map, scales(map), tokens);
    assertEquals(256, image.getHeight());
    assertEquals(4 * 256 + 3 * 8, image.getWidth());
    // Pixel (x, y) = (5, 0) of the map covers columns 20 to 23 of the last four lines.
    int brightest = 0xFF000000 | ColourMap.COLUMN_DENSITY.colour(1);
    assertEquals(brightest, image.getRGB(20, 255));
    assertEquals(brightest, image.getRGB(23, 252));
    assertTrue(brightest != image.getRGB(20, 251));
    assertTrue(brightest != image.getRGB(24, 255));
    assertEquals(0xFF808080, image.getRGB(264 + 28, 255));
    assertEquals(0, image.getRGB(256, 100));
    assertEquals(0, image.getRGB(263, 100));
    int left = 3 * 264;
    assertEquals(0xFFFF0000, image.getRGB(left, 255));
    assertEquals(0xFF00FF00, image.getRGB(left + 255, 128));
    assertEquals(0xFF0000FF, image.getRGB(left, 127));
    assertEquals(0xFFFFFFFF, image.getRGB(left + 128, 0));
  }

  @Test
  void panelsAreMultiplesOfTheMap() {
    assertEquals(256, PanelPainter.panelPixels(64));
    assertEquals(300, PanelPainter.panelPixels(100));
    assertEquals(512, PanelPainter.panelPixels(512));
  }
}
