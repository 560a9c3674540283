package protomass.flame.shard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import protomass.core.file.Checksum;

/**
 * A WebDataset tar in the making. Times, owners and modes are fixed, so equal data is equal bytes.
 */
final class SampleTar implements AutoCloseable {
  private static final int HEADER_BYTES = 512;
  private static final int REGULAR_FILE_MODE = 0100644;

  private final MessageDigest digest = Checksum.sha256();
  private final TarArchiveOutputStream tar;
  private long position;

  SampleTar(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    this.tar = new TarArchiveOutputStream(new DigestOutputStream(out, digest));
  }

  /** Appends a member and returns where its content begins. */
  long add(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setMode(REGULAR_FILE_MODE);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    long offset = position + HEADER_BYTES;
    position = offset + Math.ceilDiv(content.length, HEADER_BYTES) * (long) HEADER_BYTES;
    return offset;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** The checksum of the whole file; only after {@link #close}. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
