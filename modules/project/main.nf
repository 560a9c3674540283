// Maps of column density, line-of-sight velocity and dispersion around every star of one snapshot. A folder is an output
// of a simulation that has many of that name's kind: its maps carry the name of the folder above, the simulation's.
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
    def more = task.ext.args ?: ''
    def run = snapshot.isDirectory() ? snapshot.toRealPath().parent.name : ''
    def simulation = run && !more.contains('--simulation') ? "--simulation '${run}'" : ''
    def name = run ? "${run}-${snapshot.baseName}" : snapshot.baseName
    """
    # tools ${task.ext.tools}
    protomass project --snapshot ${snapshot} --region-size ${projection.region_size} --map-size ${projection.map_size} \\
        --axes ${projection.axes} --minimum-mass ${projection.minimum_mass} ${simulation} ${more} --out 'maps-${name}.fits'
    """

    stub:
    def name = snapshot.isDirectory() ? "${snapshot.toRealPath().parent.name}-${snapshot.baseName}" : snapshot.baseName
    """
    touch 'maps-${name}.fits'
    """
}
