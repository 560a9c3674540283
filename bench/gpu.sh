#!/usr/bin/env bash
# Measures steps of ViT-L/16 at 336 px on a GPU: images a second, share of the measured bf16 matrix products, memory.
#
#   LIBTORCH=/path/to/libtorch bench/gpu.sh [OPTIONS OF THE STEP BENCHMARK]
#
#   LIBTORCH        an unpacked libtorch with CUDA (the folder that holds lib/); the JNI library of this build fits 2.7.1
#   FLAVOR          its CUDA flavor (default cu128)
#   DEVICE          cuda, cuda:1, or cuda:all for all GPUs (default cuda); cpu for a try without a GPU
#   PARTS           images of a micro-batch to try (default '16 32 64')
#   RECIPE          default conf/recipes/paper.yaml
#   ACCUMULATE      micro-batches of a step (default 2)
#
# Needs a JDK 25 and Maven.
set -euo pipefail
recipe=${RECIPE:+$(realpath "$RECIPE")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."

device=${DEVICE:-cuda}
if [[ $device != cpu ]]; then
    if [[ ! -e ${LIBTORCH:-}/lib/libtorch_cuda.so ]]; then
        echo "bench/gpu.sh: LIBTORCH='${LIBTORCH:-}' holds no lib/libtorch_cuda.so; set it to an unpacked libtorch with CUDA" >&2
        exit 2
    fi
    version=$(sed 's/+.*//' "$LIBTORCH/build-version" 2> /dev/null || echo 2.7.1)
    export PYTORCH_LIBRARY_PATH=$LIBTORCH/lib PYTORCH_VERSION=$version PYTORCH_FLAVOR=${FLAVOR:-cu128}
    export LD_LIBRARY_PATH=$LIBTORCH/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
fi

recipe=${recipe:-$PWD/conf/recipes/paper.yaml}
accumulate=${ACCUMULATE:-2}
for part in ${PARTS:-16 32 64}; do
    for checkpointing in false true; do
        java-tools/benchmark vision protomass.vision.training.StepBenchmark --device "$device" \
            --recipe "$recipe" --set "schedule.batch-size=$(( part * accumulate ))" \
            --set "execution.micro-batches=$accumulate" --set "execution.activation-checkpointing=$checkpointing" "$@" ||
            echo "bench/gpu.sh: $part images a part, activation checkpointing $checkpointing: failed, perhaps for want of memory" >&2
    done
done
