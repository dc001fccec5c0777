# SPDX-License-Identifier: MIT
"""Finds circles: files, or folders, that include each other, directly or through others."""


def circles(uses):
    """`uses` maps a name to the names that it uses. Returns each circle once: ["a", "b", "a"]."""
    found = []
    finished = set()

    def visit(name, path):
        if name in path:
            found.append(path[path.index(name) :] + [name])
        elif name not in finished:
            for used in sorted(uses.get(name, ())):
                visit(used, path + [name])
            finished.add(name)

    for name in sorted(uses):
        visit(name, [])
    return found


def uses_of_files(includes):
    """`includes` lists (file, line, header), both spelled as in #include lines."""
    uses = {}
    for file, _, header in includes:
        uses.setdefault(file, set()).add(header)
    return uses


def uses_of_folders(includes):
    uses = {}
    for file, _, header in includes:
        folder, used = file.rpartition("/")[0], header.rpartition("/")[0]
        if folder != used:
            uses.setdefault(folder, set()).add(used)
    return uses
