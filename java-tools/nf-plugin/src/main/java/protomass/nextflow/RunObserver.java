package protomass.nextflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import nextflow.Session;
import nextflow.processor.ErrorStrategy;
import nextflow.processor.TaskFault;
import nextflow.processor.TaskHandler;
import nextflow.processor.TaskProcessor;
import nextflow.processor.TaskRun;
import nextflow.trace.TraceObserverV2;
import nextflow.trace.TraceRecord;
import nextflow.trace.event.FilePublishEvent;
import nextflow.trace.event.TaskEvent;
import nextflow.trace.event.WorkflowOutputEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a run's progress from time to time, and how it ended, and leaves a page on that. */
final class RunObserver implements TraceObserverV2 {
  /** Nextflow shows and keeps what is logged below its own name, and heeds its option -q there. */
  private static final Logger NEXTFLOW = LoggerFactory.getLogger("nextflow.protomass");

  private final RunLedger ledger;
  private final Duration interval;
  private final TrainingMetrics training = new TrainingMetrics();
  private Timer timer;
  private Session session;
  private String lastTraining = "";

  /**
   * @param interval time between reports of progress, zero for none
   */
  RunObserver(RunLedger ledger, Duration interval) {
    this.ledger = ledger;
    this.interval = interval;
  }

  @Override
  public void onFlowCreate(Session created) {
    session = created;
  }

  @Override
  public void onFlowBegin() {
    if (interval.isZero()) {
      return;
    }
    timer = new Timer("protomass-progress", true);
    TimerTask telling =
        new TimerTask() {
          @Override
          public void run() {
            tellProgress();
          }
        };
    timer.schedule(telling, interval.toMillis(), interval.toMillis());
  }

  private synchronized void tellProgress() {
    readTraining();
    String progress = ProgressText.of(ledger.stages(), lastTraining);
    if (!progress.isEmpty()) {
      NEXTFLOW.info(progress);
    }
  }

  private void readTraining() {
    List<Path> folders = ledger.runningFolders(TrainingMetrics.STAGE);
    if (!folders.isEmpty()) {
      lastTraining = training.read(folders);
    }
  }

  @Override
  public void onFlowComplete() {
    if (timer != null) {
      timer.cancel();
    }
    Path launchFolder = Path.of("").toAbsolutePath();
    RunFacts run = RunFacts.of(session);
    if (session.isSuccess()) {
      Path results = session.getOutputDir();
      tellEnd(Summary.ofSuccess(ledger, results, training.lastMetrics(), run, launchFolder));
    } else if (run.signal() != null) {
      tellEnd(Summary.ofStop(ledger, run, launchFolder));
    } else {
      tellEnd(Summary.ofFailure(ledger, failures(), cause(), run, launchFolder));
    }
    writePage(run, launchFolder);
  }

  private void writePage(RunFacts run, Path launchFolder) {
    Path page = session.getOutputDir().resolve("execution").resolve("run.html");
    String shown = Summary.shown(page, launchFolder);
    try {
      Files.createDirectories(page.getParent());
      Files.writeString(page, RunPage.html(run, ledger));
      tellEnd("How this run went: " + shown);
    } catch (IOException failure) {
      // The results are there all the same.
      tellEnd("protomass: %s cannot be written: %s".formatted(shown, failure));
    }
  }

  private void tellEnd(String words) {
    if (session.isAnsiLog()) {
      // Nextflow has drawn its table of tasks for the last time and takes no more lines.
      System.out.println(words);
    } else {
      NEXTFLOW.info(words);
    }
  }

  private List<Attempt> failures() {
    List<Attempt> failures = ledger.failures();
    TaskFault fault = session.getFault();
    if (failures.isEmpty() && fault != null && fault.getTask() != null) {
      return List.of(attempt(fault.getTask(), null, Attempt.Outcome.FAILED));
    }
    return failures;
  }

  private String cause() {
    Throwable error = session.getError();
    return error == null ? null : String.valueOf(error.getMessage());
  }

  @Override
  public void onProcessCreate(TaskProcessor process) {
    ledger.stage(stage(process));
  }

  @Override
  public void onProcessTerminate(TaskProcessor process) {
    // the end of its tasks tells as much
  }

  @Override
  public void onTaskPending(TaskEvent event) {
    ledger.pending(stage(event));
  }

  @Override
  public void onTaskSubmit(TaskEvent event) {
    ledger.submitted(stage(event));
  }

  @Override
  public void onTaskStart(TaskEvent event) {
    TaskRun task = event.getHandler().getTask();
    ledger.started(stage(event), task.getId(), task.getWorkDir());
  }

  @Override
  public void onTaskComplete(TaskEvent event) {
    TaskRun task = event.getHandler().getTask();
    Attempt attempt = attempt(task, event.getTrace(), outcome(task));
    ledger.ended(task.getId(), attempt);
    if (attempt.stage().equals(TrainingMetrics.STAGE) && task.getWorkDir() != null) {
      training.read(List.of(task.getWorkDir()));
    }
  }

  @Override
  public void onTaskCached(TaskEvent event) {
    ledger.cached(stage(event), cpuMilliseconds(event.getTrace()));
    TaskHandler handler = event.getHandler();
    if (stage(event).equals(TrainingMetrics.STAGE) && handler.getTask().getWorkDir() != null) {
      training.read(List.of(handler.getTask().getWorkDir()));
    }
  }

  @Override
  public boolean enableMetrics() {
    return true;
  }

  @Override
  public void onFlowError(TaskEvent event) {
    // told at the end, when the other tasks have ended too
  }

  @Override
  public void onWorkflowOutput(WorkflowOutputEvent event) {
    // the summary looks into the results themselves
  }

  @Override
  public void onFilePublish(FilePublishEvent event) {
    // the summary looks into the results themselves
  }

  private static String stage(TaskEvent event) {
    return stage(event.getHandler().getTask().getProcessor());
  }

  /** The process without the workflows that it stands in. */
  private static String stage(TaskProcessor process) {
    String name = process.getName();
    return name.substring(name.lastIndexOf(':') + 1);
  }

  private static Attempt.Outcome outcome(TaskRun task) {
    if (task.isAborted()) {
      return Attempt.Outcome.STOPPED;
    }
    if (!task.isFailed()) {
      return Attempt.Outcome.DONE;
    }
    ErrorStrategy action = task.getErrorAction();
    if (action == ErrorStrategy.RETRY) {
      return Attempt.Outcome.RETRIED;
    }
    return action == ErrorStrategy.IGNORE ? Attempt.Outcome.IGNORED : Attempt.Outcome.FAILED;
  }

  private static Attempt attempt(TaskRun task, TraceRecord trace, Attempt.Outcome outcome) {
    Integer exitCode = task.getExitStatus();
    Throwable error = task.getError();
    return new Attempt(
        stage(task.getProcessor()),
        stage(task.getProcessor())
            + task.getName().substring(task.getProcessor().getName().length()),
        task.getConfig().getAttempt(),
        outcome,
        exitCode == null ? Attempt.NO_EXIT_CODE : exitCode,
        task.getWorkDir(),
        cpuMilliseconds(trace),
        error == null ? null : error.getMessage());
  }

  private static long cpuMilliseconds(TraceRecord trace) {
    if (trace == null
        || !(trace.get("realtime") instanceof Number time)
        || !(trace.get("cpus") instanceof Number cpus)) {
      return 0;
    }
    return time.longValue() * cpus.longValue();
  }
}
