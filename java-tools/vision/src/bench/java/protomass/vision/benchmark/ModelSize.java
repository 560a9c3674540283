package protomass.vision.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import protomass.vision.encoder.EncoderShape;

/** A usual size of vision transformers. */
enum ModelSize {
  TINY("ViT-Ti/16", 192, 3),
  SMALL("ViT-S/16", 384, 6);

  private static final int PATCH = 16;
  private static final int DEPTH = 12;

  private final String title;
  private final int width;
  private final int heads;

  ModelSize(String title, int width, int heads) {
    this.title = title;
    this.width = width;
    this.heads = heads;
  }

  String title() {
    return title;
  }

  /** The encoder for pictures of a side [pixel]. */
  EncoderShape shape(int side) {
    return new EncoderShape(side, PATCH, 3, width, DEPTH, heads, 4, 0);
  }

  /** The shape as the reference reads it. */
  static Map<String, Object> settings(EncoderShape shape) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("imageSize", shape.imageSize());
    settings.put("patchSize", shape.patchSize());
    settings.put("channels", shape.channels());
    settings.put("width", shape.width());
    settings.put("depth", shape.depth());
    settings.put("heads", shape.heads());
    settings.put("mlpRatio", shape.mlpRatio());
    return settings;
  }
}
