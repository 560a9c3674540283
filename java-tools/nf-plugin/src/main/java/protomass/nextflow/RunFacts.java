package protomass.nextflow;

import java.time.OffsetDateTime;
import nextflow.script.WorkflowMetadata;

/**
 * What Nextflow tells of a run as a whole, when it has ended.
 *
 * @param version of the pipeline
 * @param name that Nextflow gave it
 * @param began when it began
 * @param took how long it took, in words
 * @param cause what it failed with, or null when it ended well
 * @param resumed whether results of earlier launches were asked for
 * @param stub whether the tools were replaced by stand-ins
 */
record RunFacts(
    String version,
    String name,
    OffsetDateTime began,
    String took,
    String cause,
    boolean resumed,
    boolean stub) {
  static RunFacts of(WorkflowMetadata workflow) {
    return new RunFacts(
        workflow.getManifest().getVersion(),
        workflow.getRunName(),
        workflow.getStart(),
        String.valueOf(workflow.getDuration()),
        workflow.isSuccess() ? null : cause(workflow),
        workflow.isResume(),
        workflow.isStubRun());
  }

  boolean succeeded() {
    return cause == null;
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
