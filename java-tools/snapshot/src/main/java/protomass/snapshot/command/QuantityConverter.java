package protomass.snapshot.command;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import protomass.core.maps.LineOfSight;
import protomass.snapshot.Vector3;
import protomass.snapshot.quantity.Age;
import protomass.snapshot.quantity.Bytes;
import protomass.snapshot.quantity.Length;
import protomass.snapshot.quantity.Mass;
import protomass.snapshot.quantity.Speed;

/** Reads an option's quantity. */
abstract class QuantityConverter<T> implements ITypeConverter<T> {
  private final Function<String, T> parse;

  private QuantityConverter(Function<String, T> parse) {
    this.parse = parse;
  }

  @Override
  public T convert(String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException fault) {
      throw new TypeConversionException(fault.getMessage());
    }
  }

  static final class OfLength extends QuantityConverter<Length> {
    OfLength() {
      super(Length::parse);
    }
  }

  static final class OfMass extends QuantityConverter<Mass> {
    OfMass() {
      super(Mass::parse);
    }
  }

  static final class OfAge extends QuantityConverter<Age> {
    OfAge() {
      super(Age::parse);
    }
  }

  static final class OfSpeed extends QuantityConverter<Speed> {
    OfSpeed() {
      super(Speed::parse);
    }
  }

  static final class OfBytes extends QuantityConverter<Bytes> {
    OfBytes() {
      super(Bytes::parse);
    }
  }

  /** One of the box's own axes. */
  static final class OfAxis extends QuantityConverter<LineOfSight> {
    OfAxis() {
      super(
          text -> {
            if (!text.strip().matches("[xyzXYZ]")) {
              throw new IllegalArgumentException(
                  "expected x, y or z but was '%s'".formatted(text.strip()));
            }
            return LineOfSight.of(text);
          });
    }
  }

  /** Three numbers with commas between them, not all zero. */
  static final class OfDirection extends QuantityConverter<Vector3> {
    OfDirection() {
      super(OfDirection::parse);
    }

    private static Vector3 parse(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length == 3) {
        try {
          Vector3 direction =
              new Vector3(
                  Double.parseDouble(parts[0]),
                  Double.parseDouble(parts[1]),
                  Double.parseDouble(parts[2]));
          double length = direction.length();
          if (length > 0 && Double.isFinite(length)) {
            return direction;
          }
        } catch (NumberFormatException notANumber) {
          // Said below.
        }
      }
      throw new IllegalArgumentException(
          "'%s' is no direction; give three numbers, not all zero, such as 1,0,-0.5"
              .formatted(text));
    }
  }
}
