package protomass.snapshot.projection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import protomass.core.maps.Channel;
import protomass.core.maps.GasMap;

/**
 * Compares maps with maps that were made from the same gas before its values were rounded.
 *
 * <p>Let every cell's density and velocity be off by at most e relative to themselves, and the
 * reference by r. Then, with mean v and dispersion s of a pixel, and with the root mean square of
 * its velocities q = sqrt(v^2 + s^2):
 *
 * <ul>
 *   <li>column density is a sum of positive terms, off by at most e + r;
 *   <li>the mean moves by at most e q from the velocities and e s / (1 - e) from the weights;
 *   <li>the dispersion moves by at most e q from the velocities, since it is a norm of the
 *       deviations, and by e s from the weights, since a weighted sum of squares about its own mean
 *       changes by no more than the weights do;
 *   <li>the reference adds r |v| and r s.
 * </ul>
 *
 * Single precision of the maps adds 2^-23 of each value; the factor 1.01 covers e in second order.
 */
final class ReferenceBounds {
  private static final double SINGLE = Math.scalb(1.0, -23);
  private static final double SECOND_ORDER = 1.01;

  private static final List<Channel> QUANTITIES =
      List.of(Channel.COLUMN_DENSITY, Channel.VELOCITY, Channel.DISPERSION);

  private final double cellError;
  private final double referenceError;

  /**
   * @param cellBits mantissa bits that the cells keep
   * @param referenceBits mantissa bits that the reference keeps
   */
  ReferenceBounds(int cellBits, int referenceBits) {
    this.cellError = Math.scalb(1.0, -cellBits - 1);
    this.referenceError = Math.scalb(1.0, -referenceBits - 1) + SINGLE;
  }

  /**
   * @param reference column density, velocity, dispersion, each [first image axis][second]
   */
  void assertAgree(String name, float[][][] reference, GasMap map) {
    int size = map.size();
    for (int plane = 0; plane < reference.length; plane++) {
      Channel channel = QUANTITIES.get(plane);
      for (int first = 0; first < size; first++) {
        for (int second = 0; second < size; second++) {
          double velocity = reference[1][first][second];
          double dispersion = reference[2][first][second];
          double wanted = reference[plane][first][second];
          double error = Math.abs(map.values(channel)[second * size + first] - wanted);
          double bound = bound(channel, wanted, velocity, dispersion);
          String place = name + " " + channel + Arrays.toString(new int[] {first, second});
          assertTrue(
              error <= bound, () -> "%s: off by %s, bound %s".formatted(place, error, bound));
        }
      }
    }
  }

  private double bound(Channel channel, double wanted, double velocity, double dispersion) {
    double fromCells =
        channel == Channel.COLUMN_DENSITY
            ? cellError * wanted
            : cellError * (Math.hypot(velocity, dispersion) + dispersion);
    return SECOND_ORDER * (fromCells + referenceError * Math.abs(wanted));
  }
}
