package protomass.report.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelStripTest {
  @TempDir Path folder;

  /** Panels of 32 pixels, 8 apart, that show grids of 4, 8, 1 and 32 cells. */
  @Test
  void panelsAreCutOutAndMadeSmallWithoutLoss() throws Exception {
    int[] cells = {4, 8, 1, 32};
    BufferedImage picture = new BufferedImage(4 * 32 + 3 * 8, 32, BufferedImage.TYPE_INT_ARGB);
    for (int panel = 0; panel < 4; panel++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          int cell = 32 / cells[panel];
          picture.setRGB(panel * 40 + x, y, colour(panel, x / cell, y / cell));
        }
      }
    }
    Path file = folder.resolve("a.png");
    ImageIO.write(picture, "png", file.toFile());
    List<String> uris = PanelStrip.read(new NamedFile(file, "a.png")).uris();
    assertEquals(4, uris.size());
    for (int panel = 0; panel < 4; panel++) {
      BufferedImage small = image(uris.get(panel));
      assertEquals(cells[panel], small.getWidth());
      for (int y = 0; y < cells[panel]; y++) {
        for (int x = 0; x < cells[panel]; x++) {
          assertEquals(colour(panel, x, y), small.getRGB(x, y));
        }
      }
    }
  }

  private static int colour(int panel, int x, int y) {
    return 0xFF000000 | panel << 16 | x << 8 | y;
  }

  private static BufferedImage image(String uri) throws Exception {
    byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
