// What is published, as rows of names for the index of each folder. Nextflow's own index would hold whole paths in the
// order of arrival. Rows publish nothing and wait for all of their kind, while files are published as they come.

// Sorted by their words.
def inOrder(rows) {
    return rows.toSortedList { row -> row.values().join(' ') }.flatMap()
}

workflow INDEXING {
    take:
    fractals    // file
    maps        // file
    catalogues  // [split, catalogue, normalisation]
    pretraining // file
    embeddings  // [model, embeddings]
    whitening   // [model, whitening]
    scores      // [model, scores, predictions]

    main:
    fractal_rows = inOrder(fractals.map { file -> [file: file.name] })
    map_rows = inOrder(maps.map { file -> [file: file.name] })
    catalogue_rows = inOrder(catalogues.map { split, catalogue, normalisation ->
        [split: split, catalogue: "${split}/${catalogue.name}", normalisation: "${split}/${normalisation.name}"]
    })
    pretraining_rows = inOrder(pretraining.map { file -> [file: file.name] })
    embedding_rows = inOrder(embeddings.map { model, file -> [split: model.split, model: model.name, embeddings: file.name] })
    whitening_rows = inOrder(whitening.map { model, file -> [split: model.split, model: model.name, whitening: file.name] })
    score_rows = inOrder(scores.map { model, score, predictions ->
        [split: model.split, model: model.name, scores: score.name, predictions: predictions.name]
    })

    // Names alone: the strict parser of 25.04 knows no assignments here.
    emit:
    fractal_rows     // [file]
    map_rows         // [file]
    catalogue_rows   // [split, catalogue, normalisation], names
    pretraining_rows // [file]
    embedding_rows   // [split, model, embeddings]
    whitening_rows   // [split, model, whitening]
    score_rows       // [split, model, scores, predictions]
}
