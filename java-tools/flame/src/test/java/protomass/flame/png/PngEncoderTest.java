package protomass.flame.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import protomass.core.file.Checksum;
import protomass.core.random.RandomStream;
import protomass.flame.render.Picture;

/** Against the platform's own PNG reader and inflater, which share no code with the encoder. */
class PngEncoderTest {
  /** 400 px make several deflate blocks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 96, 400})
  void anotherReaderSeesTheSamePixels(int size) {
    for (Picture picture : new Picture[] {noise(size), flat(size), gradient(size)}) {
      byte[] decoded = PngDecoder.decode(PngEncoder.encode(picture), size).orElseThrow();
      assertArrayEquals(picture.rgb(), decoded);
    }
  }

  /** Damage on a disk must not become an image that a training learns from. */
  @Test
  void anyOtherBitIsSeen() {
    byte[] png = PngEncoder.encode(noise(7));
    assertTrue(PngDecoder.decode(png, 7).isPresent());
    for (int bit = 0; bit < 8 * png.length; bit++) {
      byte[] damaged = png.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), PngDecoder.decode(damaged, 7), "bit " + bit);
    }
  }

  @Test
  void emptyBackgroundTakesNextToNoSpace() {
    byte[] png = PngEncoder.encode(flat(336));
    assertTrue(png.length < 3000, () -> png.length + " bytes");
  }

  /** Every run length has its own code or extra bits. */
  @Test
  void runsOfEveryLengthComeBack() throws DataFormatException {
    for (int run = 1; run <= 600; run++) {
      byte[] data = new byte[run + 4];
      Arrays.fill(data, 2, 2 + run, (byte) 200);
      data[1] = 7;
      assertArrayEquals(data, inflate(ZlibEncoder.encode(data), data.length));
    }
  }

  /** Fibonacci's numbers as counts make the deepest Huffman tree, deeper than deflate allows. */
  @Test
  void skewedCountsStayWithinFifteenBits() throws DataFormatException {
    byte[] data = new byte[1 << 16];
    int position = 0;
    int count = 1;
    int previous = 1;
    for (int symbol = 0; position + 2 * count < data.length; symbol++) {
      for (int i = 0; i < count; i++) {
        data[position++] = (byte) (2 * symbol);
      }
      int sum = count + previous;
      previous = count;
      count = sum;
    }
    byte[] shuffled = new byte[position];
    int[] order = RandomStream.of(1, "test").permutation(position);
    for (int i = 0; i < position; i++) {
      shuffled[order[i]] = data[i];
    }
    assertArrayEquals(shuffled, inflate(ZlibEncoder.encode(shuffled), position));
  }

  @Test
  void damageAndWrongSizesAreNoticed() {
    byte[] png = PngEncoder.encode(noise(20));
    assertEquals(Optional.empty(), PngDecoder.decode(png, 21));
    assertEquals(Optional.empty(), PngDecoder.decode(Arrays.copyOf(png, 60), 20));
    assertEquals(Optional.empty(), PngDecoder.decode(new byte[100], 20));
  }

  /** The checksum was taken once: the file's bytes are the same on every machine. */
  @Test
  void bytesDependOnThePictureAlone() {
    assertEquals(
        "cd0b0614371dae0fc441b274295f04b832560afe2f7bce3fc356a5f70ee348ab",
        Checksum.sha256(PngEncoder.encode(noise(64))));
  }

  private static byte[] inflate(byte[] zlib, int length) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(zlib);
      byte[] data = new byte[length + 1];
      assertEquals(length, inflater.inflate(data));
      assertTrue(inflater.finished());
      return Arrays.copyOf(data, length);
    }
  }

  private static Picture noise(int size) {
    byte[] rgb = new byte[3 * size * size];
    RandomStream random = RandomStream.of(1, "test");
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 0);
    }
    return new Picture(size, size, rgb);
  }

  private static Picture flat(int size) {
    return new Picture(size, size, new byte[3 * size * size]);
  }

  private static Picture gradient(int size) {
    byte[] rgb = new byte[3 * size * size];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / size + i % 3);
    }
    return new Picture(size, size, rgb);
  }
}
