package protomass.vision.training;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import protomass.core.error.UsageException;

/** Reads a time such as {@code 6h}, {@code 1h30m}, {@code 90m} or {@code 30s}. */
final class WallClock {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private WallClock() {}

  static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (text.isBlank() || !matcher.matches()) {
      throw new UsageException(
          "--wall-clock-budget '" + text + "' is no time", "write it as 6h, 90m or 30s");
    }
    return Duration.ofHours(part(matcher, 1))
        .plusMinutes(part(matcher, 2))
        .plusSeconds(part(matcher, 3));
  }

  private static long part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }
}
