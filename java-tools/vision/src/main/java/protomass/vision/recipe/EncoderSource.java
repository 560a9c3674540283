package protomass.vision.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.UsageException;
import protomass.core.provenance.Provenance;
import protomass.core.safetensors.SafetensorsFile;
import protomass.vision.encoder.Encoder;
import protomass.vision.encoder.EncoderHeader;

/** Where an encoder comes from, as command lines name it. */
public sealed interface EncoderSource {
  /** A file of weights. */
  record Weights(Path file) implements EncoderSource {}

  /** Random weights in the shape of a recipe, or of the encoder in a safetensors file. */
  record Random(Path recipe, long seed) implements EncoderSource {
    private boolean isInTheShapeOfAnother() {
      return recipe.toString().endsWith(".safetensors");
    }

    private Encoder draw() {
      if (isInTheShapeOfAnother()) {
        try (SafetensorsFile file = SafetensorsFile.open(recipe)) {
          return Encoder.random(EncoderHeader.of(file), OPEN_LAYER_SCALE, seed);
        }
      }
      Recipe read = RecipeFile.read(recipe, List.of());
      return Encoder.random(read.encoderHeader(), read.encoder().layerScale(), seed);
    }
  }

  /**
   * LayerScale of random weights where no recipe states one: blocks count in full. With the
   * official 1e-5 tokens would leave an untrained encoder nearly as they came in.
   */
  double OPEN_LAYER_SCALE = 1;

  /**
   * Reads what stands on a command line.
   *
   * @throws UsageException when the text begins with {@code random:} and is not complete
   */
  static EncoderSource parse(String text) {
    if (!text.startsWith("random:")) {
      return new Weights(Path.of(text));
    }
    Matcher matcher = Pattern.compile("random:(.+):(-?\\d{1,18})").matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "encoder '" + text + "' names no recipe and seed",
          "write it as random:conf/recipes/demo.yaml:1");
    }
    return new Random(Path.of(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /** Builds the encoder; the caller closes it. */
  default Encoder open() {
    return switch (this) {
      case Weights(Path file) -> Encoder.read(file);
      case Random random -> random.draw();
    };
  }

  /** A provenance with the file behind the encoder. */
  default Provenance addTo(Provenance provenance) {
    return switch (this) {
      case Weights(Path file) -> provenance.withInput(file);
      case Random(Path path, long seed) -> provenance.withInput(path);
    };
  }
}
