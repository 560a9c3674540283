// The page. Its own version is not sent to the topic: it waits for the versions of all other tasks.
process REPORT {
    label 'light'

    input:
    path results, stageAs: 'inputs/*'
    val run

    output:
    path 'report.html', emit: page
    path 'scores.txt', emit: table

    script:
    """
    # tools ${task.ext.tools}
    cat > inputs/run.json <<'END_OF_RUN'
    ${run}
    END_OF_RUN
    protomass report --inputs inputs --out report.html > scores.txt
    cat scores.txt
    """

    stub:
    """
    touch report.html
    echo 'stub: no scores' > scores.txt
    """
}
