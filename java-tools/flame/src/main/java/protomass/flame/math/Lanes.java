package protomass.flame.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many lanes the vectors have. The property {@value #BITS_PROPERTY} (128, 256 or 512) chooses
 * for tests; else it is what the processor prefers. Results do not depend on it.
 */
public final class Lanes {
  public static final String BITS_PROPERTY = "protomass.flame.vector-bits";

  /** No vector has more lanes, whatever the processor. */
  public static final int MOST = 16;

  /** Constants of the class, without which the compiler cannot map operations to instructions. */
  public static final VectorSpecies<Float> FLOATS = floats();

  public static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  public static final int COUNT = FLOATS.length();

  private Lanes() {}

  public static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(FLOATS, values, at);
  }

  public static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  public static IntVector all(int value) {
    return IntVector.broadcast(INTS, value);
  }

  private static VectorSpecies<Float> floats() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return switch (Integer.getInteger(BITS_PROPERTY, preferred.vectorBitSize())) {
      case 64, 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default -> preferred.length() > MOST ? FloatVector.SPECIES_512 : preferred;
    };
  }
}
