// The page.

include { REPORT } from '../modules/report/main.nf'

workflow REPORTING {
    take:
    results  // [folder that it is published in, file], all that the page shows
    given    // list: the encoder that the run was given, or none
    settings // map: parameters of the run

    main:
    run = channel.topic('versions').unique().toList().map { versions ->
        RunDescription.json(settings, versions, workflow, projectDir)
    }
    REPORT(
        results.toSortedList { row -> "${row[0]}/${row[1].name}".toString() }.map { rows ->
            ['scores', 'whitening', 'fractals', 'pretraining', '.'].collect { folder ->
                rows.findAll { row -> row[0] == folder }.collect { row -> row[1] }
            }
        },
        given,
        run,
    )

    files = REPORT.out.page.mix(REPORT.out.table)

    emit:
    files // file: the page, and the table of scores as text
}
