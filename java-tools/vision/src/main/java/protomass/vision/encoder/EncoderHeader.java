package protomass.vision.encoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import protomass.core.error.BadInputException;
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
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != shape.channels() || deviation.size() != shape.channels()) {
      throw new IllegalArgumentException(
          "%d means and %d deviations for %d channels"
              .formatted(mean.size(), deviation.size(), shape.channels()));
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
      return Json.mapper().readValue(json, EncoderHeader.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
      throw new BadInputException(
          file.path(),
          "has broken metadata '%s' (%s)".formatted(KEY, failure.getOriginalMessage()),
          "export the encoder again",
          failure);
    }
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
    List<Long> patch = file.info("patch_embed.proj.weight").shape();
    long positions = file.info("pos_embed").shape().get(1) - 1;
    int width = patch.getFirst().intValue();
    int patchSize = patch.getLast().intValue();
    int grid = (int) Math.round(Math.sqrt((double) positions));
    int depth = 0;
    while (file.contains("blocks." + depth + ".norm1.weight")) {
      depth++;
    }
    if (depth == 0 || (long) grid * grid != positions || width % OFFICIAL_HEAD_WIDTH != 0) {
      throw new BadInputException(
          file.path(),
          "does not look like a DINOv2 encoder (width %d, %d blocks, %d positions)"
              .formatted(width, depth, positions),
          "export it with 'protomass export'");
    }
    int ratio = (int) (file.info("blocks.0.mlp.fc1.weight").shape().getFirst() / width);
    int registers =
        file.contains("register_tokens")
            ? file.info("register_tokens").shape().get(1).intValue()
            : 0;
    EncoderShape shape =
        new EncoderShape(
            grid * patchSize,
            patchSize,
            patch.get(1).intValue(),
            width,
            depth,
            width / OFFICIAL_HEAD_WIDTH,
            ratio,
            registers);
    return new EncoderHeader(shape, IMAGENET_MEAN, IMAGENET_DEVIATION);
  }
}
