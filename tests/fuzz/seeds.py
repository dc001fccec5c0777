#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Makes libFuzzer's inputs of the seeds in the tree.

Usage: seeds.py FROM TO    FROM/*.hex holds hex digits, blanks, and words behind a #; FROM/*.txt is taken as it stands
"""

import pathlib
import re
import sys


def content_of(seed):
    if seed.suffix == ".txt":
        return seed.read_bytes()
    return bytes.fromhex(re.sub(r"#.*", "", seed.read_text()))


def main():
    source, target = map(pathlib.Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    for seed in sorted(source.glob("*.*")):
        (target / seed.stem).write_bytes(content_of(seed))


if __name__ == "__main__":
    main()
