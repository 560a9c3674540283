// Maps of column density, line-of-sight velocity and dispersion around every star of one snapshot.
process PROJECT {
    tag "${snapshot.baseName}"
    label 'light'

    input:
    path snapshot
    val projection

    output:
    path 'maps-*.fits', emit: maps
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    """
    # tools ${task.ext.tools}
    protomass project --snapshot ${snapshot} --region-size ${projection.region_size} --map-size ${projection.map_size} \\
        --axes ${projection.axes} --minimum-mass ${projection.minimum_mass} --out maps-${snapshot.baseName}.fits
    """

    stub:
    """
    touch maps-${snapshot.baseName}.fits
    """
}
