package io.seqera.util.trace;

import java.util.UUID;

/**
 * Stands in for the class of the same name that Nextflow 25.04 calls and whose library is not
 * published on Maven Central.
 */
public final class TraceUtils {
  private TraceUtils() {}

  /** A random identifier of 32 hexadecimal digits for one HTTP request. */
  public static String rndTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
