#!/usr/bin/env nextflow
// Protomass: flames teach a transformer to see; gas maps tell it a star's mass.

nextflow.preview.recursion = true

include { FLAME } from './modules/flame/main.nf'
include { SEGMENT_OF_TRAINING } from './modules/pretrain/main.nf'
include { EXPORT } from './modules/export/main.nf'
include { PROJECT } from './modules/project/main.nf'
include { SPLIT } from './modules/split/main.nf'
include { EMBED } from './modules/embed/main.nf'
include { WHITEN } from './modules/whiten/main.nf'
include { REGRESS } from './modules/regress/main.nf'
include { BASELINE } from './modules/baseline/main.nf'
include { SEGMENT } from './modules/segment/main.nf'
include { REPORT } from './modules/report/main.nf'

workflow {
    main:
    def faults = ParameterCheck.faults(params, projectDir, workflow.workDir)
    if (faults) {
        error(faults)
    }
    // Not params from here on: of a command line, some versions of Nextflow make texts only.
    def settings = ParameterCheck.typed(params, projectDir)
    def course = RunCourse.watch(workflow, projectDir)
    def recipe = file(RunDescription.recipeFile(settings.recipe, projectDir))
    def splits = settings.splits.tokenize(',')

    // Fractals, and the encoder that they teach. Whatever is collected is sorted: the order of arrival must not
    // reach the hash of a task.
    FLAME(
        channel.fromList(settings.fractals == 'stored' ? (0..<settings.shards).toList().collate(settings.shards_per_task) : []),
        [seed: settings.seed, images: settings.images, shards: settings.shards, size: settings.image_size, points: settings.points, colour: settings.colour],
    )
    manifests = FLAME.out.manifest.flatten()
    tars = FLAME.out.shard.flatten()
    shards = tars.mix(manifests).toSortedList { part -> part.name }
    stream = "stream:seed=${settings.seed},count=${settings.images},size=${settings.image_size},points=${settings.points},colour=${settings.colour}".toString()
    training = [segments: settings.segments, seed: settings.seed, stream: settings.fractals == 'stream' ? stream : '']
    start = file("${projectDir}/modules/pretrain/start")
    if (settings.segments > 1) {
        SEGMENT_OF_TRAINING.recurse(training, recipe, shards, start).times(settings.segments)
    } else {
        // A recursion of one round never tells that it has ended.
        SEGMENT_OF_TRAINING(training, recipe, shards, start)
    }
    EXPORT(SEGMENT_OF_TRAINING.out.trained.toList().map { checkpoints -> checkpoints[settings.segments - 1] })

    // Maps of gas, and catalogues that part them.
    PROJECT(
        channel.fromPath(settings.snapshots, type: 'any').toSortedList { snapshot -> snapshot.toString() }
            .flatMap { snapshots -> SnapshotNames.batches(snapshots, settings.snapshots_per_task) },
        [region_size: settings.region_size, map_size: settings.map_size, axes: settings.axes, minimum_mass: settings.minimum_mass],
    )
    maps = PROJECT.out.maps.flatten().toSortedList { fits -> fits.name }
    SPLIT(channel.fromList(splits), [test_fraction: settings.test_fraction, seed: settings.seed], maps)
    catalogues = SPLIT.out.catalogue

    // The encoder before and after its pretraining.
    drawn = catalogues.map { split, catalogue, normalisation ->
        [[split: split, name: 'vit-random', random_seed: settings.random_encoder_seed], recipe, catalogue, normalisation]
    }
    pretrained = catalogues.combine(EXPORT.out.encoder).map { split, catalogue, normalisation, encoder ->
        [[split: split, name: 'vit-pretrained'], encoder, catalogue, normalisation]
    }
    EMBED(drawn.mix(pretrained), maps)
    embedded = EMBED.out.embeddings
        .map { model, embeddings -> [model.split, model, embeddings] }
        .combine(catalogues, by: 0)
        .map { split, model, embeddings, catalogue, normalisation ->
            [[split: split, name: model.name], embeddings, catalogue, normalisation]
        }

    // Masses by nearest neighbours: from embeddings, from whitened ones, and from what needs no encoder at all.
    controls = catalogues.map { split, catalogue, normalisation -> [split, [], catalogue, normalisation] }
    WHITEN(
        embedded.mix(controls.map { split, none, catalogue, normalisation -> [[split: split, name: 'pixels'], none, catalogue, normalisation] })
            .map { model, features, catalogue, normalisation -> [model + [name: "${model.name}-whitened".toString()], features, catalogue, normalisation] },
        maps,
        settings.pixel_components,
    )
    whitened = WHITEN.out.whitening
        .map { model, whitening -> [model.split, model, whitening] }
        .combine(catalogues, by: 0)
        .map { _split, model, whitening, catalogue, normalisation -> [model, whitening, catalogue, normalisation] }
    plain = controls.flatMap { split, none, catalogue, normalisation ->
        ['pixels', 'mean-column-density'].collect { name -> [[split: split, name: name], none, catalogue, normalisation] }
    }
    REGRESS(embedded.mix(whitened, plain), maps, [neighbours: settings.neighbours, seed: settings.seed])

    // The supervised rival, before and after its training.
    BASELINE(
        catalogues.flatMap { split, catalogue, normalisation ->
            ['untrained', 'trained'].collect { initialisation ->
                [[split: split, name: "resnet18-${initialisation}".toString(), initialisation: initialisation], catalogue, normalisation]
            }
        },
        maps,
        [epochs: settings.baseline_epochs, seed: settings.seed],
    )

    SEGMENT(EXPORT.out.encoder, catalogues.filter { catalogue -> catalogue[0] == splits[0] }.first(), maps, settings.segmentation_maps)

    // The page
    scores = REGRESS.out.scores.mix(BASELINE.out.scores)
    results = scores.flatMap { _model, score, predictions -> [score, predictions] }
        .mix(
            WHITEN.out.whitening.map { _model, whitening -> whitening },
            SEGMENT.out.folder, FLAME.out.sheet, manifests, EXPORT.out.metrics, EXPORT.out.recipe,
        )
        .toSortedList { result -> result.name }
    run = channel.topic('versions').unique().toList().map { versions ->
        RunDescription.json(settings, versions, workflow, projectDir)
    }
    REPORT(results, run)

    workflow.onComplete = {
        course.tellEnd()
    }

    publish:
    report = REPORT.out.page.mix(REPORT.out.table)
    fractals = FLAME.out.sheet.mix(manifests, tars.filter { settings.publish_fractals })
    maps = PROJECT.out.maps.flatten()
    catalogues = catalogues.map { split, catalogue, normalisation -> [split: split, catalogue: catalogue, normalisation: normalisation] }
    pretraining = EXPORT.out.encoder.mix(EXPORT.out.metrics, EXPORT.out.recipe)
    embeddings = EMBED.out.embeddings.map { model, embeddings -> [split: model.split, model: model.name, embeddings: embeddings] }
    whitening = WHITEN.out.whitening.map { model, whitening -> [split: model.split, model: model.name, whitening: whitening] }
    scores = scores.map { model, score, predictions -> [split: model.split, model: model.name, scores: score, predictions: predictions] }
    // A single value that never comes would end the run at once when a task has failed, and kill those still running.
    segmentation = SEGMENT.out.folder.mix(channel.empty())
}

output {
    report {
        path '.'
    }
    fractals {
        path 'fractals'
        index { path 'fractals/index.csv' }
    }
    maps {
        path 'maps'
        index { path 'maps/index.csv' }
    }
    catalogues {
        path { row -> "catalogues/${row.split}" }
        index { path 'catalogues/index.csv'; header(['split', 'catalogue', 'normalisation']) }
    }
    pretraining {
        path 'pretraining'
        index { path 'pretraining/index.csv' }
    }
    embeddings {
        path 'embeddings'
        index { path 'embeddings/index.csv'; header(['split', 'model', 'embeddings']) }
    }
    whitening {
        path 'whitening'
        index { path 'whitening/index.csv'; header(['split', 'model', 'whitening']) }
    }
    scores {
        path 'scores'
        index { path 'scores/index.csv'; header(['split', 'model', 'scores', 'predictions']) }
    }
    segmentation {
        path '.'
    }
}
