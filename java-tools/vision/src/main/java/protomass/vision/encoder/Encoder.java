package protomass.vision.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import protomass.core.safetensors.SafetensorsFile;
import protomass.vision.torch.NamedTensors;
import protomass.vision.torch.Torch;
import protomass.vision.torch.TorchScript;

/** A frozen vision transformer. Several threads may encode at once; close it at the end. */
public final class Encoder implements AutoCloseable {
  /** The script of the encoder, for those who compile it together with more. */
  public static final String SCRIPT = "/protomass/vision/encoder/encoder.torchscript";

  /** What a frozen encoder runs; it stands on {@link #SCRIPT}. */
  static final String FROZEN_SCRIPT = "/protomass/vision/encoder/frozen.torchscript";

  private final EncoderHeader header;
  private final NDManager manager;
  private final TorchScript script;
  private final NDList weights;
  private final NDArray mean;
  private final NDArray deviation;

  private Encoder(EncoderHeader header, NDManager manager, NamedTensors weights) {
    TorchScript script = TorchScript.compile(Encoder.class, SCRIPT, FROZEN_SCRIPT);
    NDList separate = weights.tensors();
    NDList folded = script.call(manager, "fold", separate, header.shape().forScript());
    separate.close();
    this(header, manager, script, folded);
  }

  private Encoder(EncoderHeader header, NDManager manager, TorchScript script, NDList weights) {
    this.header = header;
    this.manager = manager;
    this.script = script;
    this.weights = weights;
    int channels = header.shape().channels();
    this.mean = Torch.tensor(manager, header.meanArray(), channels);
    this.deviation = Torch.tensor(manager, header.deviationArray(), channels);
  }

  /**
   * Reads an encoder.
   *
   * @param file safetensors under the official names, written by {@code export} or by others
   * @throws protomass.core.error.BadInputException when it is no encoder
   */
  public static Encoder read(Path file) {
    NDManager manager = Torch.newManager();
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      EncoderHeader header = EncoderHeader.of(tensors);
      return new Encoder(
          header, manager, NamedTensors.read(manager, header.shape().parameters(), tensors, ""));
    } catch (RuntimeException failure) {
      manager.close();
      throw failure;
    }
  }

  /**
   * An encoder with random weights.
   *
   * @param layerScale initial LayerScale
   */
  public static Encoder random(EncoderHeader header, double layerScale, long seed) {
    NDManager manager = Torch.newManager();
    return new Encoder(
        header, manager, EncoderInitialisation.random(manager, header.shape(), layerScale, seed));
  }

  /**
   * The same encoder in another precision. It takes over this one, which is not to be used or
   * closed any more.
   */
  public Encoder in(Precision precision) {
    try (NDList former = weights) {
      NDList cast = script.call(manager, "cast", former, precision.torchCode());
      return new Encoder(header, manager, script, cast);
    }
  }

  public EncoderShape shape() {
    return header.shape();
  }

  /**
   * Encodes pictures.
   *
   * @param results owner of the tokens
   * @param pictures (count, channels, size, size) in about [0, 1], row-major
   * @param size side of a picture [pixel]; a multiple of the patch size
   */
  public Tokens encode(NDManager results, float[] pictures, int count, int size) {
    return encode(results, pictures, count, size, size);
  }

  /**
   * Encodes pictures that need not be square.
   *
   * @param results owner of the tokens
   * @param pictures (count, channels, height, width) in about [0, 1], row-major
   * @param height of a picture [pixel]; a multiple of the patch size, as is the width
   */
  public Tokens encode(NDManager results, float[] pictures, int count, int height, int width) {
    requireWholePatches(height, width);
    try (NDManager inputs = manager.newSubManager()) {
      NDArray images = Torch.tensor(inputs, pictures, count, shape().channels(), height, width);
      NDList tokens =
          script.call(
              results, "encode_pictures", weights, images, mean, deviation, shape().forScript());
      return new Tokens(tokens.get(0), tokens.get(1));
    }
  }

  /**
   * Pooled features of pictures.
   *
   * @param results owner of the features
   * @param pictures (count, channels, size, size) in about [0, 1], row-major
   * @param size side of a picture [pixel]; a multiple of the patch size
   * @return (count, {@link FeatureChoice#width})
   */
  public NDArray features(
      NDManager results, float[] pictures, int count, int size, FeatureChoice choice) {
    return features(results, pictures, count, size, size, choice);
  }

  /**
   * Pooled features of pictures that need not be square.
   *
   * @param results owner of the features
   * @param pictures (count, channels, height, width) in about [0, 1], row-major
   * @param height of a picture [pixel]; a multiple of the patch size, as is the width
   * @return (count, {@link FeatureChoice#width})
   */
  public NDArray features(
      NDManager results, float[] pictures, int count, int height, int width, FeatureChoice choice) {
    requireWholePatches(height, width);
    try (NDManager inputs = manager.newSubManager()) {
      NDArray images = Torch.tensor(inputs, pictures, count, shape().channels(), height, width);
      return script
          .call(
              results,
              "pooled_features",
              weights,
              images,
              mean,
              deviation,
              shape().forScript(),
              choice.layers(),
              choice.pooling().takesClassToken(),
              choice.pooling().takesPatchMean())
          .getFirst();
    }
  }

  private void requireWholePatches(int height, int width) {
    if (height % shape().patchSize() != 0 || width % shape().patchSize() != 0) {
      throw new IllegalArgumentException(
          "pictures of %d x %d pixels cannot be cut into patches of %d"
              .formatted(height, width, shape().patchSize()));
    }
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
