// What an encoder knows of masses, before and after its pretraining, beside what needs no encoder at all.
//
// A model is everywhere [model, source, catalogue, normalisation]. The first is a map of split, name and what the stage
// wants to know of it; source is the file that it comes from (weights, recipe, features), or [] for none.

include { EMBED } from '../modules/embed/main.nf'
include { WHITEN } from '../modules/whiten/main.nf'
include { REGRESS } from '../modules/regress/main.nf'
include { BASELINE } from '../modules/baseline/main.nf'
include { SEGMENT } from '../modules/segment/main.nf'

// Models without a source, by their names.
def modelsOf(catalogues, names) {
    return catalogues.flatMap { split, catalogue, normalisation ->
        names.collect { name -> [[split: split, name: name], [], catalogue, normalisation] }
    }
}

// [model, features] as models again, each with the catalogue of its split.
def modelsWith(features, catalogues) {
    return features
        .map { model, source -> [model.split, model.subMap(['split', 'name', 'only']), source] }
        .combine(catalogues, by: 0)
        .map { _split, model, source, catalogue, normalisation -> [model, source, catalogue, normalisation] }
}

workflow EVALUATION {
    take:
    encoder    // file, once
    shape      // file: the recipe or the encoder in whose shape random weights are drawn
    maps       // list of all files, sorted by name, once
    catalogues // [split, catalogue, normalisation], one a split
    choices    // map: seed, neighbours, random_encoder_seed, baseline_epochs and all other baseline_*, pixel_components, segmentation_maps, channel_figures, first_split

    main:
    drawn = catalogues.map { split, catalogue, normalisation ->
        [[split: split, name: 'vit-random', random_seed: choices.random_encoder_seed], shape, catalogue, normalisation]
    }
    pretrained = catalogues.combine(encoder).map { split, catalogue, normalisation, weights ->
        [[split: split, name: 'vit-pretrained'], weights, catalogue, normalisation]
    }
    // Each channel alone, for the figure of features and for no score.
    alone = pretrained
        .filter { model -> choices.channel_figures && model[0].split == choices.first_split }
        .flatMap { model, weights, catalogue, normalisation ->
            ['column-density', 'velocity', 'dispersion'].collect { channel ->
                [model + [name: "${model.name}-${channel}".toString(), only: channel], weights, catalogue, normalisation]
            }
        }
    EMBED(drawn.mix(pretrained, alone), maps)
    embedded = modelsWith(EMBED.out.embeddings, catalogues)

    // Masses by nearest neighbours: from embeddings, from whitened ones, and from what needs no encoder at all.
    WHITEN(
        embedded.mix(modelsOf(catalogues, ['pixels']))
            .map { model, source, catalogue, normalisation -> [model + [name: "${model.name}-whitened".toString()], source, catalogue, normalisation] },
        maps,
        choices.pixel_components,
    )
    REGRESS(
        embedded.mix(modelsWith(WHITEN.out.whitening, catalogues))
            .filter { model -> !model[0].only }
            .mix(modelsOf(catalogues, ['pixels', 'mean-column-density'])),
        maps,
        choices.subMap(['neighbours', 'seed']),
    )

    // The supervised baseline, before and after its training.
    BASELINE(
        modelsOf(catalogues, ['untrained', 'trained']).map { model, none, catalogue, normalisation ->
            [[split: model.split, name: "resnet18-${model.name}".toString(), initialisation: model.name], none, catalogue, normalisation]
        },
        maps,
        choices.subMap(['seed']) + choices.findAll { name, _value -> name.startsWith('baseline_') }
            .collectEntries { name, value -> [(name - 'baseline_'): value] },
    )

    SEGMENT(drawn.mix(pretrained).filter { model -> model[0].split == choices.first_split }, maps, choices.segmentation_maps)

    embeddings = EMBED.out.embeddings
    whitening = WHITEN.out.whitening
    scores = REGRESS.out.scores.mix(BASELINE.out.scores)
    segmentation = SEGMENT.out.folder
    costs = EMBED.out.cost

    emit:
    embeddings   // [model, file], one a split and encoder
    whitening    // [model, file], one a split and kind of features
    scores       // [model, scores, predictions], one a split and model
    segmentation // folder, one of the pretrained encoder and one of the random one
    costs        // file: what tasks cost, which differs from run to run
}
