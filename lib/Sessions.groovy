import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import nextflow.util.HistoryFile
import org.slf4j.Logger
import org.slf4j.LoggerFactory

/**
 * Sessions of Nextflow: the names of its caches. -resume alone goes on with the one of the newest line of Nextflow's
 * history, so a command that is refused must leave no line there, and the work folder remembers whose tasks it holds.
 */
class Sessions {
    /** Read by bin/protomass-nextflow. */
    static final String FILE = 'sessions'

    private static final Logger LOG = LoggerFactory.getLogger(Sessions)

    /** Notes in the work folder, where that is on a disk, that a run of this session has begun there. */
    static void remember(Object workflow) {
        Path work = workflow.workDir
        if (workflow.preview || work.fileSystem != FileSystems.default) {
            return
        }
        // Stand-ins are other tasks than the tools: neither goes on from what the other has left.
        String line = "${workflow.sessionId}${workflow.stubRun ? ' stub' : ''}"
        Path file = work.resolve(FILE)
        if (!Files.exists(file) || Files.readAllLines(file).reverse().find() != line) {
            Files.writeString(file, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND)
        }
    }

    /** Takes a run out of Nextflow's history, so that -resume goes on with the run before it. */
    static void forget(String runName) {
        try {
            if (!HistoryFile.disabled() && HistoryFile.DEFAULT.checkExistsByName(runName)) {
                HistoryFile.DEFAULT.deleteEntry(HistoryFile.DEFAULT.getByName(runName))
            }
        } catch (Exception | LinkageError unavailable) {
            // A history that is kept in another way costs no more than the convenience.
            LOG.debug('The history of Nextflow keeps a run that was refused', unavailable)
        }
    }
}
