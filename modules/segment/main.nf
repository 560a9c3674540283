// The first three components of patch tokens as colours beside the maps that they come from.
process SEGMENT {
    label 'torch'

    input:
    // source: the encoder's weights
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    val count

    output:
    path 'segmentation', emit: folder
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass segment --encoder ${ShellWord.of(source)} --catalogue ${ShellWord.of(catalogue)} \\
        --count ${ShellWord.of(count)} --threads ${ShellWord.of(task.ext.threads)} \\
        --device ${ShellWord.of(task.ext.device)} ${more} --out segmentation
    """

    stub:
    """
    mkdir segmentation
    echo '{}' > segmentation/segmentation.json
    """
}
