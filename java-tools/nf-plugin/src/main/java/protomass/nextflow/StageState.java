package protomass.nextflow;

/**
 * Where one stage of a run stands.
 *
 * @param name simple name of its process
 * @param expected how many tasks the parameters say that there will be, or 0 when they do not
 * @param known tasks that were made so far, those from the cache included
 * @param running tasks that are being executed
 * @param done tasks that this run executed to their end
 * @param cached tasks whose results were there from an earlier run
 * @param retried executions that failed and were tried again
 * @param failed tasks that failed for good
 * @param stopped tasks that were stopped because the run was ending
 * @param cpuMilliseconds time that executions of this run held their CPUs [ms]
 * @param cachedCpuMilliseconds the same of the cached tasks when they were executed [ms]
 * @param elapsedMilliseconds since the stage's first submission in this run [ms]
 */
record StageState(
    String name,
    int expected,
    int known,
    int running,
    int done,
    int cached,
    int retried,
    int failed,
    int stopped,
    long cpuMilliseconds,
    long cachedCpuMilliseconds,
    long elapsedMilliseconds) {
  /** Tasks that will be there, as far as is known. */
  int total() {
    return Math.max(expected, known);
  }

  /** Tasks that need no more work. */
  int finished() {
    return done + cached;
  }

  int remaining() {
    return total() - finished() - failed - stopped;
  }

  /** Whether something is to be said of it while the run goes on. */
  boolean isActive() {
    return known > 0 && remaining() > 0 && elapsedMilliseconds > 0;
  }
}
