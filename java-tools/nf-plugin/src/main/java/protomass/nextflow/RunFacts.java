package protomass.nextflow;

import java.time.OffsetDateTime;
import nextflow.Session;
import nextflow.exception.AbortSignalException;
import nextflow.script.WorkflowMetadata;

/**
 * What Nextflow tells of a run as a whole, when it has ended.
 *
 * @param version of the pipeline
 * @param name that Nextflow gave it
 * @param began when it began
 * @param took how long it took, in words
 * @param session the name of its cache, by which {@code -resume} goes on with it
 * @param cause what it failed with, or null when it ended well or was stopped
 * @param signal that stopped it, such as SIGINT of Ctrl-C, or null
 * @param resumed whether results of earlier launches were asked for
 * @param stub whether the tools were replaced by stand-ins
 */
record RunFacts(
    String version,
    String name,
    OffsetDateTime began,
    String took,
    String session,
    String cause,
    String signal,
    boolean resumed,
    boolean stub) {
  static RunFacts of(Session session) {
    WorkflowMetadata workflow = session.getWorkflowMetadata();
    String signal = signal(session.getError());
    return new RunFacts(
        workflow.getManifest().getVersion(),
        workflow.getRunName(),
        workflow.getStart(),
        String.valueOf(workflow.getDuration()),
        String.valueOf(session.getUniqueId()),
        workflow.isSuccess() || signal != null ? null : cause(workflow),
        signal,
        workflow.isResume(),
        workflow.isStubRun());
  }

  boolean succeeded() {
    return cause == null && signal == null;
  }

  /** What to add to the command so that it goes on. */
  String resume() {
    return "-resume " + session;
  }

  /** The signal that Nextflow heeded, such as SIGINT, or null when it was something else. */
  static String signal(Throwable error) {
    return error instanceof AbortSignalException ? error.getMessage() : null;
  }

  /** The last line that says something: a tool says last what was wrong. */
  private static String cause(WorkflowMetadata workflow) {
    String message = workflow.getErrorMessage();
    String told = message == null || message.isEmpty() ? workflow.getErrorReport() : message;
    return told == null
        ? "No cause is known."
        : told.lines()
            .filter(line -> !line.isBlank())
            .reduce((earlier, later) -> later)
            .orElse("No cause is known.");
  }
}
