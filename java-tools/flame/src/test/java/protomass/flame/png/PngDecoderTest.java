package protomass.flame.png;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngDecoderTest {
  private static final int SIDE = 8;

  /** Of the header chunk: length and type of 4 bytes each come after a signature of 8. */
  private static final int TYPE = 12;

  private static final int HEADER_BYTES = 13;

  @Test
  void anAbsurdSizeIsRefusedBeforeThereArePixels() throws IOException {
    ByteBuffer png = ByteBuffer.wrap(picture());
    assertTrue(PngDecoder.decode(png.array(), SIDE).isPresent());
    // Two gigabytes of pixels, with the checksum that belongs to the claim.
    png.putInt(TYPE + 4, 26_000).putInt(TYPE + 8, 26_000);
    CRC32 sum = new CRC32();
    sum.update(png.array(), TYPE, 4 + HEADER_BYTES);
    png.putInt(TYPE + 4 + HEADER_BYTES, (int) sum.getValue());

    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    assertEquals(Optional.empty(), PngDecoder.decode(png.array(), SIDE));
    long taken = thread.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < 8 << 20, taken + " bytes");
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), "png", out);
    return out.toByteArray();
  }
}
