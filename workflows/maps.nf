// Maps of gas, and catalogues that split them into training and test rows.

include { PROJECT } from '../modules/project/main.nf'
include { SPLIT } from '../modules/split/main.nf'

workflow MAPS {
    take:
    snapshots  // path or pattern of files and folders
    projection // map: region_size, map_size, axes, minimum_mass; snapshots_per_task, bad_snapshots
    splitting    // map: splits (list of names), test_fraction, seed

    main:
    given = channel.fromPath(snapshots, type: 'any').toSortedList { snapshot -> snapshot.toString() }
    PROJECT(
        given.flatMap { all -> SnapshotNames.batches(all, projection.snapshots_per_task) },
        projection.subMap(['region_size', 'map_size', 'axes', 'minimum_mass']),
    )
    files = PROJECT.out.maps.flatten()
    skipped = PROJECT.out.skipped.flatten()
    maps = files.mix(skipped).toSortedList { file -> file.name }.map { made -> [made] }
        .combine(given.map { all -> all.size() })
        .map { made, count ->
            def fault = SkippedSnapshots.fault(made, count, projection.bad_snapshots)
            if (fault) {
                error(fault)
            }
            SkippedSnapshots.maps(made, count)
        }
        .first()
    SPLIT(channel.fromList(splitting.splits), splitting.subMap(['test_fraction', 'seed']), maps)

    catalogues = SPLIT.out.catalogue
    costs = PROJECT.out.cost.flatten()

    emit:
    maps       // list of all files, sorted by name, once
    files      // file, one a snapshot that was not skipped
    skipped    // file, the record of why, one a snapshot that was
    catalogues // [split, catalogue, normalisation], one a split
    costs      // file: what tasks cost, which differs from run to run
}
