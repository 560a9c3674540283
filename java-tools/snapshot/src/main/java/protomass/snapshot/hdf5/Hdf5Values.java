package protomass.snapshot.hdf5;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns what the library returns for numbers and text into plain arrays. */
final class Hdf5Values {
  private Hdf5Values() {}

  /** A number or an array of numbers of any type and rank, in order; empty for anything else. */
  static Optional<double[]> doubles(Object value) {
    if (value instanceof Number number) {
      return Optional.of(new double[] {number.doubleValue()});
    }
    Object leaf = firstLeaf(value);
    if (leaf == null || !isNumeric(leaf)) {
      return Optional.empty();
    }
    double[] all = new double[count(value)];
    int filled = fill(value, all, 0);
    return filled == all.length ? Optional.of(all) : Optional.empty();
  }

  /** Whole numbers, in order; empty for anything else, also beyond 64 bits with sign. */
  static Optional<long[]> longs(Object value) {
    Object leaf = firstLeaf(value);
    if (leaf instanceof float[] || leaf instanceof double[] || leaf == null || !isNumeric(leaf)) {
      return Optional.empty();
    }
    long[] all = new long[count(value)];
    try {
      int filled = fill(value, all, 0);
      return filled == all.length ? Optional.of(all) : Optional.empty();
    } catch (ArithmeticException beyond) {
      return Optional.empty();
    }
  }

  static Optional<List<String>> texts(Object value) {
    if (value instanceof String text) {
      return Optional.of(List.of(clean(text)));
    }
    List<String> all = new ArrayList<>();
    return collect(value, all) ? Optional.of(List.copyOf(all)) : Optional.empty();
  }

  static boolean allFinite(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** A value for a message. */
  static String shown(Object value) {
    if (value instanceof Number) {
      return value.toString();
    }
    return doubles(value)
        .map(all -> Arrays.toString(Arrays.copyOf(all, Math.min(4, all.length))))
        .orElseGet(() -> Hdf5Text.shortened(shownText(value)));
  }

  private static String shownText(Object value) {
    return value instanceof Object[]
        ? texts(value).map(List::toString).orElse("an array")
        : String.valueOf(value);
  }

  private static boolean collect(Object value, List<String> all) {
    if (value instanceof String text) {
      return all.add(clean(text));
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).allMatch(each -> collect(each, all));
    }
    return false;
  }

  /** Fixed strings are padded by zeros or blanks. */
  private static String clean(String text) {
    return text.replace("\0", "").strip();
  }

  private static boolean isNumeric(Object leaf) {
    return leaf instanceof double[]
        || leaf instanceof float[]
        || leaf instanceof long[]
        || leaf instanceof int[]
        || leaf instanceof short[]
        || leaf instanceof byte[]
        || leaf instanceof BigInteger[];
  }

  private static Object firstLeaf(Object value) {
    Object at = value;
    while (at instanceof Object[] array && !(at instanceof BigInteger[])) {
      if (array.length == 0) {
        return null;
      }
      at = array[0];
    }
    return at;
  }

  private static int count(Object value) {
    int count = 1;
    Object at = value;
    while (at != null && at.getClass().isArray()) {
      int length = Array.getLength(at);
      count = Math.multiplyExact(count, length);
      at = at instanceof Object[] array && length > 0 ? array[0] : null;
    }
    return count;
  }

  private static int fill(Object value, double[] into, int at) {
    int next = at;
    switch (value) {
      case double[] leaf -> {
        System.arraycopy(leaf, 0, into, next, leaf.length);
        next += leaf.length;
      }
      case float[] leaf -> {
        for (float each : leaf) {
          into[next++] = each;
        }
      }
      case Object[] array when !(array instanceof BigInteger[]) -> {
        for (Object each : array) {
          next = fill(each, into, next);
        }
      }
      default -> {
        long[] whole = new long[Array.getLength(value)];
        next += fill(value, whole, 0);
        for (int i = 0; i < whole.length; i++) {
          into[at + i] = whole[i];
        }
      }
    }
    return next;
  }

  private static int fill(Object value, long[] into, int at) {
    int next = at;
    if (value instanceof Object[] array && !(value instanceof BigInteger[])) {
      for (Object each : array) {
        next = fill(each, into, next);
      }
      return next;
    }
    for (int i = 0; i < Array.getLength(value); i++) {
      into[next++] =
          value instanceof BigInteger[] large ? large[i].longValueExact() : Array.getLong(value, i);
    }
    return next;
  }
}
