import java.nio.file.Files
import java.nio.file.Path

/**
 * What is missing of the engine that runs tasks in images, and of the images, as far as this machine can tell: Nextflow
 * itself would submit all tasks that are ready before the first of them says so.
 */
class EngineCheck {
    /** They run images that are files; the others get theirs from a registry. */
    static final List<String> OF_FILES = ['apptainer', 'singularity']
    private static final List<String> OF_REGISTRIES = ['docker', 'podman']
    private static final String PART = '[a-z0-9]+(?:(?:[.]|_{1,2}|-+)[a-z0-9]+)*'
    /** The host of a registry, which may have a port, and what stands in it; or the latter alone. */
    private static final String REGISTRY = "(?:[A-Za-z0-9.-]+(?::\\d+)?/)?${PART}(?:/${PART})*|[A-Za-z0-9.-]+(?::\\d+)?"

    private final Map process
    private final Map config
    private final Path projectDir
    private final String containers

    EngineCheck(Map config, Object projectDir) {
        this.config = config
        this.process = (config.process ?: [:]) as Map
        this.projectDir = projectDir as Path
        this.containers = config.params?.containers
    }

    /** One line each. */
    List<String> faults() {
        if (engine == null) {
            return []
        }
        List<String> found = engine in OF_FILES ? fileFaults() : registryFaults()
        if (local && !process.module && !onPath(engine)) {
            found << "${engine} is not on the PATH: install it or load its module, or leave -profile ${engine} out".toString()
        }
        return found
    }

    /** The engine that runs the tasks, or null when they run without images. */
    String getEngine() {
        return (OF_FILES + OF_REGISTRIES).find { name -> config[name] instanceof Map && config[name].enabled }
    }

    /** Whether tasks run on this machine. */
    boolean isLocal() {
        return (process.executor ?: 'local') == 'local'
    }

    /** The image of tasks without PyTorch, if it is one that this pipeline names. */
    String getToolsImage() {
        return process.container instanceof CharSequence ? process.container.toString() : null
    }

    static boolean onPath(String command) {
        return (System.getenv('PATH') ?: '').tokenize(File.pathSeparator)
            .any { folder -> Files.isExecutable(Path.of(folder, command)) }
    }

    private List<String> fileFaults() {
        // A name with a scheme is fetched; another that is no path is somebody's own.
        List<Path> missing = images().findAll { name -> name.startsWith("${containers}/") && !name.contains('://') }
            .collect { name -> Path.of(name).toAbsolutePath() }.findAll { path -> !Files.isRegularFile(path) }
        if (missing.isEmpty()) {
            return []
        }
        Path folder = missing[0].parent
        List<String> tags = tagsIn(folder)
        if (tags.isEmpty()) {
            String said = folder == projectDir.resolve('containers/target').toAbsolutePath() ? "--containers is missing and ${folder} holds no images" :
                "--containers '${SafePath.visible(folder)}' holds no images"
            return ["${said}: run 'make containers', which fills containers/target, or give a folder that it has filled".toString()]
        }
        return missing.collect { path -> "the image ${SafePath.visible(path)} is missing: ${mend(path, tags)}".toString() }
    }

    private String mend(Path image, List<String> tags) {
        String tag = config.params.container_tag
        if (!(tag in tags)) {
            return "give --container_tag ${tags.join(' or ')}, which ${tags.size() == 1 ? 'is' : 'are'} there, or run 'make containers'"
        }
        return image.name.startsWith('protomass-torch-cuda') ?
            "run 'LIBTORCH=<folder> make containers' (docs/running.md), or leave -profile gpu out" : "run 'make containers' again"
    }

    private static List<String> tagsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return []
        }
        return folder.toFile().list().findAll { name -> name ==~ /protomass-tools-.+\.sif/ }
            .collect { name -> name.replaceAll(/^protomass-tools-|\.sif$/, '') }.sort()
    }

    private List<String> registryFaults() {
        if (!images().any { name -> name.startsWith("${containers}/") } || containers ==~ REGISTRY) {
            return []
        }
        String said = containers == "${projectDir}/containers/target" ? '--containers is missing' :
            "--containers '${SafePath.visible(containers)}' is no registry"
        return ["${said}: ${engine} wants the registry and namespace that hold the images, such as --containers registry.example.org/protomass".toString()]
    }

    /** Those that the configuration spells out; PyTorch comes in flavors, of which a process chooses one. */
    private List<String> images() {
        List flavors = ([process] + process.values().findAll { value -> value instanceof Map })
            .collect { scope -> scope.ext instanceof Map ? scope.ext.torch : null }
        Object torch = process.ext instanceof Map ? process.ext.torch_image : null
        List named = flavors.findAll { flavor -> flavor instanceof CharSequence && torch instanceof CharSequence }
            .collect { flavor -> String.format(torch.toString(), flavor) }
        return ([process.container] + named).findAll { name -> name instanceof CharSequence }.collect { name -> name.toString() }.unique()
    }
}
