// ResNet-18 with one output, as it is initialised or after supervised training on the training rows.
process BASELINE {
    tag "${model.split} ${model.name}"
    label 'torch'
    label 'train'

    input:
    tuple val(model), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'
    val training

    output:
    tuple val(model), path('*.scores.json'), path('*.predictions.csv'), emit: scores
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    """
    # tools ${task.ext.tools}
    export PROTOMASS_BITS=${task.ext.bits}
    protomass baseline --catalogue ${catalogue} --initialisation ${model.initialisation} --epochs ${training.epochs} \\
        --seed ${training.seed} --threads ${task.ext.threads} --device ${task.ext.device} --out ${model.split}.${model.name}
    """

    stub:
    """
    echo '{}' > ${model.split}.${model.name}.scores.json
    touch ${model.split}.${model.name}.predictions.csv
    """
}
