// Maps of column density, line-of-sight velocity and dispersion around every star of some snapshots.
process PROJECT {
    tag "${snapshots instanceof List && snapshots.size() > 1 ? "${snapshots[0].baseName} to ${snapshots[-1].baseName}" : snapshots[0].baseName}"
    label 'light'

    input:
    // in the order of their names
    path snapshots, arity: '1..*'
    val projection

    output:
    path 'maps-*.fits', emit: maps
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    snapshots.collect { snapshot ->
        """
        protomass project --snapshot ${snapshot} --region-size ${projection.region_size} --map-size ${projection.map_size} \\
            --axes ${projection.axes} --minimum-mass ${projection.minimum_mass} --out maps-${snapshot.baseName}.fits
        """.stripIndent().trim()
    }.inject("# tools ${task.ext.tools}") { lines, line -> "${lines}\n${line}" }

    stub:
    """
    touch ${snapshots.collect { snapshot -> "maps-${snapshot.baseName}.fits" }.join(' ')}
    """
}
