import groovy.json.JsonSlurper

/** What --help and --version print, from nextflow_schema.json. */
class HelpText {
    private static final int NAME_WIDTH = 24

    /** Prints what was asked for and ends Nextflow, if anything was. */
    static void heed(Map params, Object workflow) {
        if (!(asked(params.help) || asked(params.version))) {
            return
        }
        // A question is no run to go on from.
        Sessions.forget(workflow.runName)
        println(asked(params.help) ? of(workflow.projectDir, workflow.manifest.version) : "protomass ${workflow.manifest.version}")
        System.out.flush()
        System.exit(0)
    }

    private static boolean asked(Object value) {
        return value != null && value.toString() != 'false'
    }

    /** Parameters by group, each with its default, unit and bounds. */
    static String of(Object projectDir, Object version) {
        Map schema = (Map) new JsonSlurper().parseText(projectDir.resolve('nextflow_schema.json').text)
        List<String> lines = [
            "Protomass ${version}: ${schema.description}",
            '',
            "Usage: nextflow run main.nf -profile <what>,<where>,<in what> --snapshots '<pattern>' --outdir <folder>",
        ]
        ((Map<String, Map>) schema['$defs']).values().each { group ->
            lines << '' << "${group.title}:"
            ((Map<String, Map>) group.properties).each { name, rule ->
                lines << "  ${"--${name}".padRight(NAME_WIDTH)} ${rule.description}${notes(rule, name in (group.required ?: []))}"
            }
        }
        lines << '' << 'Options of Nextflow, such as -profile, -resume and -work-dir, have one hyphen; docs/usage.md and docs/running.md say more.'
        return lines.join('\n')
    }

    private static String notes(Map rule, boolean required) {
        List notes = [rule.unit, rule.enum?.join(', '), bounds(rule), rule.containsKey('default') ? "default: ${rule['default']}" : required ? 'required' : null].findAll()
        return notes ? " [${notes.join('; ')}]" : ''
    }

    private static String bounds(Map rule) {
        if (rule.minimum != null) {
            return "${rule.minimum} to ${rule.maximum}"
        }
        return rule.exclusiveMinimum != null ? "between ${rule.exclusiveMinimum} and ${rule.exclusiveMaximum}" : null
    }
}
