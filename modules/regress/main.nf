// The mass of every test map from its nearest training maps. Features are a file, or a word for a control.
process REGRESS {
    tag "${model.split} ${model.name}"
    label 'parallel'

    input:
    tuple val(model), path(features), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'
    val regression

    output:
    tuple val(model), path('*.scores.json'), path('*.predictions.csv'), emit: scores
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    """
    # tools ${task.ext.tools}
    protomass regress --features ${features ?: model.name} --catalogue ${catalogue} --model ${model.name} \\
        --neighbours ${regression.neighbours} --seed ${regression.seed} --out ${model.split}.${model.name}
    """

    stub:
    """
    echo '{}' > ${model.split}.${model.name}.scores.json
    touch ${model.split}.${model.name}.predictions.csv
    """
}
