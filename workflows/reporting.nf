// The page.

include { REPORT } from '../modules/report/main.nf'

workflow REPORTING {
    take:
    results  // file, all that the page shows
    given    // list: the encoder that the run was given, or none
    settings // map: parameters of the run

    main:
    run = channel.topic('versions').unique().toList().map { versions ->
        RunDescription.json(settings, versions, workflow, projectDir)
    }
    REPORT(results.toSortedList { result -> result.name }, given, run)

    files = REPORT.out.page.mix(REPORT.out.table)

    emit:
    files // file: the page, and the table of scores as text
}
