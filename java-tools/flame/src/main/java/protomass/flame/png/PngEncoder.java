package protomass.flame.png;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import protomass.flame.render.Picture;

/**
 * PNG files (8-bit RGB) whose bytes depend on the picture alone, not on the machine. One filter
 * serves all rows: the one that leaves the least entropy on a sample of them.
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};
  static final int BYTES_PER_PIXEL = 3;

  private PngEncoder() {}

  /** The content of a PNG file. */
  public static byte[] encode(Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      writeChunk(out, "IHDR", header(picture));
      writeChunk(out, "IDAT", ZlibEncoder.encode(filtered(picture)));
      writeChunk(out, "IEND", new byte[0]);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(Picture picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.write(new byte[] {8, 2, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static void writeChunk(DataOutputStream out, String type, byte[] data)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }

  private static byte[] filtered(Picture picture) {
    RowFilter filter = RowFilter.bestFor(picture);
    int rowBytes = BYTES_PER_PIXEL * picture.width();
    byte[] result = new byte[(rowBytes + 1) * picture.height()];
    for (int row = 0; row < picture.height(); row++) {
      // The first row has nothing above it.
      RowFilter actual = row == 0 ? RowFilter.NONE : filter;
      int target = row * (rowBytes + 1);
      result[target] = actual.number();
      actual.apply(picture.rgb(), row * rowBytes, result, target + 1, rowBytes);
    }
    return result;
  }
}
