#!/usr/bin/env bash
# Builds the images of this checkout's tools, protomass-{tools,torch-cpu,torch-cuda} with a tag of the version and a hash
# of the content, and tells the pipeline's configuration of the tag.
#
#   containers/build.sh [apptainer|docker|podman|buildah]
#
#   apptainer (default)       writes containers/target/protomass-NAME-TAG.sif
#   docker, podman, buildah   name the images REGISTRY/protomass-NAME:TAG
#
#   LIBTORCH  an unpacked libtorch with CUDA, see docs/running.md; without it torch-cuda is left out
#   ROOTFS    a small Debian root to build on (else one is made by mmdebstrap; apptainer only)
#   BASE      the image to build on (default debian:bookworm-slim; not for apptainer)
#   REGISTRY  registry and namespace of the images (default protomass; not for apptainer)
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
    apptainer | docker | podman | buildah) ;;
    *)
        echo "containers: '$engine' is no engine; give apptainer, docker, podman or buildah" >&2
        exit 2
        ;;
esac
command -v "$engine" > /dev/null || fail "$engine is not installed; install it to build images"
[[ -f $lib/CONTENT_HASH ]] || fail "the tools are not built; run 'make build'"
torch=none
if [[ -n ${LIBTORCH:-} ]]; then
    [[ -e $LIBTORCH/lib/libtorch_cuda.so ]] \
        || fail "LIBTORCH=$LIBTORCH holds no lib/libtorch_cuda.so; set it to an unpacked libtorch with CUDA or unset it"
    [[ -r $LIBTORCH/build-version ]] \
        || fail "LIBTORCH=$LIBTORCH holds no file build-version; write one with version and flavor, such as 2.7.1+cu128"
    torch=$(< "$LIBTORCH/build-version")
    [[ $torch =~ ^[0-9]+\.[0-9]+\.[0-9]+\+cu[0-9]+$ ]] \
        || fail "LIBTORCH=$LIBTORCH: build-version says '$torch'; it must be like 2.7.1+cu128"
fi
java_home=$(../bin/find-java --jdk)
version=$(../bin/protomass --version | sed 's/protomass //')
# The launchers are in the images too.
launchers=(../bin/protomass ../bin/protomass-unfinished ../bin/find-java)
content=$(cat "$lib/CONTENT_HASH" "${launchers[@]}" ./*.def Dockerfile build.sh - <<< "${torch#none}" | sha256sum | cut -c 1-12)
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

# The libraries that the tools need of a libtorch, and the JNI library that fits it.
add_libtorch() {
    local place=$PWD/target/payload/libtorch version=${torch%+*} flavor=${torch#*+} jni file jars
    mkdir -p "$place/lib" "$place/driver"
    for file in "$LIBTORCH"/lib/lib{c10,c10_cuda,torch,torch_cpu,torch_cuda*}.so "$LIBTORCH"/lib/lib{cu,gomp,nccl,nv}*.so*; do
        [[ ! -e $file ]] || cp -a "$file" "$place/lib/"
    done
    # It wants the driver's libcuda.so.1. DJL loads all of a folder at once, and would not start where there is no GPU;
    # PyTorch itself looks for it on LD_LIBRARY_PATH when it compiles a kernel.
    cp -a "$LIBTORCH/lib/libcaffe2_nvrtc.so" "$place/driver/"
    # With a libtorch of its own the image needs none for the CPU.
    cp -a "$lib" target/payload/lib-cuda
    rm -f target/payload/lib-cuda/torch/pytorch-native-*.jar
    if [[ -e $LIBTORCH/lib/libdjl_torch.so ]]; then
        cp -a "$LIBTORCH/lib/libdjl_torch.so" "$place/lib/"
        return
    fi
    jni=jnilib/linux-x86_64/$flavor/libdjl_torch.so
    jars=("$PWD/$lib/torch/pytorch-jni-$version"-*.jar)
    if [[ ! -e ${jars[0]} ]] || ! (cd target/payload && "$java_home/bin/jar" --extract --file "${jars[0]}" "$jni" && [[ -e $jni ]]); then
        fail "these tools hold no JNI library for PyTorch $torch; put DJL's libdjl_torch.so for it in $LIBTORCH/lib"
    fi
    mv "target/payload/$jni" "$place/lib/"
}

if [[ -n ${LIBTORCH:-} ]]; then
    add_libtorch
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

# Apptainer refuses arguments that a definition does not use.
arguments_for() {
    arguments=(--build-arg "VERSION=$version" --build-arg "CONTENT=$content")
    [[ $1 != torch-cuda ]] || arguments+=(--build-arg "TORCH_VERSION=${torch%+*}" --build-arg "TORCH_FLAVOR=${torch#*+}")
}

if [[ $engine == apptainer ]]; then
    [[ -d target/rootfs && -z ${ROOTFS:-} ]] || make_root
    for image in "${images[@]}"; do
        arguments_for "$image"
        ${ISOLATE:-} apptainer build --force --mksquashfs-args='-comp zstd -Xcompression-level 9' \
            "${arguments[@]}" "target/protomass-$image-$tag.part.sif" "$image.def"
        mv "target/protomass-$image-$tag.part.sif" "target/protomass-$image-$tag.sif"
    done
    where="as files in $PWD/target"
else
    for image in "${images[@]}"; do
        arguments_for "$image"
        "$engine" build --target "$image" ${BASE:+--build-arg "BASE=$BASE"} "${arguments[@]}" \
            --tag "${REGISTRY:-protomass}/protomass-$image:$tag" --file Dockerfile .
    done
    where="as ${REGISTRY:-protomass}/protomass-{$(IFS=,; echo "${images[*]}")}"
fi
rm -rf target/payload
echo "params.container_tag = '$tag'" > target/images.config
echo "containers: built images with the tag $tag $where"
