// Embeddings of every map by one encoder: pretrained weights, or a recipe whose weights are drawn at random.
process EMBED {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'torch'

    input:
    // source: the weights, or what random ones are to have the shape of, a recipe or other weights
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'

    output:
    tuple val(model), path('*.embeddings.safetensors'), emit: embeddings
    path '*.cost.json', optional: true, emit: cost
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
    export PROTOMASS_COST=${ShellWord.of("${model.split}.${model.name}.cost.json")}
    protomass embed --encoder ${ShellWord.of(encoder)} --catalogue ${ShellWord.of(catalogue)} ${ShellWord.list(only)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} ${more} \\
        --out ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")}
    """

    stub:
    """
    touch -- ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")} ${ShellWord.of("${model.split}.${model.name}.cost.json")}
    """
}
