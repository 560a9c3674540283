#!/usr/bin/env nextflow
// Protomass: flames teach a transformer to see; gas maps tell it a star's mass.

nextflow.preview.recursion = true

include { PRETRAINING } from './workflows/pretraining.nf'
include { MAPS } from './workflows/maps.nf'
include { EVALUATION } from './workflows/evaluation.nf'
include { REPORTING } from './workflows/reporting.nf'

// Rows of an index, sorted by their words: they come in an order that differs from run to run.
def inOrder(rows) {
    return rows.toSortedList { row -> row.values().join(' ') }.flatMap()
}

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

    given = settings.encoder ? [file(settings.encoder, glob: false)] : []

    PRETRAINING(
        given,
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
    EVALUATION(PRETRAINING.out.encoder, given ? given[0] : recipe, MAPS.out.maps, MAPS.out.catalogues, settings + [first_split: splits[0]])
    scores = EVALUATION.out.scores
    whitening = EVALUATION.out.whitening
    fractals = PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests, PRETRAINING.out.tars.filter { settings.publish_fractals })
    pretraining = (given ? channel.empty() : PRETRAINING.out.encoder).mix(PRETRAINING.out.records)
    results = scores.flatMap { _model, score, predictions -> [score, predictions] }.mix(
        whitening.map { _model, file -> file }, EVALUATION.out.segmentation,
        PRETRAINING.out.sheet, PRETRAINING.out.manifests, PRETRAINING.out.records,
    )
    REPORTING(results, given, settings)

    workflow.onComplete = {
        ClosingLine.tell(workflow)
    }

    publish:
    report = REPORTING.out.files
    fractals = fractals
    maps = MAPS.out.files
    catalogues = MAPS.out.catalogues
    pretraining = pretraining
    embeddings = EVALUATION.out.embeddings
    whitening = whitening
    scores = scores
    // A single value that never comes would end the run at once when a task has failed, and kill those still running.
    segmentation = EVALUATION.out.segmentation.mix(channel.empty())
    // Rows of names, which publish nothing and wait for all of their kind: files are published as they come.
    fractals_index = inOrder(fractals.map { file -> [file: file.name] })
    maps_index = inOrder(MAPS.out.files.map { file -> [file: file.name] })
    catalogues_index = inOrder(MAPS.out.catalogues.map { split, catalogue, normalisation ->
        [split: split, catalogue: "${split}/${catalogue.name}", normalisation: "${split}/${normalisation.name}"]
    })
    pretraining_index = inOrder(pretraining.map { file -> [file: file.name] })
    embeddings_index = inOrder(EVALUATION.out.embeddings.map { model, file -> [split: model.split, model: model.name, embeddings: file.name] })
    whitening_index = inOrder(whitening.map { model, file -> [split: model.split, model: model.name, whitening: file.name] })
    scores_index = inOrder(scores.map { model, score, predictions ->
        [split: model.split, model: model.name, scores: score.name, predictions: predictions.name]
    })
}

output {
    report { path '.' }
    fractals { path 'fractals' }
    maps { path 'maps' }
    // In the folders that the task has made, two beside the maps.
    catalogues { path '.' }
    pretraining { path 'pretraining' }
    embeddings { path 'embeddings' }
    whitening { path 'whitening' }
    scores { path 'scores' }
    segmentation { path '.' }

    // Nextflow would write the paths of published files whole and in the order of arrival.
    fractals_index { index { path 'fractals/index.csv'; header(['file']) } }
    maps_index { index { path 'maps/index.csv'; header(['file']) } }
    catalogues_index { index { path 'catalogues/index.csv'; header(['split', 'catalogue', 'normalisation']) } }
    pretraining_index { index { path 'pretraining/index.csv'; header(['file']) } }
    embeddings_index { index { path 'embeddings/index.csv'; header(['split', 'model', 'embeddings']) } }
    whitening_index { index { path 'whitening/index.csv'; header(['split', 'model', 'whitening']) } }
    scores_index { index { path 'scores/index.csv'; header(['split', 'model', 'scores', 'predictions']) } }
}
