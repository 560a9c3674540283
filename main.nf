#!/usr/bin/env nextflow
// Protomass: flames teach a transformer to see; gas maps tell it a star's mass.

nextflow.preview.recursion = true

include { PRETRAINING } from './workflows/pretraining.nf'
include { MAPS } from './workflows/maps.nf'
include { EVALUATION } from './workflows/evaluation.nf'
include { REPORTING } from './workflows/reporting.nf'

workflow {
    main:
    def faults = ParameterCheck.faults(params, projectDir, workflow.workDir)
    if (faults) {
        error(faults)
    }
    // Not params from here on: of a command line, some versions of Nextflow make texts only.
    def settings = ParameterCheck.typed(params, projectDir)
    def recipe = file(RunDescription.recipeFile(settings.recipe, projectDir))
    def splits = settings.splits.tokenize(',')

    PRETRAINING(
        settings.subMap(['seed', 'images', 'shards', 'shards_per_task', 'points', 'colour']) +
            [size: settings.image_size, stored: settings.fractals == 'stored'],
        settings.subMap(['seed', 'segments']),
        recipe,
    )
    MAPS(
        settings.snapshots,
        settings.subMap(['region_size', 'map_size', 'axes', 'minimum_mass', 'snapshots_per_task']),
        settings.subMap(['test_fraction', 'seed']) + [splits: splits],
    )
    EVALUATION(PRETRAINING.out.encoder, recipe, MAPS.out.maps, MAPS.out.catalogues, settings + [first_split: splits[0]])
    scores = EVALUATION.out.scores
    whitening = EVALUATION.out.whitening
    // By the folders that they are published in, where the report links them.
    results = scores.flatMap { _model, score, predictions -> [['scores', score], ['scores', predictions]] }.mix(
        whitening.map { _model, file -> ['whitening', file] },
        EVALUATION.out.segmentation.map { folder -> ['.', folder] },
        PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests).map { file -> ['fractals', file] },
        PRETRAINING.out.records.map { file -> ['pretraining', file] },
    )
    REPORTING(results, settings)

    workflow.onComplete = {
        ClosingLine.tell(workflow)
    }

    publish:
    report = REPORTING.out.files
    fractals = PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests, PRETRAINING.out.tars.filter { settings.publish_fractals })
    maps = MAPS.out.files
    catalogues = MAPS.out.catalogues.map { split, catalogue, normalisation -> [split: split, catalogue: catalogue, normalisation: normalisation] }
    pretraining = PRETRAINING.out.encoder.mix(PRETRAINING.out.records)
    embeddings = EVALUATION.out.embeddings.map { model, file -> [split: model.split, model: model.name, embeddings: file] }
    whitening = whitening.map { model, file -> [split: model.split, model: model.name, whitening: file] }
    scores = scores.map { model, score, predictions -> [split: model.split, model: model.name, scores: score, predictions: predictions] }
    // A single value that never comes would end the run at once when a task has failed, and kill those still running.
    segmentation = EVALUATION.out.segmentation.mix(channel.empty())
}

output {
    report { path '.' }
    fractals { path 'fractals'; index { path 'fractals/index.csv' } }
    maps { path 'maps'; index { path 'maps/index.csv' } }
    catalogues {
        path { row -> "catalogues/${row.split}" }
        index { path 'catalogues/index.csv'; header(['split', 'catalogue', 'normalisation']) }
    }
    pretraining { path 'pretraining'; index { path 'pretraining/index.csv' } }
    embeddings { path 'embeddings'; index { path 'embeddings/index.csv'; header(['split', 'model', 'embeddings']) } }
    whitening { path 'whitening'; index { path 'whitening/index.csv'; header(['split', 'model', 'whitening']) } }
    scores { path 'scores'; index { path 'scores/index.csv'; header(['split', 'model', 'scores', 'predictions']) } }
    segmentation { path '.' }
}
