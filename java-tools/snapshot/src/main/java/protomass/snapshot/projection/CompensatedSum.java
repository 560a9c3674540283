package protomass.snapshot.projection;

/** A sum that keeps what rounding drops (Neumaier 1974), so that its error does not grow. */
public final class CompensatedSum {
  private double sum;
  private double dropped;

  public void add(double value) {
    double next = sum + value;
    dropped += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }

  public double value() {
    return sum + dropped;
  }
}
