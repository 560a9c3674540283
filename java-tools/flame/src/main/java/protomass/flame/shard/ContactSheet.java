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
  private static final int GAP = 4;

  private final int columns;
  private final int rows;
  private final int largestTile;
  private final List<Picture> tiles = new ArrayList<>();

  /** Six rows of six, with tiles of at most 192 pixels. */
  public ContactSheet() {
    this(6, 6, 192);
  }

  /** A sheet whose tiles have at most so many pixels per side. */
  public ContactSheet(int columns, int rows, int largestTile) {
    this.columns = columns;
    this.rows = rows;
    this.largestTile = largestTile;
  }

  /** How many pictures the sheet takes. */
  public int capacity() {
    return columns * rows;
  }

  /** Adds a square picture, shrunk when large; ignored when the sheet is full. */
  public void add(Picture picture) {
    if (tiles.size() < columns * rows) {
      tiles.add(shrunk(picture));
    }
  }

  /**
   * Writes the sheet as PNG. All pictures must be of one size, and there must be at least one.
   *
   * @throws protomass.core.error.CannotWriteException when the file cannot be written
   */
  public void write(Path target) {
    byte[] png = PngEncoder.encode(picture());
    AtomicOutput.file(target, temporary -> Files.write(temporary, png));
  }

  /** The sheet as one picture. There must be at least one tile, and all of one size. */
  public Picture picture() {
    int tile = tiles.getFirst().width();
    int width = Math.min(columns, tiles.size()) * (tile + GAP) + GAP;
    int height = Math.ceilDiv(tiles.size(), columns) * (tile + GAP) + GAP;
    byte[] rgb = new byte[3 * width * height];
    java.util.Arrays.fill(rgb, (byte) 0x60);
    for (int i = 0; i < tiles.size(); i++) {
      int left = GAP + i % columns * (tile + GAP);
      int top = GAP + i / columns * (tile + GAP);
      for (int row = 0; row < tile; row++) {
        System.arraycopy(
            tiles.get(i).rgb(), 3 * row * tile, rgb, 3 * ((top + row) * width + left), 3 * tile);
      }
    }
    return new Picture(width, height, rgb);
  }

  /** The mean over square blocks, as large as needed to fit a tile. */
  private Picture shrunk(Picture picture) {
    int factor = Math.ceilDiv(picture.width(), largestTile);
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
