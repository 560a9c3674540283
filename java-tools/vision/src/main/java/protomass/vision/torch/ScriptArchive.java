package protomass.vision.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript source as the archive that libtorch loads: a zip of stored entries holding the
 * code of one module class, a pickled instance of it without parameters, and the archive's version.
 * No Python takes part.
 */
final class ScriptArchive {
  private static final String ROOT = "m/";
  private static final String VERSION = "10\n";

  /** Pickle protocol 2 of an empty tuple. */
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private ScriptArchive() {}

  /**
   * The archive of a module whose methods are given as TorchScript in its serialised dialect.
   *
   * @param methods indented definitions whose first parameter is {@code self}
   */
  static byte[] of(String methods) {
    String code =
        """
        class M(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
        """
            + methods;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", instance());
      store(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", EMPTY_TUPLE);
      store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a byte array cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  /** Pickle of {@code M()} with the attribute {@code training = True}. */
  private static byte[] instance() {
    byte[] className = "c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII);
    byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer pickle = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    pickle.put((byte) 0x80).put((byte) 2).put(className);
    pickle.put((byte) ')').put((byte) 0x81).put((byte) '}').put((byte) '(');
    pickle.put((byte) 'X').putInt(attribute.length).put(attribute).put((byte) 0x88);
    pickle.put((byte) 'u').put((byte) 'b').put((byte) '.');
    byte[] written = new byte[pickle.position()];
    pickle.flip().get(written);
    return written;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(ROOT + name);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
