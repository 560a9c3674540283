// The first three components of patch tokens as colours beside the maps that they come from.
process SEGMENT {
    label 'torch'

    input:
    path encoder
    tuple val(split), path(catalogue), path(normalisation)
    path maps, stageAs: 'maps/*'
    val count

    output:
    path 'segmentation', emit: folder
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass segment --encoder ${ShellWord.of(encoder)} --catalogue ${ShellWord.of(catalogue)} \\
        --count ${ShellWord.of(count)} --threads ${ShellWord.of(task.ext.threads)} \\
        --device ${ShellWord.of(task.ext.device)} --out segmentation
    """

    stub:
    """
    mkdir segmentation
    echo '{}' > segmentation/segmentation.json
    """
}
