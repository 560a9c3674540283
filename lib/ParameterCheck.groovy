import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import nextflow.Global
import org.yaml.snakeyaml.Yaml
import org.yaml.snakeyaml.error.YAMLException

/**
 * Checks the parameters of a run against nextflow_schema.json, before any task starts, and reports all faults at once.
 * Understands of JSON Schema what that file uses: type, enum, minimum, maximum, exclusiveMinimum, exclusiveMaximum,
 * pattern and required, and of the nf-schema formats file-path, file-path-pattern and recipe (a name or a path).
 */
class ParameterCheck {
    private static final String WHOLE = '[+-]?\\d+'
    private static final String DECIMAL = '[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?'
    /** Characters of a number that surely fits 64 bits; the schema has none longer. */
    private static final int LONGEST_WHOLE = 18

    private final Map<String, Map> rules = new LinkedHashMap<>()
    private boolean everywhere
    private final Set<String> required = new LinkedHashSet<>()
    private final Map given
    private final Map params
    private final Object projectDir

    private ParameterCheck(Map given, Object projectDir) {
        this.given = given
        this.projectDir = projectDir
        Map schema = (Map) new JsonSlurper().parseText(projectDir.resolve('nextflow_schema.json').text)
        ((Map<String, Map>) schema['$defs']).values().each { group ->
            rules.putAll((Map<String, Map>) group.properties)
            required.addAll((List<String>) (group.required ?: []))
        }
        this.params = given.collectEntries { name, value ->
            [(name.toString()): rules.containsKey(name.toString()) ? converted(value, (String) rules[name.toString()].type) : value]
        }
    }

    /**
     * The parameters as the schema types them. What comes from a command line is a text in one Nextflow and a number in
     * another, and decimals have three types: a task's hash and the report must not tell them apart. What cannot be
     * converted stays as it is, for {@link #faults} to name.
     */
    static Map typed(Map params, Object projectDir) {
        return new ParameterCheck(params, projectDir).params
    }

    /** All faults as one message for a person, or null when there are none. */
    static String faults(Map params, Object projectDir) {
        return told(new ParameterCheck(params, projectDir).check())
    }

    /**
     * The same, and what is wrong with the places of the run: with the folder that tasks run in, and with names of
     * snapshots that lie elsewhere, in object storage.
     */
    static String faults(Map params, Object projectDir, Path workDir) {
        ParameterCheck check = new ParameterCheck(params, projectDir)
        check.everywhere = true
        return told(check.check() + check.placeFaults(workDir))
    }

    private static String told(List<String> found) {
        if (found.isEmpty()) {
            return null
        }
        String head = found.size() == 1 ? 'One parameter is wrong' : "${found.size()} parameters are wrong"
        return "${head}; nothing was run:\n" + found.collect { fault -> "  ${fault}" }.join('\n') +
            '\nAll parameters are described in nextflow_schema.json and docs/usage.md.'
    }

    private List<String> placeFaults(Path workDir) {
        Map<String, Path> places = ['the pipeline': projectDir, '-work-dir': workDir]
        return places.findAll { _name, place -> SafePath.folderFault(place) }
            .collect { name, place -> "${name} ${shown(place)} ${SafePath.folderFault(place)}".toString() }
    }

    private List<String> check() {
        List<String> found = []
        required.each { name ->
            if (params[name] == null) {
                found << "--${name} is missing: ${rules[name].errorMessage}".toString()
            }
        }
        params.each { key, value ->
            String name = key
            if (!rules.containsKey(name)) {
                found << unknown(name)
            } else if (value != null) {
                String fault = faultOf(value, rules[name])
                if (fault != null) {
                    found << "--${name} ${shown(rules[name].type == 'string' ? given[name] : value)} ${fault}: ${mend(fault, rules[name])}".toString()
                }
            }
        }
        if (params.shards instanceof Integer && params.images instanceof Integer && params.shards > params.images) {
            found << "--shards ${params.shards} is more than --images ${params.images}: give every shard an image".toString()
        }
        Object warmUp = params.baseline_warm_up_epochs
        Object epochs = params.baseline_epochs
        if (warmUp instanceof Integer && epochs instanceof Integer && warmUp > epochs) {
            found << "--baseline_warm_up_epochs ${warmUp} is more than --baseline_epochs ${epochs}: they are part of them".toString()
        }
        String misfit = patchFault()
        return misfit ? found + misfit : found
    }

    /** Two folders of one output are matched by a pattern that is written as it should be. */
    private static String mend(String fault, Map rule) {
        return fault.startsWith(SnapshotNames.TWICE) ? SnapshotNames.mend() : rule.errorMessage
    }

    /** The encoder cuts a map into patches, with nothing left over. */
    private String patchFault() {
        Integer patch = params.map_size instanceof Integer && params.recipe && !faultOf(params.map_size, rules.map_size) ? patchSize() : null
        if (patch == null || params.map_size % patch == 0) {
            return null
        }
        int below = params.map_size.intdiv(patch) * patch
        String sizes = below < (rules.map_size.minimum as int) ? "${below + patch}" : "${below} or ${below + patch}"
        return "--map_size ${params.map_size} is no multiple of ${patch} pixels, the patch size of the recipe ${shown(params.recipe)}: give ${sizes}"
    }

    /** That of the recipe, or null when it is not there or not known, which is for the tool to say. */
    private Integer patchSize() {
        Path file = nextflow.Nextflow.file(RunDescription.recipeFile(params.recipe, projectDir), glob: false) as Path
        if (patchSizeIsConfigured() || !Files.isRegularFile(file)) {
            return null
        }
        try {
            Object recipe = new Yaml().load(file.text)
            Object encoder = recipe instanceof Map ? recipe.encoder : null
            Object patch = encoder instanceof Map ? encoder['patch-size'] : null
            return patch instanceof Integer && patch > 0 ? patch : null
        } catch (YAMLException damaged) {
            return null
        }
    }

    /** A site may hand other keys of the recipe to the training. */
    private static boolean patchSizeIsConfigured() {
        Object process = Global.session?.config?.process
        return process instanceof Map && process.values().any { scope ->
            scope instanceof Map && scope.ext instanceof Map && scope.ext.args.toString().contains('patch-size')
        }
    }

    private String unknown(String name) {
        // Nextflow hands --test-fraction on as testFraction.
        String typed = name.replaceAll(/([A-Z])/) { all, letter -> '-' + letter.toLowerCase(Locale.ROOT) }
        String plain = typed.replace('-', '_')
        String nearest = rules.keySet().min { known -> distance(plain, known) }
        boolean near = distance(plain, nearest) <= Math.max(2, plain.length().intdiv(3))
        return "--${typed} is no parameter of this pipeline" + (near ? "; did you mean --${nearest}?" : '; remove it')
    }

    private String faultOf(Object value, Map rule) {
        String fault = typeFault(value, rule.type)
        if (fault != null) {
            return fault
        }
        if (rule.enum && !(value.toString() in rule.enum)) {
            return 'is none of ' + rule.enum.join(', ')
        }
        if (rule.type != 'string') {
            return value instanceof Number ? boundFault(value, rule) : null
        }
        String text = value
        if (rule.pattern && !(text ==~ rule.pattern)) {
            return 'is not written as it should be'
        }
        return fileFault(text, rule)
    }

    private static Object converted(Object value, String type) {
        if (!(value instanceof CharSequence || value instanceof Number || value instanceof Boolean)) {
            return value
        }
        String text = value.toString().strip()
        switch (type) {
            case 'integer': return whole(value, text)
            case 'number': return text ==~ DECIMAL ? Double.valueOf(text) : value
            case 'boolean': return text.equalsIgnoreCase('true') ? true : text.equalsIgnoreCase('false') ? false : value
            default: return value instanceof Number ? text : value
        }
    }

    private static Object whole(Object value, String text) {
        if (!(text ==~ WHOLE) || text.length() > LONGEST_WHOLE) {
            return value
        }
        BigInteger number = new BigInteger(text)
        return number.bitLength() < Integer.SIZE ? (Object) number.intValue() : (Object) number.longValue()
    }

    private static String typeFault(Object value, String type) {
        switch (type) {
            case 'integer': return value instanceof Integer || value instanceof Long ? null : 'is no whole number'
            case 'number': return value instanceof Number ? null : 'is no number'
            case 'boolean': return value instanceof Boolean ? null : 'is neither true nor false'
            // A text that looks like a number arrives as one from the command line.
            default: return value instanceof CharSequence || value instanceof Number ? null : 'is no text'
        }
    }

    private static String boundFault(Number value, Map rule) {
        if (rule.minimum != null && value < rule.minimum) {
            return "is less than ${rule.minimum}"
        }
        if (rule.maximum != null && value > rule.maximum) {
            return "is more than ${rule.maximum}"
        }
        if (rule.exclusiveMinimum != null && value <= rule.exclusiveMinimum) {
            return "is not more than ${rule.exclusiveMinimum}"
        }
        if (rule.exclusiveMaximum != null && value >= rule.exclusiveMaximum) {
            return "is not less than ${rule.exclusiveMaximum}"
        }
        return null
    }

    private String fileFault(String text, Map rule) {
        // Object storage may not be known yet.
        if (text.contains('://') && !everywhere) {
            return null
        }
        if (rule.format == 'file-path-pattern') {
            return patternFault(text)
        }
        if (rule.format == 'file-path') {
            Path file = nextflow.Nextflow.file(text, glob: false) as Path
            return Files.isRegularFile(file) ? SafePath.fault(file) : 'is no file'
        }
        if (rule.format == 'recipe') {
            Path file = nextflow.Nextflow.file(RunDescription.recipeFile(text, projectDir), glob: false) as Path
            return Files.isRegularFile(file) ? SafePath.fault(file) : "names no recipe (no file ${SafePath.visible(file)})"
        }
        return null
    }

    private static String patternFault(String text) {
        List<Path> found = nextflow.Nextflow.files([type: 'any'], text) as List<Path>
        found = found.findAll { path -> Files.exists(path) }
        if (found.isEmpty()) {
            return 'matches no file'
        }
        Path unsafe = found.find { path -> SafePath.fault(path) }
        if (unsafe) {
            return "matches ${shown(unsafe)}, which ${SafePath.fault(unsafe)}"
        }
        return SnapshotNames.fault(found)
    }

    private static String shown(Object value) {
        return value instanceof Boolean || value instanceof Number ? value.toString() : "'${SafePath.visible(value)}'"
    }

    /** Letters to insert, delete or replace to make one name of another (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = (0..to.length()) as int[]
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0]
            row[0] = i
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)
                diagonal = row[j]
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1)
            }
        }
        return row[to.length()]
    }
}
