// Embeddings of every map by one encoder: pretrained weights, or a recipe whose weights are drawn at random.
process EMBED {
    tag "${model.split} ${model.name}"
    label 'torch'

    input:
    tuple val(model), path(weights), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'

    output:
    tuple val(model), path('*.embeddings.safetensors'), emit: embeddings
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    def encoder = model.random_seed == null ? weights : "random:${weights}:${model.random_seed}"
    """
    # tools ${task.ext.tools}
    export PROTOMASS_BITS=${task.ext.bits}
    protomass embed --encoder ${encoder} --catalogue ${catalogue} --threads ${task.ext.threads} --device ${task.ext.device} \\
        --out ${model.split}.${model.name}.embeddings.safetensors
    """

    stub:
    """
    touch ${model.split}.${model.name}.embeddings.safetensors
    """
}
