// One segment of a training. A checkpoint named 'start' means to begin; any other is continued.
// The staged checkpoint lies in its own folder: an output of the same name would write through the link
// into the result of the segment before. A checkpoint that lies in the work folder already, laid there by
// bin/protomass-unfinished, is an earlier attempt's and goes before both.
process PRETRAIN {
    label 'torch'
    label 'train'
    label 'resumable'

    input:
    val training
    path recipe
    // tars and their manifests; none where fractals are rendered when they are wanted
    path shards, stageAs: 'fractals/*'
    path checkpoint, stageAs: 'previous/*'

    output:
    path 'checkpoint', emit: checkpoint
    tuple val("${task.process}"), val('protomass'), eval('protomass --version'), topic: versions

    script:
    // Words of a configuration, which may be several.
    def more = task.ext.args ?: ''
    def from = checkpoint.toString().endsWith('/start') ? [] : ['--from', checkpoint]
    def fractals = training.stream ? ['--fractals', training.stream] : ['--shards', 'fractals/*.tar']
    """
    : tools ${ShellWord.of(task.ext.tools)}
    export PROTOMASS_BITS=${ShellWord.of(task.ext.bits)}
    protomass pretrain --recipe ${ShellWord.of(recipe)} ${ShellWord.list(fractals)} \\
        --segments ${ShellWord.of(training.segments)} ${ShellWord.list(from)} --seed ${ShellWord.of(training.seed)} \\
        --threads ${ShellWord.of(task.ext.threads)} --device ${ShellWord.of(task.ext.device)} ${more} \\
        --wall-clock-budget "\${PROTOMASS_TRAINING_SECONDS:-999999}s" --out checkpoint
    """

    stub:
    """
    mkdir -p checkpoint
    touch checkpoint/student.safetensors checkpoint/teacher.safetensors
    echo '{}' | tee checkpoint/state.json checkpoint/recipe.json checkpoint/metrics.jsonl > /dev/null
    """
}

// What a training needs besides its checkpoint goes round unchanged: recursion feeds every output back.
workflow SEGMENT_OF_TRAINING {
    take:
    training
    recipe
    shards
    checkpoint

    main:
    trained = PRETRAIN(training, recipe, shards, checkpoint).checkpoint

    emit:
    training
    recipe
    shards
    trained
}
