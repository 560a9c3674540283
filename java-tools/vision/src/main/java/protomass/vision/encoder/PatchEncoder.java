package protomass.vision.encoder;

/** What segmentation needs of a frozen encoder. */
public interface PatchEncoder extends AutoCloseable {
  /** Side of a patch [pixel]. */
  int patchSize();

  /** Image channels. */
  int channels();

  /** Length of a token. */
  int width();

  /**
   * How many images at once keep the encoder busy; not below the number asked for. Where others are
   * given together, last bits may differ.
   */
  default int batch(int least) {
    return least;
  }

  /**
   * Patch tokens of images, through the final norm.
   *
   * @param images (count, channels, size, size) in about [0, 1], row-major
   * @param size side of an image [pixel], a multiple of the patch size
   * @return (count, (size / patchSize)^2, width), row-major; patches in rows as pixels are
   */
  float[] patchTokens(float[] images, int count, int size);

  @Override
  void close();
}
