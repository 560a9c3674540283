package protomass.vision.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.UsageException;
import protomass.core.provenance.Provenance;
import protomass.vision.encoder.Encoder;

/** Where an encoder comes from, as command lines name it. */
public sealed interface EncoderSource {
  /** A file of weights. */
  record Weights(Path file) implements EncoderSource {}

  /** Random weights in the shape of a recipe. */
  record Random(Path recipe, long seed) implements EncoderSource {}

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
      case Random(Path path, long seed) -> {
        Recipe recipe = RecipeFile.read(path, List.of());
        yield Encoder.random(recipe.encoderHeader(), recipe.encoder().layerScale(), seed);
      }
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
