// Embeddings of every map by one encoder: pretrained weights, or a recipe whose weights are drawn at random.
process EMBED {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'torch'

    input:
    tuple val(model), path(weights), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'

    output:
    tuple val(model), path('*.embeddings.safetensors'), emit: embeddings
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    def encoder = model.random_seed == null ? weights : "random:${weights.toString()}:${model.random_seed}"
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass embed --encoder ${ShellWord.of(encoder)} --catalogue ${ShellWord.of(catalogue)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} \\
        --out ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")}
    """

    stub:
    """
    touch -- ${ShellWord.of("${model.split}.${model.name}.embeddings.safetensors")}
    """
}
