// The page. Its own version is not sent to the topic: it waits for the versions of all other tasks.
process REPORT {
    label 'light'

    input:
    // Staged as they are published, for the page links them.
    tuple path(scores, stageAs: 'inputs/scores/*'), path(whitening, stageAs: 'inputs/whitening/*'),
        path(fractals, stageAs: 'inputs/fractals/*'), path(pretraining, stageAs: 'inputs/pretraining/*'),
        path(others, stageAs: 'inputs/*')
    // the encoder that the run was given, or none
    path given, stageAs: 'given/*'
    val run

    output:
    path 'report.html', emit: page
    path 'scores.txt', emit: table

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    def encoder = given ? ['--encoder', given] : []
    """
    : tools ${ShellWord.of(task.ext.tools)}
    printf '%s\\n' ${ShellWord.of(run)} > inputs/run.json
    protomass report --inputs inputs --links-from inputs ${ShellWord.list(encoder)} ${more} --out report.html > scores.txt
    cat scores.txt
    """

    stub:
    """
    touch report.html
    echo 'stub: no scores' > scores.txt
    """
}
