// Principal components of the training rows' features, all rows scaled to unit variance along each.
process WHITEN {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'parallel'

    input:
    // source: embeddings, or none of pixels
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    val components

    output:
    tuple val(model), path('*.whitening.safetensors'), emit: whitening
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    // Raw pixels have more components than there are maps, embeddings keep all of theirs.
    def features = source ? ['--embeddings', source] : ['--features', 'pixels', '--components', components]
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass whiten ${ShellWord.list(features)} --catalogue ${ShellWord.of(catalogue)} --model ${ShellWord.of(model.name)} ${more} \\
        --out ${ShellWord.of("${model.split}.${model.name}.whitening.safetensors")}
    """

    stub:
    """
    touch -- ${ShellWord.of("${model.split}.${model.name}.whitening.safetensors")}
    """
}
