package protomass.nextflow;

import java.time.Duration;
import java.util.Map;
import nextflow.exception.AbortOperationException;

/**
 * What users may set in the environment of Nextflow. (A scope in its configuration would be warned
 * of as unknown.)
 *
 * @param checksParameters whether parameters are held against nextflow_schema.json; not when {@code
 *     PROTOMASS_CHECK} is {@code off}
 * @param progressInterval time between reports of progress, zero for none; {@code
 *     PROTOMASS_PROGRESS}, such as {@code 5min} or {@code off}, 30 s unless set
 */
record Settings(boolean checksParameters, Duration progressInterval) {
  static final String CHECK = "PROTOMASS_CHECK";
  static final String PROGRESS = "PROTOMASS_PROGRESS";

  private static final String OFF = "off";
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /**
   * Reads the variables.
   *
   * @throws AbortOperationException when the time cannot be understood
   */
  static Settings of(Map<String, String> environment) {
    return new Settings(
        !OFF.equals(environment.get(CHECK)), interval(environment.getOrDefault(PROGRESS, "")));
  }

  private static Duration interval(String text) {
    if (text.isEmpty()) {
      return DEFAULT_INTERVAL;
    }
    if (text.equals(OFF)) {
      return Duration.ZERO;
    }
    try {
      long milliseconds = nextflow.util.Duration.of(text).toMillis();
      if (milliseconds > 0) {
        return Duration.ofMillis(milliseconds);
      }
    } catch (IllegalArgumentException notADuration) {
      // said below, as for zero
    }
    throw new AbortOperationException(
        "%s=%s is no time; set it to one such as 30s or 5min, or to off for no progress"
            .formatted(PROGRESS, text));
  }
}
