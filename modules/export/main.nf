// The encoder of a finished training under the official names, with the training's log and resolved recipe.
process EXPORT {
    label 'light'
    label 'vision'

    input:
    path checkpoint

    output:
    path 'encoder.safetensors', emit: encoder
    path 'metrics.jsonl', emit: metrics
    path 'recipe.json', emit: recipe
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass export --checkpoint ${ShellWord.of(checkpoint)} ${more} --out encoder.safetensors
    cp ${ShellWord.of(checkpoint)}/metrics.jsonl ${ShellWord.of(checkpoint)}/recipe.json .
    """

    stub:
    """
    touch encoder.safetensors
    echo '{}' | tee metrics.jsonl > recipe.json
    """
}
