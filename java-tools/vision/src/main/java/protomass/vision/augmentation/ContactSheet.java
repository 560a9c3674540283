package protomass.vision.augmentation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import protomass.core.file.AtomicOutput;

/**
 * A picture of what the network is shown: one row per epoch with the source picture, its two global
 * crops and its local crops, at their own size and with the normalisation undone.
 */
public final class ContactSheet {
  private static final int GAP = 4;

  private final MultiCrop multiCrop;

  public ContactSheet(MultiCrop multiCrop) {
    this.multiCrop = multiCrop;
  }

  /**
   * Writes a PNG.
   *
   * @param target the file
   * @param rgb the picture, ordered row, column, channel
   * @param side height and width of the picture [px]
   * @param seed the run's seed
   * @param epochs number of rows
   * @throws protomass.core.error.CannotWriteException when the file cannot be written
   */
  public void write(Path target, byte[] rgb, int side, long seed, int epochs) {
    BufferedImage sheet = draw(rgb, side, seed, epochs);
    AtomicOutput.file(
        target,
        temporary -> {
          if (!ImageIO.write(sheet, "png", temporary.toFile())) {
            throw new IOException("this Java writes no PNG");
          }
        });
  }

  private BufferedImage draw(byte[] rgb, int side, long seed, int epochs) {
    AugmentationRecipe recipe = multiCrop.recipe();
    int globalSize = recipe.global().size();
    int localSize = recipe.local().size();
    int rowHeight = Math.max(side, Math.max(globalSize, localSize)) + GAP;
    int width = GAP + side + GAP + 2 * (globalSize + GAP) + recipe.localCrops() * (localSize + GAP);
    BufferedImage sheet =
        new BufferedImage(width, GAP + epochs * rowHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int epoch = 0; epoch < epochs; epoch++) {
      int top = GAP + epoch * rowHeight;
      int left = GAP;
      graphics.drawImage(picture(RgbImage.ofInterleaved(rgb, side, side)), left, top, null);
      left += side + GAP;
      MultiCrop.Crops crops = multiCrop.crops(rgb, side, seed, epoch, 0);
      for (float[] crop : crops.global()) {
        graphics.drawImage(picture(restored(crop, globalSize)), left, top, null);
        left += globalSize + GAP;
      }
      for (float[] crop : crops.local()) {
        graphics.drawImage(picture(restored(crop, localSize)), left, top, null);
        left += localSize + GAP;
      }
    }
    graphics.dispose();
    return sheet;
  }

  /** The 8-bit picture that a normalised crop was made of. */
  private RgbImage restored(float[] crop, int size) {
    RgbImage image = new RgbImage(size, size);
    for (int i = 0; i < crop.length; i++) {
      int channel = i / image.pixels();
      double mean = multiCrop.recipe().mean().get(channel);
      double spread = multiCrop.recipe().standardDeviation().get(channel);
      image.values()[i] = (int) Math.round((crop[i] * spread + mean) * RgbImage.WHITE);
    }
    return image;
  }

  private static BufferedImage picture(RgbImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    int pixels = image.pixels();
    int[] values = image.values();
    for (int i = 0; i < pixels; i++) {
      int rgb = values[i] << 16 | values[pixels + i] << 8 | values[2 * pixels + i];
      picture.setRGB(i % image.width(), i / image.width(), rgb);
    }
    return picture;
  }
}
