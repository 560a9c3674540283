package protomass.vision.augmentation;

/**
 * Cuts boxes out of one picture and resizes them by antialiased bicubic interpolation: first along
 * rows, rounded to 8 bit, then along columns, as Pillow does. Only pixels inside the box take part.
 *
 * <p>Holds the picture and its work space. Not safe for use by several threads.
 */
final class CropResampler {
  private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);

  private final ResampleWeights across = new ResampleWeights();
  private final ResampleWeights down = new ResampleWeights();
  private int width;
  private int height;
  // The picture by channel, column, row, so that the pass along rows runs over consecutive values.
  private int[] columns = new int[0];
  // The box after the pass along rows, by row, channel, column: long runs for the second pass.
  private int[] narrowed = new int[0];
  // Long, although int would hold them: an array of another type cannot alias the lines that are
  // summed, which lets the compiler vectorise the loops.
  private long[] sums = new long[0];

  /** Takes a picture given as bytes ordered row, column, channel. */
  void load(byte[] rgb, int newWidth, int newHeight) {
    RgbImage.requireLength(rgb, newWidth, newHeight);
    width = newWidth;
    height = newHeight;
    columns = atLeast(columns, rgb.length);
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      for (int y = 0; y < height; y++) {
        int in = RgbImage.CHANNELS * y * width + channel;
        int out = channel * width * height + y;
        for (int x = 0; x < width; x++) {
          columns[out] = rgb[in] & 0xFF;
          in += RgbImage.CHANNELS;
          out += height;
        }
      }
    }
  }

  /** Fills the target with the box of the loaded picture, resized to the target's size. */
  void crop(CropBox box, RgbImage target) {
    if (box.left() + box.width() > width || box.top() + box.height() > height) {
      throw new IllegalArgumentException(
          "%s leaves the picture of %d×%d pixels".formatted(box, width, height));
    }
    int rowLength = RgbImage.CHANNELS * target.width();
    narrowed = atLeast(narrowed, box.height() * rowLength);
    int longest = Math.max(box.height(), rowLength);
    sums = sums.length >= longest ? sums : new long[longest];
    across.fill(box.width(), target.width());
    down.fill(box.height(), target.height());
    narrow(box, target.width());
    shorten(target);
  }

  private void narrow(CropBox box, int targetWidth) {
    int rows = box.height();
    for (int x = 0; x < targetWidth; x++) {
      int first = box.left() + across.start(x);
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        int from = (channel * width + first) * height + box.top();
        sum(across, x, columns, from, height, rows);
        int out = channel * targetWidth + x;
        for (int y = 0; y < rows; y++) {
          narrowed[out] = clip(sums[y]);
          out += RgbImage.CHANNELS * targetWidth;
        }
      }
    }
  }

  private void shorten(RgbImage target) {
    int[] values = target.values();
    int targetWidth = target.width();
    int rowLength = RgbImage.CHANNELS * targetWidth;
    for (int y = 0; y < target.height(); y++) {
      sum(down, y, narrowed, down.start(y) * rowLength, rowLength, rowLength);
      for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
        int out = channel * target.pixels() + y * targetWidth;
        int in = channel * targetWidth;
        for (int x = 0; x < targetWidth; x++) {
          values[out + x] = clip(sums[in + x]);
        }
      }
    }
  }

  /** Sums the weighted lines of output pixel {@code i}; lines begin {@code stride} apart. */
  private void sum(ResampleWeights axis, int i, int[] lines, int from, int stride, int length) {
    int[] weights = axis.weights();
    int offset = axis.offset(i);
    int count = axis.count(i);
    addFirst(weights[offset], lines, from, length);
    int tap = 1;
    for (; tap + 2 < count; tap += 3) {
      addThree(weights, offset + tap, lines, from + tap * stride, stride, length);
    }
    for (; tap < count; tap++) {
      addOne(weights[offset + tap], lines, from + tap * stride, length);
    }
  }

  private void addFirst(int weight, int[] lines, int from, int length) {
    long[] into = sums;
    for (int j = 0; j < length; j++) {
      int product = weight * lines[from + j];
      into[j] = HALF + (long) product;
    }
  }

  private void addOne(int weight, int[] lines, int from, int length) {
    long[] into = sums;
    for (int j = 0; j < length; j++) {
      int product = weight * lines[from + j];
      into[j] += product;
    }
  }

  private void addThree(int[] weights, int offset, int[] lines, int from, int stride, int length) {
    long[] into = sums;
    int first = weights[offset];
    int second = weights[offset + 1];
    int third = weights[offset + 2];
    int secondFrom = from + stride;
    int thirdFrom = secondFrom + stride;
    for (int j = 0; j < length; j++) {
      int product =
          first * lines[from + j] + second * lines[secondFrom + j] + third * lines[thirdFrom + j];
      into[j] += product;
    }
  }

  private static int clip(long sum) {
    // Not Math.clamp, whose long argument would keep the loops from being vectorised.
    return Math.min(Math.max((int) (sum >> ResampleWeights.FRACTION_BITS), 0), RgbImage.WHITE);
  }

  private static int[] atLeast(int[] array, int length) {
    return array.length >= length ? array : new int[length];
  }
}
