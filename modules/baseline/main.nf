// ResNet-18 with one output, as it is initialised or after supervised training on the training rows.
process BASELINE {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'torch'
    label 'train'

    input:
    // a model's source is empty here: no file describes it
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    val training

    output:
    tuple val(model), path('*.scores.json'), path('*.predictions.csv'), emit: scores
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass baseline --catalogue ${ShellWord.of(catalogue)} --initialisation ${ShellWord.of(model.initialisation)} \\
        --epochs ${ShellWord.of(training.epochs)} --seed ${ShellWord.of(training.seed)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} ${more} \\
        --out ${ShellWord.of("${model.split}.${model.name}")}
    """

    stub:
    """
    echo '{}' > ${ShellWord.of("${model.split}.${model.name}.scores.json")}
    touch -- ${ShellWord.of("${model.split}.${model.name}.predictions.csv")}
    """
}
