package protomass.core.safetensors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import protomass.core.file.AtomicOutput;
import protomass.core.file.Seal;
import protomass.core.json.Json;

/**
 * Writes safetensors files atomically, with a {@link Seal} over the file in their metadata; tensors
 * stand in the order in which they are given.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT_BYTES = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * @throws protomass.core.error.CannotWriteException when the file cannot be written
   */
  public static void write(Path target, Map<String, String> metadata, List<Tensor> tensors) {
    AtomicOutput.file(
        target,
        temporary -> {
          try (FileChannel channel =
              FileChannel.open(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer header = header(metadata, tensors);
            // The header's text begins behind its length, as the seal's place is counted.
            byte[] text = new byte[header.limit() - Long.BYTES];
            header.get(Long.BYTES, text);
            Seal seal = Seal.find(target, text);
            SealedChannel sealed = new SealedChannel(channel, seal);
            TensorSink sink = new TensorSink(sealed);
            sink.put(header);
            for (Tensor tensor : tensors) {
              writeTensor(sink, tensor);
            }
            sealed.finish();
            channel.force(true);
          }
        });
  }

  private static void writeTensor(TensorSink sink, Tensor tensor) throws IOException {
    long before = sink.written();
    tensor.content().writeTo(sink);
    sink.flush();
    long bytes = sink.written() - before;
    if (bytes != tensor.info().bytes()) {
      throw new IllegalStateException(
          "tensor %s has %d bytes, its content wrote %d"
              .formatted(tensor.info().name(), tensor.info().bytes(), bytes));
    }
  }

  private static ByteBuffer header(Map<String, String> metadata, List<Tensor> tensors) {
    ObjectNode root = Json.mapper().createObjectNode();
    ObjectNode text = root.putObject("__metadata__");
    metadata.forEach(text::put);
    text.put(Seal.KEY, Seal.BLANK);
    long offset = 0;
    for (Tensor tensor : tensors) {
      TensorInfo info = tensor.info();
      if (root.has(info.name())) {
        throw new IllegalArgumentException("two tensors are named " + info.name());
      }
      ObjectNode node = root.putObject(info.name());
      node.put("dtype", info.type().name());
      ArrayNode shape = node.putArray("shape");
      info.shape().forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(offset + info.bytes());
      offset += info.bytes();
    }
    byte[] json = Json.line(root).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }
}
