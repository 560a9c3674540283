#!/usr/bin/env nextflow
// Protomass: flames teach a transformer to see; gas maps tell it a star's mass.

nextflow.preview.recursion = true

include { PRETRAINING } from './workflows/pretraining.nf'
include { MAPS } from './workflows/maps.nf'
include { EVALUATION } from './workflows/evaluation.nf'
include { REPORTING } from './workflows/reporting.nf'
include { INDEXING } from './workflows/indexing.nf'

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
    given = settings.encoder ? [file(settings.encoder, glob: false)] : []

    PRETRAINING(
        given,
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
    EVALUATION(PRETRAINING.out.encoder, given ? given[0] : recipe, MAPS.out.maps, MAPS.out.catalogues, settings + [first_split: splits[0]])
    scores = EVALUATION.out.scores
    whitening = EVALUATION.out.whitening
    fractals = PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests, PRETRAINING.out.tars.filter { settings.publish_fractals })
    pretraining = (given ? channel.empty() : PRETRAINING.out.encoder).mix(PRETRAINING.out.records)
    // By the folders that they are published in, where the report links them.
    results = scores.flatMap { _model, score, predictions -> [['scores', score], ['scores', predictions]] }.mix(
        whitening.map { _model, file -> ['whitening', file] },
        EVALUATION.out.segmentation.map { folder -> ['.', folder] },
        PRETRAINING.out.sheet.mix(PRETRAINING.out.manifests).map { file -> ['fractals', file] },
        PRETRAINING.out.records.map { file -> ['pretraining', file] },
        MAPS.out.skipped.mix(PRETRAINING.out.costs, MAPS.out.costs, EVALUATION.out.costs).map { file -> ['.', file] },
    )
    REPORTING(results, given, settings)
    INDEXING(fractals, MAPS.out.files, MAPS.out.catalogues, pretraining, EVALUATION.out.embeddings, whitening, scores)

    workflow.onComplete = {
        ClosingLine.tell(workflow)
    }

    publish:
    report = REPORTING.out.files
    fractals = fractals
    maps = MAPS.out.files
    skipped = MAPS.out.skipped
    catalogues = MAPS.out.catalogues
    pretraining = pretraining
    embeddings = EVALUATION.out.embeddings
    whitening = whitening
    scores = scores
    // A single value that never comes would end the run at once when a task has failed, and kill those still running.
    segmentation = EVALUATION.out.segmentation.mix(channel.empty())
    fractals_index = INDEXING.out.fractal_rows
    maps_index = INDEXING.out.map_rows
    catalogues_index = INDEXING.out.catalogue_rows
    pretraining_index = INDEXING.out.pretraining_rows
    embeddings_index = INDEXING.out.embedding_rows
    whitening_index = INDEXING.out.whitening_rows
    scores_index = INDEXING.out.score_rows
}

output {
    report { path '.' }
    fractals { path 'fractals' }
    maps { path 'maps' }
    skipped { path 'maps' }
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
