// Maps of column density, line-of-sight velocity and dispersion around every star of some snapshots. A snapshot that has
// none, or is damaged and may be skipped, has a record of that instead.

// A folder is an output of a simulation that has many of that name's kind: the folder above names the simulation.
def simulationOf(snapshot) {
    return snapshot.isDirectory() ? snapshot.toRealPath().parent.name : ''
}

process PROJECT {
    tag "${ShellWord.label(names.size() > 1 ? "${names[0]} to ${names[-1]}" : names[0])}"
    label 'light'

    input:
    // in the order of their paths, with names of their own; outputs of different simulations may be named alike
    tuple val(names), path(snapshots, arity: '1..*', stageAs: 'snapshot?/*')
    val projection

    output:
    path 'maps-*.fits', optional: true, emit: maps
    path 'maps-*.skipped.json', optional: true, emit: skipped
    path 'maps-*.cost.json', optional: true, emit: cost
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    [names, snapshots].transpose().collect { name, snapshot ->
        def run = simulationOf(snapshot) && !more.contains('--simulation') ? ['--simulation', simulationOf(snapshot).replaceAll(/[^A-Za-z0-9_.+]/, '_')] : []
        """
        PROTOMASS_COST=${ShellWord.of("maps-${name}.cost.json")} \\
        protomass project --snapshot ${ShellWord.of(snapshot)} --region-size ${ShellWord.of(projection.region_size)} \\
            --map-size ${ShellWord.of(projection.map_size)} --axes ${ShellWord.of(projection.axes)} \\
            --minimum-mass ${ShellWord.of(projection.minimum_mass)} ${ShellWord.list(run)} ${more} \\
            --skipped ${ShellWord.of("maps-${name}.skipped.json")} --out ${ShellWord.of("maps-${name}.fits")}
        """.stripIndent().trim()
    }.inject(": tools ${ShellWord.of(task.ext.tools)}") { lines, line -> "${lines}\n${line}" }

    stub:
    """
    touch ${ShellWord.list(names.collectMany { name -> ["maps-${name}.fits", "maps-${name}.cost.json"] })}
    """
}
