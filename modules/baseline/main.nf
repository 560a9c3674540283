// ResNet-18 with one output, as it is initialised or after supervised training on the training rows.
process BASELINE {
    tag "${ShellWord.label("${model.split} ${model.name}")}"
    label 'torch'
    label 'train'

    input:
    // a model's source is empty here: no file describes it
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    // map: seed, epochs, optimizer, learning_rate, batch_size; warm_up_epochs, or null
    val training

    output:
    tuple val(model), path('*.scores.json'), path('*.predictions.csv'), emit: scores
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    // Without it the tool takes a tenth of the epochs.
    def warmUp = training.warm_up_epochs == null ? [] : ['--warm-up-epochs', training.warm_up_epochs]
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass baseline --catalogue ${ShellWord.of(catalogue)} --initialisation ${ShellWord.of(model.initialisation)} \\
        --epochs ${ShellWord.of(training.epochs)} --optimizer ${ShellWord.of(training.optimizer)} \\
        --batch-size ${ShellWord.of(training.batch_size)} --learning-rate ${ShellWord.of(training.learning_rate)} ${ShellWord.list(warmUp)} --seed ${ShellWord.of(training.seed)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} ${more} \\
        --out ${ShellWord.of("${model.split}.${model.name}")}
    """

    stub:
    """
    echo '{}' > ${ShellWord.of("${model.split}.${model.name}.scores.json")}
    touch -- ${ShellWord.of("${model.split}.${model.name}.predictions.csv")}
    """
}
