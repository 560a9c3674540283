package protomass.core.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Takes the elements of one tensor in little-endian order, in bounded memory. */
public final class TensorSink {
  private static final int BUFFER_BYTES = 1 << 20;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  TensorSink(WritableByteChannel channel) {
    this.channel = channel;
  }

  public void put(float[] values) throws IOException {
    for (float value : values) {
      room(Float.BYTES).putFloat(value);
    }
  }

  public void put(double[] values) throws IOException {
    for (double value : values) {
      room(Double.BYTES).putDouble(value);
    }
  }

  public void put(long[] values) throws IOException {
    for (long value : values) {
      room(Long.BYTES).putLong(value);
    }
  }

  /** Bytes that are little-endian already. */
  public void put(ByteBuffer bytes) throws IOException {
    flush();
    written += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Bytes taken so far. */
  long written() {
    return written;
  }

  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    written += bytes;
    return buffer;
  }
}
