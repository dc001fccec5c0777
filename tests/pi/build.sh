# SPDX-License-Identifier: MIT
# For tests/pi/run: builds for arm64 inside the root of packaging/build-deb. The source is mounted there, read-only.
# Builds of one checkout are incremental; those of another find the compiler's cache.

# in_cross COMMAND...: with the source at /src and $build at /build.
in_cross() {
    mkdir -p "$build" "$cache/ccache"
    flock "$build.lock" "$source/packaging/own-mounts" bash -c '
        mount --bind -o ro "$1" "$4/src" && mount --bind "$2" "$4/build" && mount --bind "$3" "$4/ccache" || exit
        root=$4 settings=$("$1/packaging/compiler-cache" /ccache /src)
        shift 4
        exec env -i PATH=/usr/sbin:/usr/bin $settings chroot "$root" "$@"
    ' - "$source" "$build" "$cache/ccache" "$cross" "$@"
}

# build_for_pi FOLDER TARGET [CMAKE-OPTION...]: makes $build/bin/TARGET from the CMake project in FOLDER of the source.
build_for_pi() {
    in_cross bash -euc '
        cd "/src/$1"
        target=$2
        shift 2
        cmake -B "/build/$target" -G Ninja -DCMAKE_TOOLCHAIN_FILE=/src/tests/pi/aarch64.cmake "$@"
        cmake --build "/build/$target" --target "$target"
        mkdir -p /build/bin
        aarch64-linux-gnu-strip -o "/build/bin/$target" "$(find "/build/$target" -type f -name "$target" -executable)"
    ' - "$@"
}
