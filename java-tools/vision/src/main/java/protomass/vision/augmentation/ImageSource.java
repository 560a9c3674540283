package protomass.vision.augmentation;

/** Square pictures of equal size by number. Called by several threads at once. */
public interface ImageSource {
  /** Number of pictures. */
  long count();

  /** Height and width of every picture [px]. */
  int side();

  /**
   * One picture.
   *
   * @param index 0 to {@code count() - 1}
   * @return values ordered row, column, channel; the caller keeps the array
   * @throws protomass.core.error.BadInputException when the picture cannot be read
   */
  byte[] rgb(long index);
}
