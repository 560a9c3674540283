package protomass.nextflow;

import java.time.Duration;
import java.util.Map;
import nextflow.exception.AbortOperationException;

/**
 * The scope {@code protomass} of a Nextflow configuration.
 *
 * @param checksParameters whether parameters are held against nextflow_schema.json ({@code
 *     protomass.check}, true unless set)
 * @param progressInterval time between reports of progress, zero for none ({@code
 *     protomass.progress}, such as {@code '30 s'} or false; 30 s unless set)
 */
record Settings(boolean checksParameters, Duration progressInterval) {
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /**
   * Reads the scope.
   *
   * @throws AbortOperationException when a value is none of those that are understood
   */
  static Settings of(Map<?, ?> configuration) {
    if (!(configuration.get("protomass") instanceof Map<?, ?> scope)) {
      return new Settings(true, DEFAULT_INTERVAL);
    }
    for (Object key : scope.keySet()) {
      if (!key.equals("check") && !key.equals("progress")) {
        throw new AbortOperationException(
            "The configuration protomass.%s is unknown; there are protomass.check and protomass.progress"
                .formatted(key));
      }
    }
    return new Settings(check(scope.get("check")), interval(scope.get("progress")));
  }

  private static boolean check(Object value) {
    if (value == null || value instanceof Boolean) {
      return !Boolean.FALSE.equals(value);
    }
    throw new AbortOperationException(
        "The configuration protomass.check = %s is neither true nor false".formatted(value));
  }

  private static Duration interval(Object value) {
    if (value == null || Boolean.TRUE.equals(value)) {
      return DEFAULT_INTERVAL;
    }
    if (Boolean.FALSE.equals(value)) {
      return Duration.ZERO;
    }
    try {
      long milliseconds = nextflow.util.Duration.of(value.toString()).toMillis();
      if (milliseconds > 0) {
        return Duration.ofMillis(milliseconds);
      }
    } catch (IllegalArgumentException notADuration) {
      // said below, as for zero
    }
    throw new AbortOperationException(
        "The configuration protomass.progress = '%s' is no time; write one such as '30 s', or false for no progress"
            .formatted(value));
  }
}
