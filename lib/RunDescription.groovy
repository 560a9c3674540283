import groovy.json.JsonOutput

/** What the report says of the run: parameters and versions, with nothing that differs between equal runs. */
class RunDescription {
    /** Where results go and tasks run does not change them; credentials have no place in a report. */
    private static final List<String> IRRELEVANT =
        [
            'outdir', 'publish_fractals', 'training_time', 'shards_per_task', 'snapshots_per_task', 'bad_snapshots', 'queue', 'account', 'job_array',
            'submit_rate', 'gpus', 'gpu_type', 'gpu_tasks', 'gpu_queue', 'region', 'project', 'volume_claim', 'containers', 'container_tag',
            'help', 'version',
        ]

    /** What a run that was given its encoder leaves out. */
    private static final List<String> PRETRAINING = ['images', 'shards', 'image_size', 'points', 'colour', 'fractals', 'recipe', 'segments']

    /** The file of a recipe: a name stands for one of conf/recipes, anything else is a path. */
    static String recipeFile(Object recipe, Object projectDir) {
        String text = recipe
        return text ==~ /[A-Za-z0-9_-]+/ ? "${projectDir}/conf/recipes/${text}.yaml" : text
    }

    /**
     * The description as one line of JSON.
     *
     * @param versions triples of process, tool and version, in any order
     */
    static String json(Map params, Collection versions, Object workflow, Object projectDir) {
        Map parameters = new TreeMap()
        List<String> unused = params.encoder ? PRETRAINING : ['encoder']
        params.each { name, value ->
            if (!(name in IRRELEVANT + unused)) {
                parameters[name.toString()] = value instanceof CharSequence ? value.toString().replace("${projectDir}/", '') : value
            }
        }
        Map tools = new TreeMap()
        versions.each { process, tool, version ->
            tools.computeIfAbsent(tool.toString()) { new TreeSet() } << version.toString().replace("${tool} ", '')
        }
        Map versionOf = tools.collectEntries { tool, found -> [(tool): found.join(', ')] }
        versionOf.nextflow = workflow.nextflow.version.toString()
        Map profile = [profile: workflow.profile]
        return JsonOutput.toJson([parameters: parameters, versions: versionOf] + profile)
    }
}
