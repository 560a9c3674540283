import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import org.slf4j.Logger
import org.slf4j.LoggerFactory

/**
 * Asks the tools, before any task starts, what they would say of the snapshots later: those that are broken, that have
 * no regions of the size, that are there twice, and ways of splitting that leave one side empty. Where tasks run in images
 * on this machine, it also shows that these run at all.
 */
class SnapshotCheck {
    private static final Logger LOG = LoggerFactory.getLogger('nextflow.protomass')
    /** Exit codes of faults that the tool names itself: wrong settings and bad input. */
    private static final List<Integer> TOLD = [2, 65]
    private static final String NAME = 'protomass snapshot-check: '

    private final EngineCheck engine
    private final Path projectDir
    private final Object project

    SnapshotCheck(EngineCheck engine, Map config, Object projectDir) {
        this.engine = engine
        this.projectDir = projectDir as Path
        this.project = ((config.process ?: [:]) as Map).findAll { name, value -> name.toString() ==~ /withName:.*PROJECT.*/ && value instanceof Map }
            .collect { _name, value -> value.ext instanceof Map ? value.ext.args : null }.find()
    }

    /** One line each. */
    List<String> faults(Map settings) {
        List<Path> snapshots = nextflow.Nextflow.files([type: 'any'], settings.snapshots) as List<Path>
        if (snapshots.any { path -> path.fileSystem != FileSystems.default }) {
            return unasked('they lie in object storage')
        }
        snapshots = snapshots.collect { path -> path.toAbsolutePath() }
        // A file of arguments, for there may be more than a command line takes.
        Path arguments = Files.createTempFile('protomass-', '.txt')
        try {
            Files.write(arguments, (options(settings) + ['--snapshots'] + snapshots).collect { word -> "\"${word}\"".toString() })
            List<String> tool = tool(snapshots, arguments)
            return tool ? ask(tool + ['snapshot-check', '--quiet', "@${arguments}".toString()]) : unasked("they are asked of no ${engine.engine} here")
        } finally {
            Files.delete(arguments)
        }
    }

    private List<String> options(Map settings) {
        String more = project instanceof CharSequence ? project : ''
        def simulation = more =~ /--simulation[= ]'?([A-Za-z0-9_.+]+)/
        // Other lines of sight make other maps.
        List<String> splits = settings.splits.tokenize(',') - (more =~ /--(direction|orientations)/ ? ['map'] : [])
        return ['--region-size', settings.region_size, '--minimum-mass', settings.minimum_mass, '--axes', settings.axes] +
            (splits ? ['--splits', splits.join(',')] : []) +
            (settings.bad_snapshots ? ['--bad-snapshots', settings.bad_snapshots] : []) +
            (simulation.find() ? ['--simulation', simulation.group(1)] : [])
    }

    /** How the tools are run here, or null when that is not known. */
    private List<String> tool(List<Path> snapshots, Path arguments) {
        String runner = engine.engine
        if (runner == null) {
            return ["${projectDir}/bin/protomass".toString()]
        }
        String image = engine.toolsImage
        if (!(runner in EngineCheck.OF_FILES) || !EngineCheck.onPath(runner) || image == null || !Files.isRegularFile(Path.of(image))) {
            return null
        }
        List<Path> folders = [common(snapshots*.parent), common(snapshots.collect { path -> path.toRealPath().parent }), arguments.parent].unique()
        return [runner, 'exec'] + folders.collectMany { folder -> ['--bind', folder.toString()] } + [image, 'protomass']
    }

    private static Path common(List<Path> folders) {
        return folders.inject { one, other ->
            Path shared = one
            while (!other.startsWith(shared)) {
                shared = shared.parent
            }
            shared
        }
    }

    private List<String> ask(List<String> command) {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start()
        process.outputStream.close()
        List<String> lines = process.inputStream.readLines().findAll { line -> !line.isBlank() }
        int exitCode = process.waitFor()
        if (exitCode == 0) {
            return []
        }
        List<String> told = lines.findAll { line -> line.startsWith(NAME) }.collect { line -> line.substring(NAME.length()) }
        if (exitCode in TOLD && told) {
            return told
        }
        String last = SafePath.visible(lines ? lines.last() : "exit code ${exitCode}")
        // Machines that tasks are submitted from often have less than those that run them.
        if (!engine.local) {
            return unasked(last)
        }
        return [engine.engine == null ? "the tools do not run: ${last}".toString() :
            "the tools do not run in the image ${engine.toolsImage}: ${last}; try it by hand: ${engine.engine} exec ${engine.toolsImage} protomass -V".toString()]
    }

    private static List<String> unasked(String reason) {
        LOG.warn("Snapshots are not looked into before the run: ${reason}.")
        return []
    }
}
