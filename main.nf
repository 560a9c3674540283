#!/usr/bin/env nextflow
// Protomass: flames teach a transformer to see; gas maps tell it a star's mass.

nextflow.preview.recursion = true

include { PRETRAINING } from './workflows/pretraining.nf'
include { MAPS } from './workflows/maps.nf'
include { EVALUATION } from './workflows/evaluation.nf'
include { REPORTING } from './workflows/reporting.nf'

workflow {
    main:
    HelpText.heed(params, workflow)
    def faults = StartCheck.faults(params, workflow, projectDir)
    if (faults) {
        Sessions.forget(workflow.runName)
        error(faults)
    }
    Sessions.remember(workflow)
    // Not params from here on: of a command line, some versions of Nextflow make texts only.
    def settings = ParameterCheck.typed(params, projectDir)
    def recipe = file(RunDescription.recipeFile(settings.recipe, projectDir))
    def splits = settings.splits.tokenize(',')

    PRETRAINING(
        settings.subMap(['seed', 'images', 'shards', 'shards_per_task', 'points', 'flames', 'minimum_coverage', 'minimum_structure', 'colour']) +
            [size: settings.image_size, stored: settings.fractals == 'stored'],
        settings.subMap(['seed', 'segments']),
        recipe,
    )
    MAPS(
        settings.snapshots,
        settings.subMap(['region_size', 'map_size', 'axes', 'minimum_mass', 'snapshots_per_task', 'bad_snapshots']),
        settings.subMap(['test_fraction', 'seed']) + [splits: splits],
    )
    EVALUATION(PRETRAINING.out.encoder, recipe, MAPS.out.maps, MAPS.out.catalogues, settings + [first_split: splits[0]])
    scores = EVALUATION.out.scores
    whitening = EVALUATION.out.whitening
    results = scores.flatMap { _model, score, predictions -> [score, predictions] }.mix(
        whitening.map { _model, file -> file }, EVALUATION.out.segmentation,
        PRETRAINING.out.sheet, PRETRAINING.out.manifests, PRETRAINING.out.records,
        MAPS.out.skipped,
        PRETRAINING.out.costs, MAPS.out.costs, EVALUATION.out.costs,
    )
    REPORTING(results, settings)

    workflow.onComplete = {
        ClosingLine.tell(workflow)
    }

    publish:
    report = REPORTING.out.files
    fractals = PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests, PRETRAINING.out.tars.filter { settings.publish_fractals })
    maps = MAPS.out.files
    skipped = MAPS.out.skipped
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
    skipped { path 'maps' }
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
