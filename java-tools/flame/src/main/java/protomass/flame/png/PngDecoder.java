package protomass.flame.png;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import protomass.core.png.PngChunks;

/** Reads square images from PNG files. */
public final class PngDecoder {
  private PngDecoder() {}

  /**
   * The pixels of a PNG file.
   *
   * @param png the file's content
   * @param size the width and height that it must have
   * @return red, green and blue, row by row, or nothing when the file is damaged or of another size
   */
  public static Optional<byte[]> decode(byte[] png, int size) {
    if (!PngChunks.haveTheirChecksums(png)) {
      return Optional.empty();
    }
    try {
      return read(png, size).map(PngDecoder::pixels);
    } catch (IOException | RuntimeException damaged) {
      // The platform's reader answers damage with either kind.
      return Optional.empty();
    }
  }

  /** Without ImageIO.read, whose default is to cache each image in a temporary file. */
  private static Optional<BufferedImage> read(byte[] png, int size) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(in, true, true);
      // The header may promise more pixels than there is memory for.
      return reader.getWidth(0) == size && reader.getHeight(0) == size
          ? Optional.of(reader.read(0))
          : Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static byte[] pixels(BufferedImage image) {
    int width = image.getWidth();
    Raster raster = image.getRaster();
    if (image.getColorModel().getNumComponents() == 3
        && raster.getTransferType() == DataBuffer.TYPE_BYTE
        && raster.getNumDataElements() == 3) {
      // Red, green and blue as they are; a conversion pixel by pixel takes longer than inflating.
      return (byte[]) raster.getDataElements(0, 0, width, image.getHeight(), null);
    }
    int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    byte[] rgb = new byte[3 * argb.length];
    for (int pixel = 0; pixel < argb.length; pixel++) {
      rgb[3 * pixel] = (byte) (argb[pixel] >> 16);
      rgb[3 * pixel + 1] = (byte) (argb[pixel] >> 8);
      rgb[3 * pixel + 2] = (byte) argb[pixel];
    }
    return rgb;
  }
}
