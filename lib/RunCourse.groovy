import java.nio.file.Files
import java.nio.file.Path
import nextflow.Global
import nextflow.trace.TraceObserverV2
import nextflow.trace.event.TaskEvent
import org.slf4j.Logger
import org.slf4j.LoggerFactory

/**
 * What became of every task in this launch, as execution/run.html below the results, which the report shows. No task
 * can write it: the report has to come out the same whether its inputs were made now or were in the cache. Nor can
 * workflow.onComplete: tasks of a failed run are still being stopped then, and execution/trace.txt is not complete, in
 * object storage not even there. So this listens as Nextflow's own reports do, and writes when they do.
 */
class RunCourse implements TraceObserverV2 {
    /** Nextflow shows what is logged below its own name. */
    private static final Logger LOG = LoggerFactory.getLogger('nextflow.protomass')

    private final Object workflow
    private final Object projectDir
    private boolean listening
    private boolean summarised
    private final Set<String> stages = new LinkedHashSet<>()
    private final List<Attempt> attempts = []

    /** One execution of a task in this launch, or its result from the cache. */
    static class Attempt {
        String stage
        String task
        int number
        Outcome outcome
        /** Null where none was left behind. */
        Integer exitCode
        String folder
    }

    static enum Outcome { RUN, CACHED, RETRIED, FAILED, STOPPED }

    private RunCourse(Object workflow, Object projectDir) {
        this.workflow = workflow
        this.projectDir = projectDir
    }

    /** Listens from now on, until the run ends. */
    static RunCourse watch(Object workflow, Object projectDir) {
        RunCourse course = new RunCourse(workflow, projectDir)
        if (!Global.session.preview) {
            course.listen()
        }
        return course
    }

    private void listen() {
        try {
            // Only plugins can ask for a place in this list in a documented way, and there may be none here.
            List observers = Global.session.@observersV2
            summarised = observers.any { observer -> observer.class.name.startsWith('protomass.') }
            listening = observers << this
        } catch (MissingFieldException other) {
            LOG.warn("This Nextflow keeps its observers elsewhere; execution/run.html is not written: ${other.message}")
        }
    }

    /** Says a closing line; the plugin nf-protomass has a table of the same counts. */
    synchronized void tellEnd() {
        if (listening) {
            String counts = "Tasks: ${count(Outcome.RUN)} run, ${count(Outcome.CACHED)} from the cache, " +
                "${count(Outcome.RETRIED) + count(Outcome.FAILED)} failed attempts. "
            LOG.info("${summarised ? '' : counts}How this run went: ${shown(page())}")
        }
    }

    /** Processes without the workflows that they stand in, in the order of the script. */
    synchronized List<String> getStages() {
        return stages.toList()
    }

    /** In the order of their end. */
    synchronized List<Attempt> getAttempts() {
        return attempts.toList()
    }

    private int count(Outcome outcome) {
        return attempts.count { attempt -> attempt.outcome == outcome }
    }

    @Override
    synchronized void onProcessCreate(nextflow.processor.TaskProcessor process) {
        stages << simple(process.name)
    }

    @Override
    void onTaskCached(TaskEvent event) {
        note(event, Outcome.CACHED)
    }

    @Override
    void onTaskComplete(TaskEvent event) {
        def task = event.handler.task
        if (task.aborted) {
            note(event, Outcome.STOPPED)
        } else if (task.failed) {
            note(event, task.errorAction?.name() == 'RETRY' ? Outcome.RETRIED : Outcome.FAILED)
        } else {
            note(event, Outcome.RUN)
        }
    }

    private synchronized void note(TaskEvent event, Outcome outcome) {
        def task = event.handler.task
        Integer exitCode = task.exitStatus
        attempts << new Attempt(
            stage: simple(task.processor.name),
            task: task.name,
            number: task.config.attempt,
            outcome: outcome,
            exitCode: exitCode == Integer.MAX_VALUE ? null : exitCode,
            folder: task.workDirStr,
        )
    }

    private static String simple(String process) {
        return process.substring(process.lastIndexOf(':') + 1)
    }

    /** Nextflow calls it when the last task has ended or was stopped. */
    @Override
    void onFlowComplete() {
        try {
            Files.createDirectories(page().parent)
            Files.writeString(page(), new RunPage(this, workflow, projectDir).html())
        } catch (Exception failure) {
            // The results are there all the same.
            LOG.warn("${shown(page())} cannot be written: ${failure}")
        }
    }

    private Path page() {
        return workflow.outputDir.resolve('execution').resolve('run.html')
    }

    private String shown(Path file) {
        Path launched = workflow.launchDir
        return file.fileSystem == launched.fileSystem && file.startsWith(launched) ? launched.relativize(file) : file.toUriString()
    }
}
