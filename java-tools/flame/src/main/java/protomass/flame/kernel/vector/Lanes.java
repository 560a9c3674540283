package protomass.flame.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import protomass.flame.kernel.WalkerKernel;

/**
 * How many lanes the vectors have. The property {@value #BITS_PROPERTY} (128, 256 or 512) chooses
 * for tests; else it is what the processor prefers. Results do not depend on it.
 */
final class Lanes {
  static final String BITS_PROPERTY = "protomass.flame.vector-bits";

  /** Constants of the class, without which the compiler cannot map operations to instructions. */
  static final VectorSpecies<Float> FLOATS = floats();

  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  static final int COUNT = FLOATS.length();

  private Lanes() {}

  static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(FLOATS, values, at);
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  static IntVector all(int value) {
    return IntVector.broadcast(INTS, value);
  }

  private static VectorSpecies<Float> floats() {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    return switch (Integer.getInteger(BITS_PROPERTY, preferred.vectorBitSize())) {
      case 64, 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default -> preferred.length() > WalkerKernel.GROUP ? FloatVector.SPECIES_512 : preferred;
    };
  }
}
