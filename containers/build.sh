#!/usr/bin/env bash
# Builds the images of this checkout's tools: containers/target/protomass-{tools,torch-cpu}-TAG.sif, where TAG is the
# version and a hash of the content, and tells the pipeline's configuration of the tag.
#
#   ROOTFS  a small Debian root to build on (else one is made by mmdebstrap)
#
# Needs Apptainer and the built tools ('make build').
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly lib=../java-tools/app/target/lib

fail() {
    echo "containers: $1" >&2
    exit 69
}

command -v apptainer > /dev/null || fail 'Apptainer is not installed; install it to build images'
[[ -f $lib/CONTENT_HASH ]] || fail "the tools are not built; run 'make build'"
java_home=$(../bin/find-java --jdk)
version=$(../bin/protomass --version | sed 's/protomass //')
# The launchers are in the images too.
content=$(cat "$lib/CONTENT_HASH" ../bin/protomass ../bin/find-java ./*.def | sha256sum | cut -c 1-12)
tag=$version-$content

mkdir -p target
rm -rf target/payload
mkdir target/payload

if [[ -n ${ROOTFS:-} ]]; then
    rm -rf target/rootfs
    cp -a "$ROOTFS" target/rootfs
elif [[ ! -d target/rootfs ]]; then
    command -v mmdebstrap > /dev/null || fail 'mmdebstrap is not installed; install it or set ROOTFS to a small Debian root'
    # Nextflow measures tasks with ps; figures need fonts; PyTorch needs the C++ and OpenMP runtimes.
    # shellcheck disable=SC2016 # expanded by mmdebstrap
    mmdebstrap --quiet --variant=minbase --include=procps,libfreetype6,libfontconfig1,fonts-dejavu-core,libstdc++6,libgomp1 \
        --setup-hook='mkdir -p "$1"/usr/share/man/man1' bookworm target/rootfs
    rm -rf target/rootfs/dev/*
fi

# jdk.unsupported: sun.misc.Unsafe, which libraries still use.
"$java_home/bin/jlink" --output target/payload/java --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.unsupported
cp -a "$lib" target/payload/lib
cp -a "$lib" target/payload/lib-light
rm -rf target/payload/lib-light/torch
mkdir target/payload/bin
cp -a ../bin/protomass ../bin/find-java target/payload/bin/

for image in tools torch-cpu; do
    apptainer build --force --build-arg "VERSION=$version" --build-arg "CONTENT=$content" \
        "target/protomass-$image-$tag.sif" "$image.def"
done
echo "params.container_tag = '$tag'" > target/images.config
echo "containers: built images with the tag $tag in $PWD/target"
