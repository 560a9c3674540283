package protomass.core.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import protomass.core.file.Checksum;
import protomass.core.file.Seal;

/** Writes a safetensors file on and sums what goes by, for the seal in its header. */
final class SealedChannel implements WritableByteChannel {
  private final FileChannel file;
  private final Seal seal;
  private final MessageDigest digest = Checksum.sha256();
  private long written;

  /**
   * @param seal its place is counted from the header's text, behind the eight bytes of its length
   */
  SealedChannel(FileChannel file, Seal seal) {
    this.file = file;
    this.seal = seal;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    seal.update(digest, bytes.duplicate(), written - Long.BYTES);
    written += count;
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    return count;
  }

  /** Writes the sum into the header; nothing may be written afterwards. */
  void finish() throws IOException {
    String digits = HexFormat.of().formatHex(digest.digest());
    ByteBuffer ascii = ByteBuffer.wrap(digits.getBytes(StandardCharsets.US_ASCII));
    while (ascii.hasRemaining()) {
      file.write(ascii, Long.BYTES + (long) seal.place() + ascii.position());
    }
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
