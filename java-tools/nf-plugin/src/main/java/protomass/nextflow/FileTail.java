package protomass.nextflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a file that another process may be writing. */
final class FileTail {
  private static final int BYTES = 16 * 1024;

  private FileTail() {}

  /**
   * The last lines that are not blank, at most {@code count}; none when the file is absent or
   * cannot be read. A carriage return ends a line too, as progress bars have it.
   */
  static List<String> lines(Path file, int count) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(BYTES);
      channel.position(Math.max(0, channel.size() - BYTES));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException | UnsupportedOperationException unreadable) {
      return List.of();
    }
  }
}
