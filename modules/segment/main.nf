// The first three components of patch tokens as colours beside the maps that they come from.
process SEGMENT {
    tag "${ShellWord.label(model.name)}"
    label 'torch'

    input:
    // source: the weights, or a recipe
    tuple val(model), path(source), path(catalogue, stageAs: 'catalogues/split/*'), path(normalisation, stageAs: 'catalogues/split/*')
    path maps, stageAs: 'maps/*'
    val count

    output:
    path 'segmentation*', emit: folder
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    def encoder = model.random_seed == null ? source : "random:${source.toString()}:${model.random_seed}"
    def folder = model.random_seed == null ? 'segmentation' : 'segmentation-random'
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass segment --encoder ${ShellWord.of(encoder)} --catalogue ${ShellWord.of(catalogue)} \\
        --count ${ShellWord.of(count)} --threads ${ShellWord.of(task.ext.threads)} \\
        --device ${ShellWord.of(task.ext.device)} ${more} --out ${ShellWord.of(folder)}
    """

    stub:
    def folder = model.random_seed == null ? 'segmentation' : 'segmentation-random'
    """
    mkdir ${ShellWord.of(folder)}
    echo '{}' > ${ShellWord.of("${folder}/segmentation.json")}
    """
}
