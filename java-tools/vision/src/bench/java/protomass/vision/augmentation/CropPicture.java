package protomass.vision.augmentation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import protomass.flame.shard.FractalStream;
import protomass.vision.recipe.RecipeFile;

/**
 * The picture of docs/method.md: a row per epoch with a fractal of the demo, its two global crops
 * and its local ones, at their own size and with the normalisation undone. Arguments: the file to
 * write (PNG), the recipe, the fractals ({@code stream:…}) and the number of one.
 */
public final class CropPicture {
  private static final int GAP = 4;
  private static final int EPOCHS = 5;

  private final AugmentationRecipe recipe;
  private final FractalStream fractals;

  private CropPicture(AugmentationRecipe recipe, FractalStream fractals) {
    this.recipe = recipe;
    this.fractals = fractals;
  }

  public static void main(String[] arguments) throws IOException {
    CropPicture picture =
        new CropPicture(
            RecipeFile.read(Path.of(arguments[1]), List.of()).augmentation(),
            FractalStream.parse(arguments[2]));
    BufferedImage drawn = picture.draw(Long.parseLong(arguments[3]));
    ImageIO.write(drawn, "png", Path.of(arguments[0]).toFile());
  }

  private BufferedImage draw(long index) {
    int side = fractals.imageSize();
    byte[] rgb = fractals.rgb(index);
    List<List<BufferedImage>> rows = new ArrayList<>();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      MultiCrop.Crops crops = new MultiCrop(recipe).crops(rgb, side, 1, epoch, index);
      List<BufferedImage> row = new ArrayList<>();
      row.add(image(RgbImage.ofInterleaved(rgb, side, side)));
      Stream.concat(crops.global().stream(), crops.local().stream())
          .map(this::restored)
          .forEach(crop -> row.add(image(crop)));
      rows.add(row);
    }
    int width = rows.getFirst().stream().mapToInt(image -> image.getWidth() + GAP).sum() + GAP;
    BufferedImage sheet =
        new BufferedImage(width, EPOCHS * (side + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      int left = GAP;
      for (BufferedImage image : rows.get(epoch)) {
        graphics.drawImage(image, left, GAP + epoch * (side + GAP), null);
        left += image.getWidth() + GAP;
      }
    }
    graphics.dispose();
    return sheet;
  }

  /** The 8-bit picture that a normalised crop was made of. */
  private RgbImage restored(float[] crop) {
    int size = (int) Math.sqrt(crop.length / (double) RgbImage.CHANNELS);
    RgbImage image = new RgbImage(size, size);
    for (int i = 0; i < crop.length; i++) {
      int channel = i / image.pixels();
      double value = crop[i] * recipe.standardDeviation().get(channel) + recipe.mean().get(channel);
      image.values()[i] = (int) Math.round(value * RgbImage.WHITE);
    }
    return image;
  }

  private static BufferedImage image(RgbImage picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    int pixels = picture.pixels();
    int[] values = picture.values();
    for (int i = 0; i < pixels; i++) {
      int rgb = values[i] << 16 | values[pixels + i] << 8 | values[2 * pixels + i];
      image.setRGB(i % picture.width(), i / picture.width(), rgb);
    }
    return image;
  }
}
