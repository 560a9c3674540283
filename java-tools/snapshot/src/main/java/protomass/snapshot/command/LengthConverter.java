package protomass.snapshot.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import protomass.snapshot.quantity.Length;

/** Reads an option's length. */
final class LengthConverter implements ITypeConverter<Length> {
  @Override
  public Length convert(String text) {
    try {
      return Length.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException(fault.getMessage());
    }
  }
}
