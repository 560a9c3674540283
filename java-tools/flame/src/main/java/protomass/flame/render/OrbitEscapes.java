package protomass.flame.render;

/** A genome whose points run away to infinity, so that it has no picture. */
public final class OrbitEscapes extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrbitEscapes(long escapes, long points) {
    super("its points escape to infinity (%d of %d jumps)".formatted(escapes, points));
  }
}
