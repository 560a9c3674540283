// Shards of fractal flames that follow each other. Image i depends on the seed and on i alone, not on the number of
// shards, nor on how many of them a task makes.
process FLAME {
    tag "${shards.size() == 1 ? "shard ${shards[0]}" : "shards ${shards[0]}-${shards[-1]}"}"
    label 'parallel'

    input:
    val shards
    val flames

    output:
    path 'fractals-*.tar', emit: shard
    path 'fractals-*.manifest.json', emit: manifest
    path 'fractals-*.contact-sheet.png', emit: sheet, optional: true
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // One sheet shows what the encoder learns from; a thousand of them would be clutter.
    def sheet = shards[0] == 0 ? '--contact-sheet fractals-00000.contact-sheet.png' : ''
    """
    # tools ${task.ext.tools}
    protomass flame --seed ${flames.seed} --images ${flames.images} --shards ${flames.shards} --shard ${shards[0]}-${shards[-1]} \\
        --size ${flames.size} --points ${flames.points} --colour ${flames.colour} \\
        --threads ${task.cpus} --out . ${sheet}
    """

    stub:
    def names = shards.collect { shard -> "fractals-${shard.toString().padLeft(5, '0')}" }
    """
    touch ${names.collect { name -> "${name}.tar" }.join(' ')} ${shards[0] == 0 ? 'fractals-00000.contact-sheet.png' : ''}
    for name in ${names.join(' ')}; do echo '{}' > \$name.manifest.json; done
    """
}
