#!/usr/bin/env bash
# Schedules the study at full width with stand-ins for its tools: 1,000 fractal shards, 2,000 snapshots, 20 segments of
# training, with a task for each shard. Prints tasks, time per task, and the most memory that Nextflow itself took.
#
#   bench/scale.sh [OPTIONS OF THE RUN]
#
#   SNAPSHOTS  how many (default 2000)
#   HEAP       limit of Nextflow's heap (default 1g)
#   PROFILES   default paper; append ,slurm to schedule on a cluster
#
# Needs the built tools ('make build') and some 200 MB in TMPDIR.
set -euo pipefail
# Decimal points, whatever the language.
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/.."

snapshots=${SNAPSHOTS:-2000}
heap=${HEAP:-1g}
profiles=${PROFILES:-paper}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/snapshots"
for (( i = 0; i < snapshots; i++ )); do
    printf -v name 's%02d-%05d.h5' $(( i / 100 )) "$i"
    echo "$i" > "$scratch/snapshots/$name"
done
# Stubs need no memory to speak of: as many at a time as there are processors.
cat > "$scratch/scale.config" <<'END'
process.resourceLimits = [cpus: 1, memory: 64.MB, time: 1.h]
executor.$local.memory = '64 GB'
executor.pollInterval = '200 ms'
END

repository=$PWD
cd "$scratch"
nextflow=(
    env "JAVA_TOOL_OPTIONS=-Xmx$heap" "NXF_HOME=$scratch/home" PROTOMASS_NEXTFLOW=bundled
    "$repository/bin/protomass-nextflow" run "$repository/main.nf" -profile "$profiles" -c scale.config
    --snapshots "$scratch/snapshots/*.h5" --outdir "$scratch/results" --shards_per_task 1 "$@"
)

started=$(date +%s%N)
"${nextflow[@]}" -preview > preview.txt 2>&1 || { cat preview.txt; exit 1; }
printf 'preview: %.1f s\n' "$(( ($(date +%s%N) - started) / 1000000 ))e-3"

started=$(date +%s%N)
"${nextflow[@]}" -stub-run > output.txt 2>&1 &
head=$!
peak=0
while kill -0 "$head" 2> /dev/null; do
    now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$head/status" 2> /dev/null || true)
    if [[ -n $now ]] && (( now > peak )); then peak=$now; fi
    sleep 1
done
wait "$head" || { tail -n 30 output.txt; exit 1; }
elapsed=$(( ($(date +%s%N) - started) / 1000000 ))
tasks=$(( $(wc -l < results/execution/trace.txt) - 1 ))
printf 'tasks: %d in %.1f s, %.3f s each; Nextflow took at most %d MiB with a heap of %s\n' \
    "$tasks" "${elapsed}e-3" "$(( elapsed / tasks ))e-3" "$(( peak / 1024 ))" "$heap"
