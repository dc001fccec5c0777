# SPDX-License-Identifier: MIT
"""As much of C++ as the checks need: text without comments and strings, and declarations at namespace scope. No parser:
what it does not understand it lets pass."""

import re

SKIPPED = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^\s()\\]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


def without_comments(text):
    """With comments, string and character literals blanked, line for line."""

    def blank(found):
        return re.sub(r"[^\n]", " ", found[0])

    return SKIPPED.sub(blank, text)


NO_VARIABLE = re.compile(
    r"^(?:using|typedef|template|struct|class|enum|union|friend|static_assert|namespace|concept)\b"
)


def is_mutable_variable(declaration):
    """Of one declaration without its semicolon, its braces emptied."""
    text = re.sub(r"\[\[.*?\]\]|alignas\([^)]*\)", " ", declaration).strip()
    if not text or NO_VARIABLE.match(text) or "operator" in text:
        return False
    declarator = re.split(r"[={]", text, maxsplit=1)[0].strip()
    if "(" in declarator or len(declarator.split()) < 2:
        return False  # a function, or no declaration at all
    if re.search(r"\bconst(?:expr)?\b", declarator) is None:
        return True
    behind_pointer = declarator.rpartition("*")[2]
    is_pointer = "*" in declarator and "<" not in behind_pointer and ">" not in behind_pointer
    return is_pointer and not re.search(r"\bconst(?:expr)?\b", behind_pointer) and "constexpr" not in declarator


def closing(text, at):
    """Of the brace at `at`, the place of the one that closes it."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text) - 1


def at_namespace_scope(text):
    """(place, declaration) of what ends with a semicolon at namespace scope, its braces emptied."""
    begin = at = 0
    declaration = ""
    while at < len(text):
        char = text[at]
        if char == "{" and re.match(r'^\s*(?:inline\s+)?(?:namespace\b|extern\s+"|extern\s*$)', declaration):
            declaration, begin = "", at + 1
        elif char == "{":
            at = closing(text, at)
            declaration += "{}"
            behind = text[at + 1 :].lstrip()[:1]
            if behind not in ";,={()":  # the end of a function
                declaration, begin = "", at + 1
        elif char == "}":
            declaration, begin = "", at + 1
        elif char == ";":
            yield begin + len(text[begin:at]) - len(text[begin:at].lstrip()), declaration
            declaration, begin = "", at + 1
        else:
            declaration += char
        at += 1


STATIC = re.compile(r"\b(?:static|thread_local)\s+(?:(?:static|thread_local|inline)\s+)*([^;{}=()]*\w)\s*(?:[;{=])")


def mutable_variables(text):
    """(line, declaration) of variables at namespace scope, and of static ones anywhere, that are not constant."""
    bare = without_comments(text)
    bare = re.sub(r"(?m)^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda found: re.sub(r"[^\n]", " ", found[0]), bare)
    found = {}
    for place, declaration in at_namespace_scope(bare):
        if is_mutable_variable(declaration):
            found[place] = " ".join(declaration.split())
    for static in STATIC.finditer(bare):
        if is_mutable_variable(static[1]):
            found.setdefault(static.start(), " ".join(static[0].split()).rstrip("{=;").strip())
    lines = {}
    for place, declaration in sorted(found.items()):
        lines.setdefault(bare.count("\n", 0, place) + 1, declaration)
    return lines.items()
