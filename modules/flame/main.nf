// One shard of fractal flames. Image i depends on the seed and on i alone, not on the number of shards.
process FLAME {
    tag "shard ${shard}"
    label 'parallel'

    input:
    val shard
    val flames

    output:
    path 'fractals-*.tar', emit: shard
    path 'fractals-*.manifest.json', emit: manifest
    path 'fractals-*.contact-sheet.png', emit: sheet, optional: true
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    def name = "fractals-${String.format('%05d', shard)}"
    // One sheet shows what the encoder learns from; a thousand of them would be clutter.
    def sheet = shard == 0 ? "--contact-sheet ${name}.contact-sheet.png" : ''
    """
    # tools ${task.ext.tools}
    protomass flame --seed ${flames.seed} --images ${flames.images} --shards ${flames.shards} --shard ${shard} \\
        --size ${flames.size} --points ${flames.points} --colour ${flames.colour} \\
        --threads ${task.cpus} --out ${name}.tar ${sheet}
    """

    stub:
    def name = "fractals-${String.format('%05d', shard)}"
    """
    touch ${name}.tar ${shard == 0 ? "${name}.contact-sheet.png" : ''}
    echo '{}' > ${name}.manifest.json
    """
}
