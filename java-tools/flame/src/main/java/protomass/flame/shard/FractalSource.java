package protomass.flame.shard;

/** Fractal images by number, stored or made on demand. Safe for use by many threads. */
public interface FractalSource {
  /** Number of images. */
  long size();

  /** Pixels per side of every image. */
  int imageSize();

  /**
   * The pixels of an image: red, green and blue, row by row; length 3 x size x size.
   *
   * @param index from 0 to {@link #size} - 1
   */
  byte[] rgb(long index);

  /** A checksum that two sources share only when they hold the same images in the same order. */
  String manifestHash();

  /** What to call the source in messages. */
  String name();
}
