// Maps of gas, and catalogues that part them into training and test rows.

include { PROJECT } from '../modules/project/main.nf'
include { SPLIT } from '../modules/split/main.nf'

workflow MAPS {
    take:
    snapshots  // path or pattern of files and folders
    projection // map: region_size, map_size, axes, minimum_mass; snapshots_per_task
    parting    // map: splits (list of names), test_fraction, seed

    main:
    PROJECT(
        channel.fromPath(snapshots, type: 'any').toSortedList { snapshot -> snapshot.toString() }
            .flatMap { all -> SnapshotNames.batches(all, projection.snapshots_per_task) },
        projection.subMap(['region_size', 'map_size', 'axes', 'minimum_mass']),
    )
    files = PROJECT.out.maps.flatten()
    maps = files.toSortedList { fits -> fits.name }
    SPLIT(channel.fromList(parting.splits), parting.subMap(['test_fraction', 'seed']), maps)

    catalogues = SPLIT.out.catalogue
    costs = PROJECT.out.cost.flatten()

    emit:
    maps       // list of all files, sorted by name, once
    files      // file, one a snapshot
    catalogues // [split, catalogue, normalisation], one a split
    costs      // file: what tasks cost, which differs from run to run
}
