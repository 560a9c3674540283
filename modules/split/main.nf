// One catalogue of all maps, split into training and test rows, with the normalisation of the training rows.
process SPLIT {
    tag "by ${ShellWord.label(by)}"
    label 'light'

    input:
    val by
    val splitting
    path maps, stageAs: 'maps/*'

    output:
    tuple val(by), path('catalogue.csv'), path('normalisation.json'), emit: catalogue
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass split --maps 'maps/*.fits' --by ${ShellWord.of(by)} --test-fraction ${ShellWord.of(splitting.test_fraction)} \\
        --seed ${ShellWord.of(splitting.seed)} ${more} --out catalogue.csv
    """

    stub:
    """
    touch catalogue.csv
    echo '{}' > normalisation.json
    """
}
