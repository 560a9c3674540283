// The mass of every test map from its nearest training maps. Features are a file, or a word for a control.
process REGRESS {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'parallel'

    input:
    // source: the features, or none of a control
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    val regression

    output:
    tuple val(model), path('*.scores.json'), path('*.predictions.csv'), emit: scores
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass regress --features ${ShellWord.of(source ?: model.name)} --catalogue ${ShellWord.of(catalogue)} \\
        --model ${ShellWord.of(model.name)} --neighbours ${ShellWord.of(regression.neighbours)} \\
        --seed ${ShellWord.of(regression.seed)} ${more} --out ${ShellWord.of("${model.split}.${model.name}")}
    """

    stub:
    """
    echo '{}' > ${ShellWord.of("${model.split}.${model.name}.scores.json")}
    touch -- ${ShellWord.of("${model.split}.${model.name}.predictions.csv")}
    """
}
