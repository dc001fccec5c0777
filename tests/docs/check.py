#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Checks the pages (*.md): how long README.md and each line may be, that docs/README.md names every page of docs/, that
relative links lead to a file and to a heading in it, and that SECURITY.md names the package's maintainer.

Usage: check.py ROOT    prints each violation as FILE:LINE: what; exit code 1 when there is one.
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tree_check

MOST_README_LINES = 130
MOST_COLUMNS = 120
INDEX = "docs/README.md"

LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
HEADING = re.compile(r"#{1,6} +(.*)")
CODE_SPAN = re.compile(r"`[^`]*`")


def pages(root):
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md")])


def prose(text):
    """The lines outside of code blocks, with their numbers and without code in backquotes."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and not line.startswith("    "):
            yield number, CODE_SPAN.sub("", line)


def anchors(text):
    """What a link may name behind '#': each heading in lower case, with hyphens for blanks and without signs."""
    fenced = False
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else HEADING.match(line)
        if heading:
            yield re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-")


def check_lengths(root):
    for page in pages(root):
        name = str(page.relative_to(root))
        lines = page.read_text().splitlines()
        if name == "README.md" and len(lines) > MOST_README_LINES:
            yield name, MOST_README_LINES + 1, f"{len(lines)} lines: {MOST_README_LINES} at most"
        for number, line in enumerate(lines, 1):
            if len(line) > MOST_COLUMNS:
                yield name, number, f"{len(line)} characters: {MOST_COLUMNS} at most"


def links(root, page):
    """Of each relative link: its line, what it says, the file that it names and the heading."""
    for number, line in prose(page.read_text()):
        for target in LINK.findall(line):
            if "://" not in target and not target.startswith("mailto:"):
                file, _, anchor = target.partition("#")
                yield number, target, (page.parent / file).resolve() if file else page, anchor


def check_links(root):
    for page in pages(root):
        name = str(page.relative_to(root))
        for number, target, file, anchor in links(root, page):
            if not file.exists():
                yield name, number, f"{target} leads nowhere"
            elif anchor and anchor not in anchors(file.read_text()):
                yield name, number, f"{target}: that page has no such heading"


def check_index(root):
    index = root / INDEX
    if not index.exists():
        yield INDEX, 1, "this page is missing"
        return
    named = {file for _, _, file, _ in links(root, index)}
    for page in sorted((root / "docs").rglob("*.md")):
        if page != index and page not in named:
            yield INDEX, 1, f"does not name {page.relative_to(root)}"


def check_maintainer(root):
    found = re.search(r"^Maintainer: (.*)$", (root / "packaging/debian/control").read_text(), re.MULTILINE)
    if found and found[1] not in (root / "SECURITY.md").read_text():
        yield "SECURITY.md", 1, f"does not name the maintainer of packaging/debian/control, {found[1]}"


CHECKS = (check_lengths, check_links, check_index, check_maintainer)


def violations(root):
    return tree_check.violations(CHECKS, root)


if __name__ == "__main__":
    sys.exit(tree_check.run(CHECKS))
