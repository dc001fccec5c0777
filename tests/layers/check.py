#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Checks the shape of the tree: who includes and links what (rules.py), that nothing includes each other in a circle,
where third-party headers stand, how long files are, where clocks are read, that nothing sleeps and that no variable at
namespace scope can change.

Usage: check.py ROOT    prints each violation as FILE:LINE: what; exit code 1 when there is one.
"""

import pathlib
import re
import sys

import circles
import cpp_text
import rules

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tree_check

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

CLOCK_READ = re.compile(
    r"\b(?:steady_clock|system_clock|high_resolution_clock|utc_clock|file_clock)::now\b"
    r"|\b(?:clock_gettime|gettimeofday|adjtimex|timespec_get|sd_event_now)\b"
    r"|(?<![\w.>])(?:::|std::)?(?:time|clock)\s*\("
)
SLEEP = re.compile(r"\b(?:sleep_for|sleep_until)\b|(?<![\w.>])(?:::)?(?:sleep|usleep|nanosleep|clock_nanosleep)\s*\(")


def sources(root, *tops):
    for top in tops:
        yield from sorted(path for path in (root / top).rglob("*") if path.suffix in (".cpp", ".hpp", ".c", ".h"))


def folder_of(path, root):
    """As in #include lines: src/rest/site.cpp is in "rest", include/coapnode/rest/site.hpp in "coapnode/rest"."""
    parts = path.relative_to(root).parts[1:-1]
    return "/".join(parts)


def is_within(relative, places):
    return places is None or any(relative == place or relative.startswith(place + "/") for place in places)


def includes_of(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found[1] == '"', found[2]


def check_include(folder, own, header):
    """Of what is wrong with including `header`, in quotes or not, from a file in `folder`."""
    target = header.rpartition("/")[0]
    if not own:
        is_ours = target in rules.MAY_INCLUDE
        return f"<{header}> is ours: it stands in quotes" if is_ours else None
    if target not in rules.MAY_INCLUDE:
        return f'"{header}" names no folder of ours: write the path from include/ or src/'
    if target == folder or target in rules.MAY_INCLUDE[folder]:
        return None
    return f"{folder} may not include {target}"


def check_fence(relative, header):
    for prefix, _, places in rules.FENCES:
        if header.startswith(prefix) and not is_within(relative, places):
            return f"<{header}> may stand only in {', '.join(places)}"
    return None


# ---- CMake

COMMAND = re.compile(r"\b(coapnode_library|add_executable|target_link_libraries)\s*\(([^()]*)\)")


class Folder:
    """What the CMakeLists.txt of one folder of src says."""

    def __init__(self, root, path):
        self.file = str(path.relative_to(root))
        self.name = "/".join(path.relative_to(root / "src").parts[:-1])
        self.targets = set()
        self.links = []  # (line, library)
        text = re.sub(r"#.*", "", path.read_text())
        for found in COMMAND.finditer(text):
            words = found[2].split()
            if found[1] != "target_link_libraries":
                self.targets.add(("coapnode_" if found[1] == "coapnode_library" else "") + words[0])
                continue
            for word in re.finditer(r"\S+", found[2]):
                if word[0] not in ("PUBLIC", "PRIVATE", "INTERFACE", words[0]):
                    line = text.count("\n", 0, found.start(2) + word.start()) + 1
                    self.links.append((line, word[0]))


def read_folders(root):
    top = root / "src"
    found = [Folder(root, path) for path in sorted(top.rglob("CMakeLists.txt")) if path.parent != top]
    return {folder.name: folder for folder in found}


LINK_ONLY = re.compile(r"\$<LINK_ONLY:(\w+)>")


def check_link(folder, library):
    alone = LINK_ONLY.fullmatch(library)
    if alone:
        return None if alone[1] in rules.LINK_ONLY.get(folder.name, ()) else f"{folder.name} may not link {alone[1]}"
    for _, target, places in rules.FENCES:
        if library == target:
            relative = "src/" + folder.name
            allowed = is_within(relative, places) or any(place.startswith(relative + "/") for place in places)
            return None if allowed else f"{library} may be linked only in {', '.join(places)}"
    if library not in rules.LIBRARY_OF.values():
        return f"rules.py does not know the library {library}"
    reachable = {rules.LIBRARY_OF.get(name) for name in rules.MAY_INCLUDE[folder.name]}
    if library in reachable or library in folder.targets:
        return None
    return f"{folder.name} may not link {library}"


def check_links(root):
    for folder in read_folders(root).values():
        if folder.name not in rules.MAY_INCLUDE:
            yield folder.file, 1, f"rules.py does not know the folder {folder.name}"
            continue
        for line, library in folder.links:
            wrong = check_link(folder, library)
            if wrong:
                yield folder.file, line, wrong


def linked_by(folder, folders):
    """Every library that the targets of `folder` link, directly or through others."""
    known = {target: one for one in folders.values() for target in one.targets}
    seen = set(folder.targets)
    waiting = [library for _, library in folder.links]
    while waiting:
        library = waiting.pop()
        if library in seen:
            continue
        seen.add(library)
        if library in known:
            waiting += [further for _, further in known[library].links]
    return seen


def needed_library(header, own):
    if own:
        return rules.LIBRARY_OF.get(header.rpartition("/")[0])
    return next((target for prefix, target, _ in rules.FENCES if header.startswith(prefix)), None)


def check_includes(root):
    folders = read_folders(root)
    linked = {name: linked_by(folder, folders) for name, folder in folders.items()}
    for path in sources(root, "src", "include"):
        relative = str(path.relative_to(root))
        folder = folder_of(path, root)
        if folder not in rules.MAY_INCLUDE:
            yield relative, 1, f"rules.py does not know the folder {folder}"
            continue
        for number, own, header in includes_of(path):
            wrong = check_include(folder, own, header) or check_fence(relative, header)
            library = needed_library(header, own)
            if wrong is None and library and relative.startswith("src/") and library not in linked.get(folder, ()):
                wrong = f"{header} is of {library}, which src/{folder}/CMakeLists.txt does not link"
            if wrong:
                yield relative, number, wrong


# ---- circles

def check_circles(root):
    """Headers alone can be part of a circle of files; a folder includes by its sources, too."""
    includes = []
    places = {}
    for path in sources(root, "src", "include"):
        spelled = path.relative_to(root).as_posix().partition("/")[2]
        places[spelled] = str(path.relative_to(root))
        includes += [(spelled, number, header) for number, own, header in includes_of(path) if own]
    lines = {(file, header): number for file, number, header in includes}
    for circle in circles.circles(circles.uses_of_files(includes)):
        yield places[circle[0]], lines[circle[0], circle[1]], "files in a circle: " + " -> ".join(circle)
    for circle in circles.circles(circles.uses_of_folders(includes)):
        file, number, _ = next(
            one
            for one in sorted(includes)
            if (one[0].rpartition("/")[0], one[2].rpartition("/")[0]) == (circle[0], circle[1])
        )
        yield places[file], number, "folders in a circle: " + " -> ".join(circle)


# ---- lines

def is_script(path):
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def check_lengths(root):
    suffixes = (".cpp", ".hpp", ".c", ".h", ".py", ".js", ".sh", ".cmake")
    for top in ("src", "include", "tests", "packaging"):
        for path in sorted((root / top).rglob("*")):
            if not path.is_file() or "node_modules" in path.parts:
                continue
            if path.suffix not in suffixes and path.name != "CMakeLists.txt" and not is_script(path):
                continue
            count = len(path.read_bytes().splitlines())
            if count > rules.MOST_LINES:
                yield str(path.relative_to(root)), rules.MOST_LINES + 1, f"{count} lines: {rules.MOST_LINES} at most"


def check_time(root):
    for path in sources(root, "src", "include"):
        relative = str(path.relative_to(root))
        for number, line in enumerate(cpp_text.without_comments(path.read_text()).splitlines(), 1):
            clock = CLOCK_READ.search(line)
            if clock and not is_within(relative, rules.CLOCKS):
                yield relative, number, f"reads a clock ({clock[0].strip()}), which only {', '.join(rules.CLOCKS)} may"
            sleep = SLEEP.search(line)
            if sleep:
                yield relative, number, f"sleeps ({sleep[0].strip()})"


def check_variables(root):
    for path in sources(root, "src", "include"):
        for number, what in cpp_text.mutable_variables(path.read_text()):
            relative = str(path.relative_to(root))
            if not is_within(relative, rules.VARIABLES):
                yield relative, number, f"a variable that outlives its function and can change: {what}"


CHECKS = (check_includes, check_links, check_circles, check_lengths, check_time, check_variables)


def violations(root):
    return tree_check.violations(CHECKS, root)


if __name__ == "__main__":
    sys.exit(tree_check.run(CHECKS))
