package protomass.snapshot.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import protomass.core.artefact.SkippedSnapshot.Reason;
import protomass.snapshot.NothingToMapException;
import protomass.snapshot.Snapshot;
import protomass.snapshot.Star;
import protomass.snapshot.quantity.Age;
import protomass.snapshot.quantity.Mass;
import protomass.snapshot.sidecar.StarTable;

/**
 * Which stars of a snapshot get maps.
 *
 * @param minimumMass lighter stars are left out
 * @param minimumAge younger stars are left out; null for none
 */
record StarChoice(Mass minimumMass, Age minimumAge) {

  /**
   * The stars above the limits, at least one.
   *
   * @throws NothingToMapException when there is none
   */
  List<Star> of(Snapshot snapshot) {
    List<Star> all = snapshot.stars();
    if (all.isEmpty()) {
      throw nothing(
          snapshot,
          Reason.NO_STARS,
          "has no stars",
          "leave it out, or give its stars in a table beside it, %s, where docs/formats.md allows one"
              .formatted(StarTable.nameFor(snapshot.path())));
    }
    List<Star> heavy =
        all.stream().filter(star -> star.massMsun() >= minimumMass.solarMasses()).toList();
    if (heavy.isEmpty()) {
      double heaviest = all.stream().mapToDouble(Star::massMsun).max().orElse(0);
      throw nothing(
          snapshot,
          Reason.BELOW_LIMITS,
          "none of its %d stars has %s Msun, the heaviest has %s Msun"
              .formatted(all.size(), readable(minimumMass.solarMasses()), readable(heaviest)),
          "lower --minimum-mass or leave this snapshot out");
    }
    return minimumAge == null ? heavy : old(snapshot, heavy);
  }

  private List<Star> old(Snapshot snapshot, List<Star> heavy) {
    List<Star> old = heavy.stream().filter(star -> star.ageYr() >= minimumAge.years()).toList();
    if (old.isEmpty()) {
      double oldest = heavy.stream().mapToDouble(Star::ageYr).max().orElse(0);
      throw nothing(
          snapshot,
          Reason.BELOW_LIMITS,
          "none of its %d heavy stars is %s yr old, the oldest is %s yr"
              .formatted(heavy.size(), readable(minimumAge.years()), readable(oldest)),
          "lower --minimum-age or leave this snapshot out");
    }
    return old;
  }

  private static NothingToMapException nothing(
      Snapshot snapshot, Reason reason, String fault, String mend) {
    return new NothingToMapException(
        reason, snapshot.path(), snapshot.files(), snapshot.header(), fault, mend);
  }

  /** Six digits without trailing zeros: what was typed, though it went through other units. */
  static String readable(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
