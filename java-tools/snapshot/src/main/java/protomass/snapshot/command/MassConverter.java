package protomass.snapshot.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import protomass.snapshot.quantity.Mass;

/** Reads an option's mass. */
final class MassConverter implements ITypeConverter<Mass> {
  @Override
  public Mass convert(String text) {
    try {
      return Mass.parse(text);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException(fault.getMessage());
    }
  }
}
