package protomass.flame.shard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import protomass.core.file.AtomicOutput;
import protomass.flame.png.PngEncoder;
import protomass.flame.render.Picture;

/** A grid of the first pictures of a set, for a look at it. */
public final class ContactSheet {
  /** Six rows of six. */
  public static final int MOST_PICTURES = 36;

  private static final int COLUMNS = 6;
  private static final int LARGEST_TILE = 192;
  private static final int GAP = 4;

  private final List<Picture> tiles = new ArrayList<>();

  /** Adds a square picture, shrunk when large; ignored when the sheet is full. */
  public void add(Picture picture) {
    if (tiles.size() < MOST_PICTURES) {
      tiles.add(shrunk(picture));
    }
  }

  /**
   * Writes the sheet as PNG. All pictures must be of one size, and there must be at least one.
   *
   * @throws protomass.core.error.CannotWriteException when the file cannot be written
   */
  public void write(Path target) {
    byte[] png = PngEncoder.encode(compose());
    AtomicOutput.file(target, temporary -> Files.write(temporary, png));
  }

  private Picture compose() {
    int tile = tiles.getFirst().width();
    int columns = Math.min(COLUMNS, tiles.size());
    int rows = Math.ceilDiv(tiles.size(), COLUMNS);
    int width = columns * (tile + GAP) + GAP;
    int height = rows * (tile + GAP) + GAP;
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 0x60);
    for (int i = 0; i < tiles.size(); i++) {
      int left = GAP + i % COLUMNS * (tile + GAP);
      int top = GAP + i / COLUMNS * (tile + GAP);
      for (int row = 0; row < tile; row++) {
        System.arraycopy(
            tiles.get(i).rgb(), 3 * row * tile, rgb, 3 * ((top + row) * width + left), 3 * tile);
      }
    }
    return new Picture(width, height, rgb);
  }

  /** The mean over square blocks, as large as needed to fit a tile. */
  private static Picture shrunk(Picture picture) {
    int factor = Math.ceilDiv(picture.width(), LARGEST_TILE);
    int size = picture.width() / factor;
    byte[] rgb = new byte[3 * size * size];
    for (int i = 0; i < rgb.length; i++) {
      int channel = i % 3;
      int column = i / 3 % size;
      int row = i / 3 / size;
      rgb[i] = mean(picture, row * factor, column * factor, channel, factor);
    }
    return new Picture(size, size, rgb);
  }

  private static byte mean(Picture picture, int top, int left, int channel, int factor) {
    int sum = 0;
    for (int row = top; row < top + factor; row++) {
      for (int column = left; column < left + factor; column++) {
        sum += picture.rgb()[3 * (row * picture.width() + column) + channel] & 0xFF;
      }
    }
    return (byte) (sum / (factor * factor));
  }
}
