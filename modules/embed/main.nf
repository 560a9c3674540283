// Embeddings of every map by one encoder: pretrained weights, or a recipe whose weights are drawn at random.
process EMBED {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'torch'

    input:
    // source: the weights, or a recipe
    tuple val(model), path(source), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'

    output:
    tuple val(model), path('*.embeddings.safetensors'), emit: embeddings
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    def encoder = model.random_seed == null ? source : "random:${source.toString()}:${model.random_seed}"
    // What is called after one channel sees that one alone.
    def only = model.only ? ['--only', model.only] : []
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass embed --encoder ${ShellWord.of(encoder)} --catalogue ${ShellWord.of(catalogue)} ${ShellWord.list(only)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} ${more} \\
        --out ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")}
    """

    stub:
    """
    touch -- ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")}
    """
}
