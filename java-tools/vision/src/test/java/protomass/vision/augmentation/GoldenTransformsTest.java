package protomass.vision.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;
import protomass.testing.Goldens;

/**
 * Every transform alone against the official modules on one picture a file. Integer and float
 * arithmetic follow Pillow's, so all but the blur are compared exactly; the blur may differ by one
 * grey level where its float sums, added in another order, fall on the two sides of a half.
 */
class GoldenTransformsTest {
  private SafetensorsFile golden;
  private byte[] input;
  private int width;
  private int height;

  static List<Path> files() {
    return Goldens.of("dinov2", "augmentations*.safetensors");
  }

  private void open(Path file) {
    golden = SafetensorsFile.open(file);
    input = bytes("input_hwc");
    height = Math.toIntExact(golden.info("input_hwc").shape().get(0));
    width = Math.toIntExact(golden.info("input_hwc").shape().get(1));
  }

  @AfterEach
  void close() {
    if (golden != null) {
      golden.close();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void resizesCropsAsPillow(Path file) throws JsonProcessingException {
    open(file);
    CropResampler resampler = new CropResampler();
    resampler.load(input, width, height);
    JsonNode boxes = Json.mapper().readTree(golden.requireMetadata("resized_crop"));
    for (int i = 0; i < boxes.size(); i++) {
      JsonNode box = boxes.get(i);
      int size = box.path("size").intValue();
      RgbImage crop = new RgbImage(size, size);
      resampler.crop(
          new CropBox(
              box.path("top").intValue(),
              box.path("left").intValue(),
              box.path("height").intValue(),
              box.path("width").intValue()),
          crop);
      assertArrayEquals(bytes("resized_crop." + i), crop.toInterleaved(), "crop " + i);
    }
    assertTrue(boxes.size() > 0);
  }

  @ParameterizedTest
  @MethodSource("files")
  void flips(Path file) {
    open(file);
    RgbImage image = image();
    image.flip();
    assertArrayEquals(bytes("hflip"), image.toInterleaved());
  }

  @ParameterizedTest
  @MethodSource("files")
  void changesBrightness(Path file) {
    open(file);
    compareAll(
        "brightness.", (image, factor) -> ColourOperations.brightness(image, (float) factor));
  }

  @ParameterizedTest
  @MethodSource("files")
  void changesContrast(Path file) {
    open(file);
    compareAll("contrast.", (image, factor) -> ColourOperations.contrast(image, (float) factor));
  }

  @ParameterizedTest
  @MethodSource("files")
  void changesSaturation(Path file) {
    open(file);
    compareAll(
        "saturation.", (image, factor) -> ColourOperations.saturation(image, (float) factor));
  }

  @ParameterizedTest
  @MethodSource("files")
  void rotatesHue(Path file) {
    open(file);
    compareAll("hue.", HueRotation::rotate);
  }

  @ParameterizedTest
  @MethodSource("files")
  void removesColour(Path file) {
    open(file);
    RgbImage image = image();
    ColourOperations.grey(image);
    assertArrayEquals(bytes("grey"), image.toInterleaved());
  }

  @ParameterizedTest
  @MethodSource("files")
  void solarizes(Path file) {
    open(file);
    RgbImage image = image();
    ColourOperations.solarize(image);
    // The official threshold is the only one.
    assertArrayEquals(bytes("solarize.128"), image.toInterleaved());
  }

  @ParameterizedTest
  @MethodSource("files")
  void blursWithinOneGreyLevel(Path file) {
    open(file);
    GaussianBlur blur = new GaussianBlur();
    for (String name : names("gaussian_blur.")) {
      RgbImage image = image();
      blur.blur(image, parameter(name, "gaussian_blur."));
      byte[] expected = bytes(name);
      byte[] actual = image.toInterleaved();
      int different = 0;
      for (int i = 0; i < expected.length; i++) {
        int difference = Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF));
        assertTrue(difference <= 1, name + " at " + i);
        different += difference;
      }
      // A wrong kernel would pass by one level almost everywhere; a tie is rare.
      assertTrue(different < expected.length / 1000, name + " differs in " + different);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void normalises(Path file) {
    open(file);
    AugmentationRecipe recipe = AugmentationRecipe.official();
    float[] actual = new float[input.length];
    new ChannelNormalisation(recipe.mean(), recipe.standardDeviation()).write(image(), actual, 0);
    assertEquals(List.of(3L, (long) height, (long) width), golden.info("normalised").shape());
    assertArrayEquals(golden.floats("normalised"), actual, 1e-6f);
  }

  private void compareAll(String prefix, ObjDoubleConsumer<RgbImage> transform) {
    for (String name : names(prefix)) {
      RgbImage image = image();
      transform.accept(image, parameter(name, prefix));
      assertArrayEquals(bytes(name), image.toInterleaved(), name);
    }
  }

  private List<String> names(String prefix) {
    List<String> names = golden.names().stream().filter(name -> name.startsWith(prefix)).toList();
    assertFalse(names.isEmpty(), prefix);
    return names;
  }

  private static double parameter(String name, String prefix) {
    return Double.parseDouble(name.substring(prefix.length()));
  }

  private RgbImage image() {
    return RgbImage.ofInterleaved(input, width, height);
  }

  private byte[] bytes(String name) {
    long[] values = golden.longs(name);
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
