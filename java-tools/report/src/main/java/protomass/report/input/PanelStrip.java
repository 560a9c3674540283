package protomass.report.input;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import protomass.core.error.BadInputException;
import protomass.core.file.RegularFile;
import protomass.core.png.PngChunks;

/**
 * The square panels of a picture of {@code protomass segment}: column density, velocity,
 * dispersion, colours of components.
 *
 * @param uris each panel as a {@code data:} URI of a PNG, made as small as it can be without loss
 */
public record PanelStrip(List<String> uris) {
  /** Column density, velocity, dispersion, components. */
  public static final int PANELS = 4;

  private static final String MEND = "make it again with 'protomass segment'";

  public PanelStrip {
    uris = List.copyOf(uris);
  }

  /**
   * Cuts a picture into its panels.
   *
   * @throws BadInputException when it is no such picture, or damaged
   */
  static PanelStrip read(NamedFile file) {
    BufferedImage picture = picture(file);
    int side = picture.getHeight();
    int gaps = picture.getWidth() - PANELS * side;
    if (gaps < 0 || gaps % (PANELS - 1) != 0) {
      throw new BadInputException(
          file.path(),
          "is %d x %d pixels, not four squares side by side".formatted(picture.getWidth(), side),
          MEND);
    }
    List<String> uris = new ArrayList<>();
    for (int panel = 0; panel < PANELS; panel++) {
      int left = panel * (side + gaps / (PANELS - 1));
      uris.add(uri(smallest(picture.getSubimage(left, 0, side, side))));
    }
    return new PanelStrip(uris);
  }

  private static BufferedImage picture(NamedFile file) {
    try {
      byte[] bytes = RegularFile.bytes(file.path());
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
      if (picture == null) {
        throw new IOException("no PNG image");
      }
      if (!PngChunks.haveTheirChecksums(bytes)) {
        throw new IOException("it is damaged: a part does not have the checksum that it states");
      }
      return picture;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException failure) {
      // The platform's reader answers damage with any of these.
      throw new BadInputException(
          file.path(),
          "cannot be shown (" + failure.getMessage() + ")",
          "make or copy the image again",
          failure);
    }
  }

  /** One pixel for each of the largest squares that the whole panel consists of. */
  private static BufferedImage smallest(BufferedImage panel) {
    int side = panel.getHeight();
    int block = side;
    while (block > 1 && !(side % block == 0 && isOfBlocks(panel, block))) {
      block--;
    }
    BufferedImage small = new BufferedImage(side / block, side / block, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side / block; y++) {
      for (int x = 0; x < side / block; x++) {
        small.setRGB(x, y, panel.getRGB(x * block, y * block));
      }
    }
    return small;
  }

  private static boolean isOfBlocks(BufferedImage panel, int block) {
    for (int y = 0; y < panel.getHeight(); y++) {
      for (int x = 0; x < panel.getWidth(); x++) {
        if (panel.getRGB(x, y) != panel.getRGB(x - x % block, y - y % block)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String uri(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
