import groovy.json.JsonSlurper
import java.nio.file.Path
import org.slf4j.Logger
import org.slf4j.LoggerFactory

/** Parts the maps of a run from the records of snapshots that have none, and says which were skipped. */
class SkippedSnapshots {
    /** Nextflow shows what is logged below its own name. */
    private static final Logger LOG = LoggerFactory.getLogger('nextflow.protomass')
    private static final String DAMAGED = 'damaged'
    private static final Map<String, String> REASONS =
        ['no-stars': 'without stars', 'below-limits': 'without a star above the limits', (DAMAGED): 'damaged']
    /** Snapshots that a message names; the report lists all. */
    private static final int NAMED = 5

    /**
     * Why a run cannot go on, or null: there are no maps at all, or a damaged snapshot was skipped although this run is
     * to stop at such. An earlier run skipped it then, and its task was kept.
     *
     * @param made maps and records of all snapshots, in their order
     * @param snapshots how many there are
     * @param bad what becomes of damaged ones: stop or skip
     */
    static String fault(List<Path> made, int snapshots, String bad) {
        List<Path> files = made.findAll { file -> isRecord(file) }
        List<Map> records = files.collect { file -> read(file) }
        int kept = bad == 'skip' ? -1 : records.findIndexOf { record -> record.reason == DAMAGED }
        if (kept >= 0) {
            return "Snapshot ${shown(records[kept])} is damaged, and an earlier run skipped it: give --bad_snapshots skip again, " +
                "or mend it, delete the work folder ${files[kept].parent}, and -resume"
        }
        if (records && records.size() == snapshots) {
            return "None of the ${snapshots} snapshots can be used (${counts(records)}): ${named(records)}; " +
                "to use ${name(records[0])}: ${SafePath.visible(records[0].mend)}"
        }
        return null
    }

    /** The maps among what was made; a warning says what there is beside them. */
    static List<Path> maps(List<Path> made, int snapshots) {
        List<Map> records = made.findAll { file -> isRecord(file) }.collect { file -> read(file) }
        if (records) {
            LOG.warn("Skipped ${records.size()} of ${snapshots} snapshots (${counts(records)}): ${named(records)}. The report lists all.")
        }
        return made.findAll { file -> !isRecord(file) }
    }

    private static boolean isRecord(Path file) {
        return file.name.endsWith('.skipped.json')
    }

    private static Map read(Path record) {
        return (Map) new JsonSlurper().parseText(record.text)
    }

    private static String counts(List<Map> records) {
        return REASONS.collectMany { reason, text ->
            int count = records.count { record -> record.reason == reason }
            count ? ["${count} ${text}"] : []
        }.join(', ')
    }

    private static String named(List<Map> records) {
        List<String> first = records.take(NAMED).collect { record -> shown(record) }
        return (records.size() > NAMED ? first + "${records.size() - NAMED} more".toString() : first).join(', ')
    }

    private static String shown(Map record) {
        String where = record.file == record.snapshot ? '' : "${record.file}: "
        return "${name(record)} (${SafePath.visible(where + record.fault)})"
    }

    private static String name(Map record) {
        return record.maps.replaceAll(/^maps-|\.fits$/, '')
    }
}
