package protomass.flame.png;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import protomass.flame.render.Picture;

/**
 * PNG files (8-bit RGB) whose bytes depend on the picture alone, not on the machine. Each row gets
 * the filter with the smallest sum of absolute residuals.
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int BYTES_PER_PIXEL = 3;
  private static final int FILTERS = 5;

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
    int rowBytes = BYTES_PER_PIXEL * picture.width();
    byte[] result = new byte[(rowBytes + 1) * picture.height()];
    byte[] best = new byte[rowBytes + 1];
    byte[] candidate = new byte[rowBytes + 1];
    for (int row = 0; row < picture.height(); row++) {
      long bestCost = Long.MAX_VALUE;
      for (int filter = 0; filter < FILTERS; filter++) {
        long cost = filterRow(picture.rgb(), row, rowBytes, filter, candidate);
        if (cost < bestCost) {
          bestCost = cost;
          byte[] swap = best;
          best = candidate;
          candidate = swap;
        }
      }
      System.arraycopy(best, 0, result, row * (rowBytes + 1), rowBytes + 1);
    }
    return result;
  }

  private static long filterRow(byte[] rgb, int row, int rowBytes, int filter, byte[] target) {
    int start = row * rowBytes;
    long cost = 0;
    target[0] = (byte) filter;
    for (int i = 0; i < rowBytes; i++) {
      int left = i >= BYTES_PER_PIXEL ? rgb[start + i - BYTES_PER_PIXEL] & 0xFF : 0;
      int above = row > 0 ? rgb[start - rowBytes + i] & 0xFF : 0;
      int corner =
          row > 0 && i >= BYTES_PER_PIXEL ? rgb[start - rowBytes + i - BYTES_PER_PIXEL] & 0xFF : 0;
      byte residual = (byte) (rgb[start + i] - predict(filter, left, above, corner));
      target[i + 1] = residual;
      cost += Math.abs(residual);
    }
    return cost;
  }

  private static int predict(int filter, int left, int above, int corner) {
    return switch (filter) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> above;
      case 3 -> (left + above) / 2;
      default -> paeth(left, above, corner);
    };
  }

  private static int paeth(int left, int above, int corner) {
    int estimate = left + above - corner;
    int toLeft = Math.abs(estimate - left);
    int toAbove = Math.abs(estimate - above);
    int toCorner = Math.abs(estimate - corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
