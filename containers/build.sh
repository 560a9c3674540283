#!/usr/bin/env bash
# Builds the images of this checkout's tools, protomass-{tools,torch-cpu,torch-cuda} with a tag of the version and a hash
# of the content, and tells the pipeline's configuration of the tag.
#
#   containers/build.sh [apptainer|docker|podman]
#
#   apptainer (default)  writes containers/target/protomass-NAME-TAG.sif
#   docker, podman       name the images REGISTRY/protomass-NAME:TAG
#
#   LIBTORCH  an unpacked libtorch 2.7.1 with CUDA 12.8; without it torch-cuda is left out
#   ROOTFS    a small Debian root to build on (else one is made by mmdebstrap; apptainer only)
#   REGISTRY  registry and namespace of the images (default protomass; docker and podman only)
#   ISOLATE   a command that runs another as root of a user namespace, for machines where that needs help
#
# Needs the engine and the built tools ('make build').
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly engine=${1:-apptainer}
readonly lib=../java-tools/app/target/lib

fail() {
    echo "containers: $1" >&2
    exit 69
}

case $engine in
    apptainer | docker | podman) ;;
    *)
        echo "containers: '$engine' is no engine; give apptainer, docker or podman" >&2
        exit 2
        ;;
esac
command -v "$engine" > /dev/null || fail "$engine is not installed; install it to build images"
[[ -f $lib/CONTENT_HASH ]] || fail "the tools are not built; run 'make build'"
if [[ -n ${LIBTORCH:-} && ! -e $LIBTORCH/lib/libtorch_cuda.so ]]; then
    fail "LIBTORCH=$LIBTORCH holds no lib/libtorch_cuda.so; set it to an unpacked libtorch with CUDA or unset it"
fi
java_home=$(../bin/find-java --jdk)
version=$(../bin/protomass --version | sed 's/protomass //')
# The launchers are in the images too.
launchers=(../bin/protomass ../bin/protomass-unfinished ../bin/find-java)
content=$(cat "$lib/CONTENT_HASH" "${launchers[@]}" ./*.def Dockerfile | sha256sum | cut -c 1-12)
tag=$version-$content

images=(tools torch-cpu)
mkdir -p target
rm -rf target/payload
mkdir -p target/payload/bin
# jdk.unsupported: sun.misc.Unsafe, which libraries still use.
"$java_home/bin/jlink" --output target/payload/java --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.incubator.vector,jdk.unsupported
cp -a "$lib" target/payload/lib
cp -a "$lib" target/payload/lib-light
rm -rf target/payload/lib-light/torch
cp -a "${launchers[@]}" target/payload/bin/
if [[ -n ${LIBTORCH:-} ]]; then
    mkdir target/payload/libtorch
    cp -a "$LIBTORCH/lib" target/payload/libtorch/lib
    images+=(torch-cuda)
fi

make_root() {
    rm -rf target/rootfs
    if [[ -n ${ROOTFS:-} ]]; then
        cp -a "$ROOTFS" target/rootfs
        return
    fi
    command -v mmdebstrap > /dev/null || fail 'mmdebstrap is not installed; install it or set ROOTFS to a small Debian root'
    # On Debian, from where the machine itself gets its packages.
    local sources=() suite=bookworm
    if [[ -r /etc/apt/sources.list.d/debian.sources ]] && grep -q "VERSION_CODENAME=$suite" /etc/os-release; then
        sources=(/etc/apt/sources.list.d/debian.sources)
    fi
    # Nextflow measures tasks with ps; figures need fonts; PyTorch needs the C++ and OpenMP runtimes.
    # shellcheck disable=SC2016 # expanded by mmdebstrap
    mmdebstrap --quiet --variant=minbase --include=procps,libfreetype6,libfontconfig1,fonts-dejavu-core,libstdc++6,libgomp1 \
        --setup-hook='mkdir -p "$1"/usr/share/man/man1' "$suite" target/rootfs.part "${sources[@]}"
    rm -rf target/rootfs.part/dev/* target/rootfs.part/var/cache/apt target/rootfs.part/var/lib/apt/lists \
        target/rootfs.part/usr/share/{doc,man,locale}
    mv target/rootfs.part target/rootfs
}

if [[ $engine == apptainer ]]; then
    [[ -d target/rootfs && -z ${ROOTFS:-} ]] || make_root
    for image in "${images[@]}"; do
        ${ISOLATE:-} apptainer build --force --mksquashfs-args='-comp zstd -Xcompression-level 9' \
            --build-arg "VERSION=$version" --build-arg "CONTENT=$content" \
            "target/protomass-$image-$tag.part.sif" "$image.def"
        mv "target/protomass-$image-$tag.part.sif" "target/protomass-$image-$tag.sif"
    done
    where="as files in $PWD/target"
else
    for image in "${images[@]}"; do
        "$engine" build --target "$image" --build-arg "VERSION=$version" --build-arg "CONTENT=$content" \
            --tag "${REGISTRY:-protomass}/protomass-$image:$tag" --file Dockerfile .
    done
    where="as ${REGISTRY:-protomass}/protomass-{$(IFS=,; echo "${images[*]}")}"
fi
rm -rf target/payload
echo "params.container_tag = '$tag'" > target/images.config
echo "containers: built images with the tag $tag $where"
