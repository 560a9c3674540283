// Fractals, and the encoder that they teach.

include { FLAME } from '../modules/flame/main.nf'
include { SEGMENT_OF_TRAINING } from '../modules/pretrain/main.nf'
include { EXPORT } from '../modules/export/main.nf'

workflow PRETRAINING {
    take:
    given    // list: an encoder that stands in for all of this, or none
    flames   // map: seed, images, shards, size, points, flames, minimum_coverage, minimum_structure (or null), colour;
             // shards_per_task; stored: false to draw them while training
    training // map: seed, segments
    recipe   // file

    main:
    sheet = channel.empty()
    manifests = channel.empty()
    tars = channel.empty()
    encoder = given ? channel.value(given[0]) : channel.empty()
    records = channel.empty()
    costs = channel.empty()
    if (!given) {
        numbers = flames.stored ? (0..<flames.shards).toList().collate(flames.shards_per_task) : []
        looks = ['seed', 'size', 'points', 'flames', 'minimum_coverage', 'minimum_structure', 'colour']
        FLAME(channel.fromList(numbers), flames.subMap(looks + ['images', 'shards']))
        manifests = FLAME.out.manifest.flatten()
        tars = FLAME.out.shard.flatten()
        // Whatever is collected is sorted: the order of arrival must not reach the hash of a task.
        shards = tars.mix(manifests).toSortedList { part -> part.name }
        // As 'protomass pretrain' writes it: minimum-coverage.
        described = [count: flames.images] + flames.subMap(looks).findAll { _name, value -> value != null }
        stream = 'stream:' + described.collect { name, value -> "${name.replace('_', '-')}=${value}" }.join(',')
        course = training + [stream: flames.stored ? '' : stream]
        start = file("${projectDir}/modules/pretrain/start")
        if (training.segments > 1) {
            SEGMENT_OF_TRAINING.recurse(course, recipe, shards, start).times(training.segments)
        } else {
            // A recursion of one round never tells that it has ended.
            SEGMENT_OF_TRAINING(course, recipe, shards, start)
        }
        EXPORT(SEGMENT_OF_TRAINING.out.trained.toList().map { checkpoints -> checkpoints[training.segments - 1] })

        sheet = FLAME.out.sheet
        encoder = EXPORT.out.encoder
        records = EXPORT.out.metrics.mix(EXPORT.out.recipe)
        costs = FLAME.out.cost.mix(EXPORT.out.throughput)
    }

    // Names alone: the strict parser of 25.04 knows no assignments here.
    emit:
    sheet     // file, once; none where fractals are not stored
    manifests // file, one a shard
    tars      // file, one a shard
    encoder   // file, once
    records   // file: the log of the training, and its resolved recipe
    costs     // file: what tasks cost, which differs from run to run
}
