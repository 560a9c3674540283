// One catalogue of all maps, split into training and test rows, with the normalisation of the training rows.
// A catalogue names its maps relative to itself. Here, where it is published, and wherever it is staged, it lies two
// folders beside the maps (catalogues/SPLIT/ and maps/), so that its rows, and with them its checksum, hold everywhere.
process SPLIT {
    tag "by ${ShellWord.label(by)}"
    label 'light'

    input:
    val by
    val splitting
    path maps, stageAs: 'maps/*'

    output:
    tuple val(by), path('catalogues/*/catalogue.csv'), path('catalogues/*/normalisation.json'), emit: catalogue
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    protomass split --maps 'maps/*.fits' --by ${ShellWord.of(by)} --test-fraction ${ShellWord.of(splitting.test_fraction)} \\
        --seed ${ShellWord.of(splitting.seed)} ${more} \\
        --out ${ShellWord.of("catalogues/${by}/catalogue.csv")}
    """

    stub:
    """
    mkdir -p ${ShellWord.of("catalogues/${by}")}
    touch ${ShellWord.of("catalogues/${by}/catalogue.csv")}
    echo '{}' > ${ShellWord.of("catalogues/${by}/normalisation.json")}
    """
}
