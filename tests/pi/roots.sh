# SPDX-License-Identifier: MIT
# For tests/pi/run: directories that take minutes to make and are kept, $cache/NAME-KEY. The key is the recipe's hash, so
# that a changed recipe makes a new one; one that nobody used for 30 days goes.

# kept NAME [ARGUMENT...]: the directory made by `roots/NAME DIR ARGUMENT...`.
kept() {
    local name=$1 recipe=$here/roots/$1 key dir new lock
    shift
    key=$( (cat "$recipe"; printf '%s\n' "$@") | sha256sum | cut -c1-12)
    dir=$cache/$name-$key
    exec {lock}> "$cache/$name.lock"
    flock "$lock"
    if [ ! -d "$dir" ]; then
        rm -rf --one-file-system "$cache/$name-"*.new       # of builds that were killed
        new=$dir.new
        mkdir "$new"
        say "making $dir (once)"
        quietly "$cache/$name.log" "$source/packaging/own-mounts" "$recipe" "$new" "$@"
        mv -T "$new" "$dir"
        find "$cache" -maxdepth 1 -name "$name-*" -mtime +30 -exec rm -rf --one-file-system {} +
    fi
    touch "$dir"
    exec {lock}>&-
    printf '%s\n' "$dir"
}
