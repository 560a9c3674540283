package protomass.vision.objective;

/**
 * A value at every iteration: frozen at zero, then a linear warm-up that includes both ends, then
 * half a cosine from base to final value, then the final value for ever. As the official {@code
 * CosineScheduler}.
 *
 * @param base value after the warm-up
 * @param last value at the end
 * @param total iterations in all
 * @param warmup iterations of the warm-up
 * @param start first value of the warm-up
 * @param frozen iterations at zero before the warm-up
 */
public record CosineSchedule(
    double base, double last, long total, long warmup, double start, long frozen) {
  public CosineSchedule {
    if (warmup + frozen > total) {
      throw new IllegalArgumentException(
          "%d iterations cannot hold %d frozen ones and a warm-up of %d"
              .formatted(total, frozen, warmup));
    }
  }

  /** Without warm-up. */
  public static CosineSchedule of(double base, double last, long total) {
    return new CosineSchedule(base, last, total, 0, 0, 0);
  }

  /** The value at a 0-based iteration. */
  public double at(long iteration) {
    if (iteration >= total) {
      return last;
    }
    if (iteration < frozen) {
      return 0;
    }
    long step = iteration - frozen;
    if (step < warmup) {
      return warmup == 1 ? start : start + (base - start) * step / (warmup - 1.0);
    }
    double phase = Math.PI * (step - warmup) / (total - warmup - frozen);
    return last + 0.5 * (base - last) * (1 + StrictMath.cos(phase));
  }
}
