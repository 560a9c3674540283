package protomass.snapshot.preview;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import protomass.core.file.AtomicOutput;

/** Panels in rows and columns, each with offsets in pc and a colour bar. */
final class PanelSheet {
  private static final int PICTURE = 256;
  private static final int LEFT = 48;
  private static final int TOP = 28;
  private static final int BAR_GAP = 8;
  private static final int BAR = 14;
  private static final int TICKS = 88;
  private static final int BOTTOM = 40;
  private static final int WIDTH = LEFT + PICTURE + BAR_GAP + BAR + TICKS;
  private static final int HEIGHT = TOP + PICTURE + BOTTOM;
  private static final int TEXT = 12;

  private final double sidePc;
  private final Graphics2D graphics;

  private PanelSheet(Graphics2D graphics, double sidePc) {
    this.graphics = graphics;
    this.sidePc = sidePc;
  }

  /**
   * Writes a PNG.
   *
   * @param rows panels from the top, all rows of one length
   * @param sidePc side of a map [pc]
   */
  static void write(Path target, List<List<Panel>> rows, double sidePc) {
    BufferedImage image =
        new BufferedImage(
            WIDTH * rows.getFirst().size(), HEIGHT * rows.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    PanelSheet sheet = new PanelSheet(graphics, sidePc);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        sheet.draw(rows.get(row).get(column), image, column * WIDTH, row * HEIGHT);
      }
    }
    graphics.dispose();
    AtomicOutput.file(
        target,
        temporary -> {
          if (!ImageIO.write(image, "png", temporary.toFile())) {
            throw new IOException("no writer for PNG");
          }
        });
  }

  private void draw(Panel panel, BufferedImage image, int x, int y) {
    drawMap(panel, image, x + LEFT, y + TOP);
    drawBar(panel, image, x + LEFT + PICTURE + BAR_GAP, y + TOP);
    graphics.setColor(Color.BLACK);
    graphics.drawString(panel.title(), x + LEFT, y + TOP - 10);
    drawOffsets(x, y);
  }

  private static void drawMap(Panel panel, BufferedImage image, int x, int y) {
    for (int j = 0; j < PICTURE; j++) {
      int row = (PICTURE - 1 - j) * panel.size() / PICTURE;
      for (int i = 0; i < PICTURE; i++) {
        int column = i * panel.size() / PICTURE;
        image.setRGB(x + i, y + j, panel.colour(panel.values()[row * panel.size() + column]));
      }
    }
  }

  private void drawBar(Panel panel, BufferedImage image, int x, int y) {
    for (int j = 0; j < PICTURE; j++) {
      int colour = panel.colours().colour(1 - j / (PICTURE - 1.0));
      for (int i = 0; i < BAR; i++) {
        image.setRGB(x + i, y + j, colour);
      }
    }
    graphics.setColor(Color.BLACK);
    graphics.drawRect(x, y, BAR, PICTURE - 1);
    for (int tick = 0; tick <= 4; tick++) {
      int at = y + PICTURE - 1 - tick * (PICTURE - 1) / 4;
      graphics.drawLine(x + BAR, at, x + BAR + 3, at);
      graphics.drawString(panel.tick(tick / 4.0), x + BAR + 6, at + 4);
    }
    Graphics2D turned = (Graphics2D) graphics.create();
    turned.translate(x + BAR + TICKS - 16, y + PICTURE / 2);
    turned.rotate(-Math.PI / 2);
    int width = turned.getFontMetrics().stringWidth(panel.barTitle());
    turned.drawString(panel.barTitle(), -width / 2, 0);
    turned.dispose();
  }

  private void drawOffsets(int x, int y) {
    graphics.drawRect(x + LEFT, y + TOP, PICTURE - 1, PICTURE - 1);
    for (int tick = 0; tick <= 2; tick++) {
      String text = String.format(Locale.ROOT, "%.3g", (tick / 2.0 - 0.5) * sidePc);
      int width = graphics.getFontMetrics().stringWidth(text);
      int along = tick * (PICTURE - 1) / 2;
      graphics.drawString(text, x + LEFT + along - width / 2, y + TOP + PICTURE + 14);
      graphics.drawString(text, x + LEFT - width - 4, y + TOP + PICTURE - 1 - along + 4);
    }
    graphics.drawString("offset [pc]", x + LEFT + PICTURE / 2 - 28, y + TOP + PICTURE + 30);
  }
}
