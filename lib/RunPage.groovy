import groovy.xml.MarkupBuilder
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter

/** The page on how a run went: well-formed XML, without script, complete in itself. */
class RunPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern('uuuu-MM-dd HH:mm', Locale.ROOT)
    private static final Map<RunCourse.Outcome, String> COLUMNS = [
        (RunCourse.Outcome.RUN): 'run',
        (RunCourse.Outcome.CACHED): 'from the cache',
        (RunCourse.Outcome.RETRIED): 'tried again',
        (RunCourse.Outcome.FAILED): 'failed',
        (RunCourse.Outcome.STOPPED): 'stopped',
    ]
    private static final Map<RunCourse.Outcome, String> CONSEQUENCES = [
        (RunCourse.Outcome.RETRIED): 'it was tried again',
        (RunCourse.Outcome.FAILED): 'the run failed with it',
    ]

    private final Object workflow
    private final Object projectDir
    private final List<String> stages
    private final List<RunCourse.Attempt> attempts
    private final Map<RunCourse.Outcome, Integer> totals
    private final StringWriter text = new StringWriter()
    private final MarkupBuilder page = new MarkupBuilder(text)

    RunPage(RunCourse course, Object workflow, Object projectDir) {
        this.workflow = workflow
        this.projectDir = projectDir
        this.attempts = course.attempts
        this.stages = course.stages.findAll { stage -> attempts.any { attempt -> attempt.stage == stage } }
        this.totals = counted(attempts)
        page.doubleQuotes = true
    }

    private static Map<RunCourse.Outcome, Integer> counted(List<RunCourse.Attempt> attempts) {
        return RunCourse.Outcome.values().collectEntries { outcome ->
            [(outcome): attempts.count { attempt -> attempt.outcome == outcome } as int]
        }
    }

    /** The page as text. */
    String html() {
        text << '<!DOCTYPE html>\n'
        page.html(lang: 'en') {
            page.head {
                page.meta(charset: 'utf-8')
                page.meta(name: 'viewport', content: 'width=device-width, initial-scale=1')
                page.meta(name: 'color-scheme', content: 'light dark')
                page.meta('http-equiv': 'Content-Security-Policy', content: "default-src 'none'; img-src data:; style-src 'unsafe-inline'")
                page.title('Protomass: how this run went')
                page.link(rel: 'icon', href: 'data:,')
                page.style { page.mkp.yieldUnescaped('\n' + projectDir.resolve('assets/run-page.css').text) }
            }
            page.body {
                addSummary()
                addStages()
                addTasks()
                addFailures()
            }
        }
        return text << '\n'
    }

    private void addSummary() {
        String took = "${workflow.success ? 'Finished in' : 'Failed after'} ${workflow.duration}"
        page.p(class: 'kicker', "Protomass ${workflow.manifest.version} · ${workflow.runName}")
        page.h1(took)
        page.p(summary())
        if (!workflow.success) {
            // A tool says last what was wrong.
            String cause = workflow.errorMessage ?: workflow.errorReport ?: 'No cause is known.'
            page.p(class: 'error', cause.readLines().findAll { line -> !line.isBlank() }.last().replaceAll(/\p{Cntrl}/, ''))
        }
    }

    private String summary() {
        int cached = totals[RunCourse.Outcome.CACHED]
        int run = totals[RunCourse.Outcome.RUN]
        List<String> sentences = ["Begun ${TIME.format(workflow.start.withOffsetSameInstant(ZoneOffset.UTC))} UTC."]
        if (workflow.stubRun) {
            sentences << 'The tools were replaced by stand-ins (-stub-run).'
        }
        if (!workflow.resume) {
            sentences << "Run without -resume: nothing was taken from an earlier launch, ${tasks(run)} came to the end."
        } else if (cached == 0) {
            sentences << "Run with -resume, but nothing was there to be kept: ${tasks(run)} came to the end."
        } else {
            sentences << "Run with -resume, which kept the results of ${tasks(cached)}; ${run == 0 ? 'none was' : run == 1 ? '1 was' : "${run} were"} run."
        }
        if (!workflow.success && cached + run > 0) {
            sentences << "Once the cause is mended, the same command with -resume goes on and keeps the results of ${tasks(cached + run)}."
        }
        return sentences.join(' ')
    }

    private static String tasks(int count) {
        return count == 1 ? '1 task' : "${count} tasks"
    }

    private void addStages() {
        if (attempts.isEmpty()) {
            page.p('No task was run.')
            return
        }
        List<RunCourse.Outcome> shown = COLUMNS.keySet().findAll { outcome ->
            outcome != RunCourse.Outcome.STOPPED || totals[outcome] > 0
        }.toList()
        page.h2('By stage')
        page.div(class: 'scroll') {
            page.table {
                page.thead {
                    page.tr {
                        page.th(scope: 'col', 'stage')
                        shown.each { outcome -> page.th(scope: 'col', COLUMNS[outcome]) }
                    }
                }
                page.tbody {
                    stages.each { stage -> addRow(stage, counted(attempts.findAll { attempt -> attempt.stage == stage }), shown) }
                }
                page.tfoot { addRow('all', totals, shown) }
            }
        }
    }

    private void addRow(String name, Map<RunCourse.Outcome, Integer> counts, List<RunCourse.Outcome> shown) {
        page.tr {
            page.th(scope: 'row', name)
            shown.each { outcome -> counts[outcome] == 0 ? page.td(class: 'none', 0) : page.td(counts[outcome]) }
        }
    }

    /** What was run although others came from the cache: after a mishap, what was lost or has changed. */
    private void addTasks() {
        if (totals[RunCourse.Outcome.CACHED] == 0) {
            return
        }
        List<RunCourse.Attempt> run = attempts.findAll { attempt -> attempt.outcome != RunCourse.Outcome.CACHED }
        page.h2('Not from the cache')
        if (run.isEmpty()) {
            page.p('Every task came from the cache.')
            return
        }
        page.p('Changed, lost, or not reached by an earlier launch, and so run in this one:')
        page.ul(class: 'tasks') {
            stages.collectMany { stage -> run.findAll { attempt -> attempt.stage == stage }*.task.unique().sort() }
                .each { task -> page.li(task) }
        }
    }

    private void addFailures() {
        List<RunCourse.Attempt> failures = attempts.findAll { attempt -> CONSEQUENCES.containsKey(attempt.outcome) }
        page.h2('Failed attempts')
        if (failures.isEmpty()) {
            page.p('None.')
            return
        }
        ExitCodes exitCodes = new ExitCodes(projectDir)
        page.dl {
            failures.each { failure ->
                page.dt("${failure.task}, attempt ${failure.number}")
                page.dd {
                    page.p("${exitCodes.describe(failure.exitCode)}; ${CONSEQUENCES[failure.outcome]}.".capitalize())
                    page.p { page.code(failure.folder) }
                }
            }
        }
    }
}
