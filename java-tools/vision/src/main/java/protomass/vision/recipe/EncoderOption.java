package protomass.vision.recipe;

import picocli.CommandLine.Option;

/** The option {@code --encoder}. Use as a Picocli {@code @Mixin}. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      required = true,
      paramLabel = "ENCODER",
      description =
          "The encoder: a safetensors file, or random:RECIPE:SEED for random weights in the shape"
              + " of a recipe, or of another encoder where RECIPE ends with .safetensors.")
  private String encoder;

  /**
   * Where the encoder comes from.
   *
   * @throws protomass.core.error.UsageException as {@link EncoderSource#parse}
   */
  public EncoderSource source() {
    return EncoderSource.parse(encoder);
  }

  /** The option as it was typed. */
  public String text() {
    return encoder;
  }
}
