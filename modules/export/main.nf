// The encoder of a finished training under the official names, with the training's log, resolved recipe and cost.
process EXPORT {
    label 'light'
    label 'vision'

    input:
    path checkpoint

    output:
    path 'encoder.safetensors', emit: encoder
    path 'metrics.jsonl', emit: metrics
    path 'recipe.json', emit: recipe
    path 'throughput.jsonl', emit: throughput
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass export --checkpoint ${ShellWord.of(checkpoint)} ${more} --out encoder.safetensors
    cp ${ShellWord.of(checkpoint)}/metrics.jsonl ${ShellWord.of(checkpoint)}/recipe.json ${ShellWord.of(checkpoint)}/throughput.jsonl .
    """

    stub:
    """
    touch encoder.safetensors
    echo '{}' | tee metrics.jsonl throughput.jsonl > recipe.json
    """
}
