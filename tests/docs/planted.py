#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Tries check.py: each row changes one page of a small tree and says what is to be found.

Usage: planted.py
"""

import pathlib
import sys
import tempfile

import check

TREE = {
    "README.md": "# Node\n\nSee [the index](docs/README.md) and [LEDs](docs/led.md#what-it-does).\n",
    "SECURITY.md": "Nobody <nobody@example.org>\n",
    "docs/README.md": "[LEDs](led.md)\n",
    "docs/led.md": "# LEDs\n\n## What it does\n\n[above](#leds)\n",
    "packaging/debian/control": "Source: node\nMaintainer: Nobody <nobody@example.org>\n",
}

FINE = []
ROWS = [
    ("README.md", "# Node\n" * check.MOST_README_LINES, FINE),
    ("README.md", "# Node\n" * (check.MOST_README_LINES + 1), ["README.md:131: 131 lines: 130 at most"]),
    ("docs/led.md", "# LEDs\n## What it does\n" + "°" * check.MOST_COLUMNS + "\n", FINE),
    (
        "docs/led.md",
        "# LEDs\n## What it does\n" + "°" * (check.MOST_COLUMNS + 1) + "\n",
        ["docs/led.md:3: 121 characters: 120 at most"],
    ),
    ("README.md", "[a](https://example.org/x) [b](docs/led.md) [c](docs)\n", FINE),
    ("README.md", "[a](docs/gone.md)\n", ["README.md:1: docs/gone.md leads nowhere"]),
    ("docs/led.md", "# LEDs\n## What it does\n[up](../gone.md)\n", ["docs/led.md:3: ../gone.md leads nowhere"]),
    ("README.md", "[a](docs/led.md#gone)\n", ["README.md:1: docs/led.md#gone: that page has no such heading"]),
    ("README.md", "[a](#b)\n```\n# b\n```\n", ["README.md:1: #b: that page has no such heading"]),
    ("README.md", "# `--b` (c)\n[a](#--b-c)\n", FINE),
    ("README.md", "`[a](gone)`\n\n    [a](gone)\n```\n[a](gone)\n```\n", FINE),
    ("docs/relay.md", "# Relays\n", ["docs/README.md:1: does not name docs/relay.md"]),
    ("docs/README.md", "Nothing.\n", ["docs/README.md:1: does not name docs/led.md"]),
    (
        "SECURITY.md",
        "Somebody else\n",
        ["SECURITY.md:1: does not name the maintainer of packaging/debian/control, Nobody <nobody@example.org>"],
    ),
]


def found_in(changed, content):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder).resolve()
        for name, text in {**TREE, changed: content}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return check.violations(root)


if __name__ == "__main__":
    sys.exit(check.tree_check.run_rows(ROWS, found_in))
