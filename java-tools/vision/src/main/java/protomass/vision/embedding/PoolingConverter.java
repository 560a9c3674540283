package protomass.vision.embedding;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import protomass.vision.encoder.FeatureChoice.Pooling;

/** Reads {@code class}, {@code patch-mean} or {@code both}. */
final class PoolingConverter implements ITypeConverter<Pooling> {
  @Override
  public Pooling convert(String text) {
    try {
      return Pooling.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException("'" + text + "' is none of class, patch-mean, both");
    }
  }
}
