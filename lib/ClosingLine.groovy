import nextflow.plugin.Plugins
import org.slf4j.Logger
import org.slf4j.LoggerFactory

/** The last line of a run without the plugin nf-protomass, which ends a run with more words and a page of its own. */
class ClosingLine {
    /** Nextflow shows what is logged below its own name. */
    private static final Logger LOG = LoggerFactory.getLogger('nextflow.protomass')

    static void tell(Object workflow) {
        if (workflow.preview || Plugins.isStarted('nf-protomass')) {
            return
        }
        def tasks = workflow.stats
        LOG.info("Tasks: ${tasks.succeededCount} run, ${tasks.cachedCount} from the cache, ${tasks.failedCount} failed attempts. " +
            (workflow.success ? 'The same command' : 'Once that is mended, the same command') +
            " with -resume ${workflow.sessionId} keeps what is done. " +
            'With the plugin nf-protomass (docs/plugin.md), a run also tells progress, costs, scores and what failed, in execution/run.html too.')
    }
}
