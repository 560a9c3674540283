import nextflow.Global
import nextflow.Session

/** All that can be known to stop a run before it begins: parameters, the engine and its images, snapshots. */
class StartCheck {
    /** One message for a person, or null when nothing stands in the way. */
    static String faults(Map params, Object workflow, Object projectDir) {
        String parameters = ParameterCheck.faults(params, projectDir, workflow.workDir)
        if (parameters || workflow.preview) {
            return parameters
        }
        Map config = (Global.session as Session).config
        EngineCheck engine = new EngineCheck(config, projectDir)
        List<String> found = engine.faults()
        // Stand-ins need no snapshots, and so no tools.
        if (found.isEmpty() && !workflow.stubRun) {
            found = new SnapshotCheck(engine, config, projectDir).faults(ParameterCheck.typed(params, projectDir))
        }
        return found ? 'The run cannot begin; nothing was run:\n' + found.collect { fault -> "  ${fault}" }.join('\n') : null
    }
}
