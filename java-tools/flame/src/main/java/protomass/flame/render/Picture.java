package protomass.flame.render;

/**
 * A picture of 8 bits per channel.
 *
 * @param width columns
 * @param height rows
 * @param rgb red, green and blue of each pixel, row by row; length 3 x width x height
 */
public record Picture(int width, int height, byte[] rgb) {
  public Picture {
    if (rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "%d bytes do not make a picture of %d x %d".formatted(rgb.length, width, height));
    }
  }
}
