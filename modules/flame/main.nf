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
    path 'fractals-*.cost.json', optional: true, emit: cost
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    // Each kind of flames has a usual structure of its own.
    def structure = flames.minimum_structure == null ? [] : ['--minimum-structure', flames.minimum_structure]
    // One sheet shows what the encoder learns from; a thousand of them would be clutter.
    def sheet = shards[0] == 0 ? ['--contact-sheet', 'fractals-00000.contact-sheet.png'] : []
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_COST=${ShellWord.of("fractals-${shards[0].toString().padLeft(5, '0')}.cost.json")}
    protomass flame --seed ${ShellWord.of(flames.seed)} --images ${ShellWord.of(flames.images)} \\
        --shards ${ShellWord.of(flames.shards)} --shard ${ShellWord.of("${shards[0]}-${shards[-1]}")} \\
        --size ${ShellWord.of(flames.size)} --points ${ShellWord.of(flames.points)} --colour ${ShellWord.of(flames.colour)} \\
        --flames ${ShellWord.of(flames.flames)} --minimum-coverage ${ShellWord.of(flames.minimum_coverage)} ${ShellWord.list(structure)} \\
        --threads ${ShellWord.of(task.cpus)} --out . ${ShellWord.list(sheet)} ${more}
    """

    stub:
    def names = shards.collect { shard -> "fractals-${shard.toString().padLeft(5, '0')}" }
    """
    touch ${ShellWord.list(names.collect { name -> "${name}.tar" })} ${ShellWord.list(shards[0] == 0 ? ['fractals-00000.contact-sheet.png'] : [])}
    for name in ${ShellWord.list(names)}; do echo '{}' > "\$name.manifest.json"; done
    echo '{}' > ${ShellWord.of("${names[0]}.cost.json")}
    """
}
