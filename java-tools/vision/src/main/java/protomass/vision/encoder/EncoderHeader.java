package protomass.vision.encoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import protomass.core.error.BadInputException;
import protomass.core.error.UsageException;
import protomass.core.json.Json;
import protomass.core.safetensors.SafetensorsFile;

/**
 * What has to be known of an encoder beside its weights.
 *
 * @param shape the transformer's shape
 * @param mean of each channel of a picture in [0, 1], subtracted first
 * @param deviation of each channel, divided by then
 */
public record EncoderHeader(EncoderShape shape, List<Double> mean, List<Double> deviation) {
  private static final String KEY = "encoder";
  private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);
  private static final int OFFICIAL_HEAD_WIDTH = 64;

  public EncoderHeader {
    if (shape == null) {
      throw new IllegalArgumentException("the shape is null");
    }
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != shape.channels() || deviation.size() != shape.channels()) {
      throw new IllegalArgumentException(
          "%d means and %d deviations for %d channels"
              .formatted(mean.size(), deviation.size(), shape.channels()));
    }
    if (!mean.stream().allMatch(Double::isFinite)
        || !deviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("means %s, deviations %s".formatted(mean, deviation));
    }
  }

  /**
   * The header of a file: from its metadata, or, for files of the official code and of timm, from
   * the shapes of its tensors with heads of width 64 and ImageNet's mean and deviation.
   */
  public static EncoderHeader of(SafetensorsFile file) {
    String json = file.metadata().get(KEY);
    if (json == null) {
      return inferred(file);
    }
    try {
      EncoderHeader header = Json.mapper().readValue(json, EncoderHeader.class);
      if (header == null) {
        throw broken(file, "null", null);
      }
      return header;
    } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
      throw broken(file, failure.getOriginalMessage(), failure);
    }
  }

  private static BadInputException broken(SafetensorsFile file, String fault, Throwable cause) {
    return new BadInputException(
        file.path(),
        "has broken metadata '%s' (%s)".formatted(KEY, fault),
        "export the encoder again",
        cause);
  }

  /** The metadata that {@link #of} reads. */
  public SequencedMap<String, String> metadata() {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "protomass.encoder");
    metadata.put(KEY, Json.line(this));
    return metadata;
  }

  float[] meanArray() {
    return floats(mean);
  }

  float[] deviationArray() {
    return floats(deviation);
  }

  private static float[] floats(List<Double> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i).floatValue();
    }
    return array;
  }

  private static EncoderHeader inferred(SafetensorsFile file) {
    List<Long> patch = shape(file, "patch_embed.proj.weight", 4);
    long positions = shape(file, "pos_embed", 3).get(1) - 1;
    int width = small(patch.getFirst());
    int patchSize = small(patch.getLast());
    int grid = (int) Math.round(Math.sqrt((double) positions));
    int depth = 0;
    while (file.contains("blocks." + depth + ".norm1.weight")) {
      depth++;
    }
    if (depth == 0
        || width < 1
        || (long) grid * grid != positions
        || width % OFFICIAL_HEAD_WIDTH != 0) {
      throw new BadInputException(
          file.path(),
          "does not look like a DINOv2 encoder (width %d, %d blocks, %d positions)"
              .formatted(width, depth, positions),
          "export it with 'protomass export'");
    }
    int ratio = small(shape(file, "blocks.0.mlp.fc1.weight", 2).getFirst() / width);
    int registers =
        file.contains("register_tokens") ? small(shape(file, "register_tokens", 3).get(1)) : 0;
    try {
      EncoderShape shape =
          new EncoderShape(
              small((long) grid * patchSize),
              patchSize,
              small(patch.get(1)),
              width,
              depth,
              width / OFFICIAL_HEAD_WIDTH,
              ratio,
              registers);
      return new EncoderHeader(shape, IMAGENET_MEAN, IMAGENET_DEVIATION);
    } catch (UsageException | IllegalArgumentException failure) {
      throw new BadInputException(
          file.path(),
          "does not look like a DINOv2 encoder (" + failure.getMessage() + ")",
          "export it with 'protomass export'",
          failure);
    }
  }

  private static List<Long> shape(SafetensorsFile file, String name, int dimensions) {
    List<Long> shape = file.info(name).shape();
    if (shape.size() != dimensions) {
      throw new BadInputException(
          file.path(),
          "tensor '%s' has the shape %s, not one of %d dimensions"
              .formatted(name, shape, dimensions),
          "export it with 'protomass export'");
    }
    return shape;
  }

  /** What is too large for an encoder stays too large. */
  private static int small(long size) {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
