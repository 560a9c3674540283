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
    # tools ${task.ext.tools}
    export PROTOMASS_BITS=${task.ext.bits}
    protomass segment --encoder ${encoder} --catalogue ${catalogue} --count ${count} --threads ${task.ext.threads} \\
        --device ${task.ext.device} --out segmentation
    """

    stub:
    """
    mkdir segmentation
    echo '{}' > segmentation/segmentation.json
    """
}
