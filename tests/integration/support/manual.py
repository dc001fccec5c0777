# SPDX-License-Identifier: MIT
"""The examples of docs/gateway.md, as they stand there."""
from __future__ import annotations

import pathlib
import re
import textwrap

PAGE = (pathlib.Path(__file__).resolve().parents[3] / "docs/gateway.md").read_text()


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def indented_blocks(title: str) -> list[str]:
    """Each example of that section which is indented."""
    found = re.findall(r"(?m)(?:^    .*\n(?:\n(?=    ))?)+", section(title))
    return [textwrap.dedent(block) for block in found]


def fenced_blocks(title: str) -> list[str]:
    return re.findall(r"(?ms)^```yaml\n(.*?)^```$", section(title))
