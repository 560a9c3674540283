// Principal components of the training rows' features, all rows scaled to unit variance along each.
process WHITEN {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'parallel'

    input:
    tuple val(model), path(embeddings), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'
    val components

    output:
    tuple val(model), path('*.whitening.safetensors'), emit: whitening
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Raw pixels have more components than there are maps, embeddings keep all of theirs.
    def features = embeddings ? ['--embeddings', embeddings] : ['--features', 'pixels', '--components', components]
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass whiten ${ShellWord.list(features)} --catalogue ${ShellWord.of(catalogue)} --model ${ShellWord.of(model.name)} \\
        --out ${ShellWord.of("${model.split}.${model.name}.whitening.safetensors")}
    """

    stub:
    """
    touch -- ${ShellWord.of("${model.split}.${model.name}.whitening.safetensors")}
    """
}
