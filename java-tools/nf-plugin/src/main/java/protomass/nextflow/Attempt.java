package protomass.nextflow;

import java.nio.file.Path;

/**
 * One execution of a task, ended.
 *
 * @param stage simple name of its process
 * @param name of the task with its tag, without the workflows that it stands in
 * @param number of the attempt, from 1
 * @param outcome what became of it
 * @param exitCode exit code, or {@link #NO_EXIT_CODE}
 * @param folder its work folder, or null
 * @param cpuMilliseconds time that it held its CPUs, times their number [ms]
 * @param error what Nextflow says of the failure, or null
 */
record Attempt(
    String stage,
    String name,
    int number,
    Outcome outcome,
    int exitCode,
    Path folder,
    long cpuMilliseconds,
    String error) {
  /** What Nextflow reports of a task that left no exit code behind. */
  static final int NO_EXIT_CODE = Integer.MAX_VALUE;

  /** What becomes of an execution. */
  enum Outcome {
    DONE,
    /** Failed, and tried again. */
    RETRIED,
    /** Failed, and the run goes on without it. */
    IGNORED,
    /** Failed, and the run fails with it. */
    FAILED,
    /** Stopped because the run was ending. */
    STOPPED
  }
}
