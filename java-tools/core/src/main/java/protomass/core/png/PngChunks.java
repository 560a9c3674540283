package protomass.core.png;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The checksums inside of PNG files, at which the platform's reader does not look. */
public final class PngChunks {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int LENGTH_BYTES = 4;
  private static final int TYPE_BYTES = 4;
  private static final int SUM_BYTES = 4;

  private PngChunks() {}

  /** Whether a file is a sequence of PNG chunks each of which has the CRC that it states. */
  public static boolean haveTheirChecksums(byte[] png) {
    ByteBuffer file = ByteBuffer.wrap(png);
    if (png.length < Long.BYTES || file.getLong(0) != SIGNATURE) {
      return false;
    }
    int start = Long.BYTES;
    while (start < png.length) {
      if (png.length - start < LENGTH_BYTES + TYPE_BYTES + SUM_BYTES) {
        return false;
      }
      int length = file.getInt(start);
      if (length < 0 || length > png.length - start - LENGTH_BYTES - TYPE_BYTES - SUM_BYTES) {
        return false;
      }
      CRC32 sum = new CRC32();
      sum.update(png, start + LENGTH_BYTES, TYPE_BYTES + length);
      start += LENGTH_BYTES + TYPE_BYTES + length;
      if ((int) sum.getValue() != file.getInt(start)) {
        return false;
      }
      start += SUM_BYTES;
    }
    return true;
  }
}
