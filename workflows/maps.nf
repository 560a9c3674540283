// Maps of gas, and catalogues that split them into training and test rows.

include { PROJECT } from '../modules/project/main.nf'
include { SPLIT } from '../modules/split/main.nf'

workflow MAPS {
    take:
    snapshots  // path or pattern of files and folders
    projection // map: region_size, map_size, axes, minimum_mass; snapshots_per_task
    splitting  // map: splits (list of names), test_fraction, seed

    main:
    PROJECT(
        channel.fromPath(snapshots, type: 'any').toSortedList { snapshot -> snapshot.toString() }
            .flatMap { all -> SnapshotNames.batches(all, projection.snapshots_per_task) },
        projection.subMap(['region_size', 'map_size', 'axes', 'minimum_mass']),
    )
    files = PROJECT.out.maps.flatten()
    maps = files.toSortedList { fits -> fits.name }
    SPLIT(channel.fromList(splitting.splits), splitting.subMap(['test_fraction', 'seed']), maps)

    catalogues = SPLIT.out.catalogue

    emit:
    maps       // list of all files, sorted by name, once
    files      // file, one a snapshot
    catalogues // [split, catalogue, normalisation], one a split
}
