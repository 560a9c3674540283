package protomass.report.section;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import protomass.core.error.BadInputException;
import protomass.core.file.RegularFile;
import protomass.core.png.PngChunks;
import protomass.report.input.NamedFile;

/**
 * A raster image inside the page.
 *
 * @param uri the image as a {@code data:} URI
 * @param width in pixels
 * @param height in pixels
 * @param alternative what it shows, for readers who cannot see it
 * @param caption what stands below it; may be empty
 */
public record EmbeddedImage(String uri, int width, int height, String alternative, String caption) {
  private static final int MAXIMUM_WIDTH = 1400;

  /**
   * Embeds a PNG, made smaller where its file is larger than the page has room for.
   *
   * @throws BadInputException when it is absent or no image
   */
  static EmbeddedImage of(NamedFile file, int maximumBytes, String alternative, String caption) {
    try {
      byte[] bytes = RegularFile.bytes(file.path());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        throw new IOException("no PNG image");
      }
      if (!PngChunks.haveTheirChecksums(bytes)) {
        throw new IOException("it is damaged: a part does not have the checksum that it states");
      }
      if (bytes.length <= maximumBytes) {
        return embedded("image/png", bytes, image, alternative, caption);
      }
      BufferedImage smaller = opaque(image, Math.min(image.getWidth(), MAXIMUM_WIDTH));
      return embedded("image/jpeg", jpeg(smaller), smaller, alternative, caption);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException failure) {
      // The platform's reader answers damage with any of these.
      throw new BadInputException(
          file.path(),
          "cannot be shown (" + failure.getMessage() + ")",
          "make or copy the image again",
          failure);
    }
  }

  private static EmbeddedImage embedded(
      String type, byte[] bytes, BufferedImage image, String alternative, String caption) {
    String uri = "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    return new EmbeddedImage(uri, image.getWidth(), image.getHeight(), alternative, caption);
  }

  private static BufferedImage opaque(BufferedImage image, int width) {
    int height = Math.max(1, Math.round((float) image.getHeight() * width / image.getWidth()));
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, java.awt.Color.WHITE, null);
    graphics.dispose();
    return target;
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
