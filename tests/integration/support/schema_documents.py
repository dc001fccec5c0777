# SPDX-License-Identifier: MIT
"""Configurations as a JSON schema and as our programs see them: read, made, and given to both."""
import functools
import json
import os
import re
import subprocess
import unittest

from support.workspace import Workspace

try:
    import jsonschema
    import yaml
    missing = None
except ImportError as failed:
    missing = failed.name

CHECKER = os.environ.get("CONFIG_CHECKER", "")


def skip_without_modules():
    if missing:
        packages = "packages python3-jsonschema and python3-yaml"
        raise unittest.SkipTest(f"there is no module {missing}: {packages}")


@functools.cache
def yaml12():
    """As editors read YAML (1.2), where off is a text; PyYAML (1.1) has it as false."""
    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), ["t", "f"])
    return Loader


def parsed(text: str):
    return yaml.load(text, yaml12())


def switched_on(text: str) -> str:
    """Settings that are switched off begin with '#' and no space."""
    return re.sub(r"(?m)^( *)#([^ #].*)$", r"\1\2", text)


def mappings(schema: dict, place: str = ""):
    """The place in the document and the schema of each mapping."""
    if "items" in schema:
        yield from mappings(schema["items"], place + "[]")
    elif "properties" in schema:
        yield place, schema
        for key, value in schema["properties"].items():
            yield from mappings(value, f"{place}.{key}" if place else key)


def keys(schema: dict):
    """The place of its mapping, the name and the schema of each key."""
    for place, inner in mappings(schema):
        for key, value in inner["properties"].items():
            yield place, key, value


def document(least: dict, place: str, more: dict, without: str = "") -> str:
    """The smallest that has the mapping at `place`, with `more` and without one key; `least` is what each mapping must
    hold."""
    content = {**least.get(place, {}), **more}
    content.pop(without, None)
    while place:
        place, _, part = place.rpartition(".")
        key = part.removesuffix("[]")
        content = {**least.get(place, {}), key: [content] if key != part else content}
    return json.dumps(content, ensure_ascii=False)


class Compared(unittest.TestCase):
    """Of a subclass: the SCHEMA, what check_documents needs besides the file, and what stands in the files that a text
    names, by how their names end."""
    SCHEMA: dict = {}
    CHECKER_OPTIONS: list[str] = []
    NAMED_FILES: dict[str, str] = {}

    def setUp(self):
        self.place = self.enterContext(Workspace())
        self.validator = jsonschema.Draft7Validator(self.SCHEMA)
        self.checker = self.enterContext(subprocess.Popen(
            [CHECKER, *self.CHECKER_OPTIONS, str(self.place.config)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8", bufsize=1)) if CHECKER else None

    def refused_by_schema(self, text: str) -> list[str]:
        mistakes = self.validator.iter_errors(parsed(text))
        return [f"{mistake.json_path}: {mistake.message}" for mistake in mistakes]

    def refused_by_daemon(self, text: str) -> list[str]:
        for name in re.findall(r"[\w./-]+", text):
            content = next((content for ending, content in self.NAMED_FILES.items() if name.endswith(ending)), None)
            if content is not None and len(name) < 256:
                self.place.write(name, content)
        if self.checker is None:
            return self.refused_by_check(text)
        self.checker.stdin.write(json.dumps(text) + "\n")
        return json.loads(self.checker.stdout.readline())

    def refused_by_check(self, text: str) -> list[str]:
        self.place.configure(text)
        done = self.place.run("--check", "--mock", "--config", str(self.place.config))
        self.assertEqual((done.returncode, done.stderr), (1 if done.stdout else 0, ""))
        return done.stdout.splitlines()

    def expect_fit(self, text: str):
        with self.subTest(fits=text[:200]):
            self.assertEqual(self.refused_by_schema(text), [])
            self.assertEqual(self.refused_by_daemon(text), [])

    def expect_refused(self, text: str):
        with self.subTest(refused=text[:200]):
            self.assertTrue(self.refused_by_schema(text), "the schema takes it")
            self.assertTrue(self.refused_by_daemon(text), "coapnoded --check takes it")


class DocumentTests:
    """Tests for a subclass of Compared: of the EXAMPLE, of the ROWS (a template, values that fit, values that do not) and of
    each mapping. document(place, more, without) is the function above with what else a mapping must hold."""
    EXAMPLE = ""
    ROWS: list[tuple[str, list[str], list[str]]] = []

    def document(self, place: str, more: dict, without: str = "") -> str:
        raise NotImplementedError

    def test_the_schema_is_one(self):
        jsonschema.Draft7Validator.check_schema(self.SCHEMA)
        self.assertIs(type(self.validator), jsonschema.validators.validator_for(self.SCHEMA))

    def test_the_example_fits(self):
        self.expect_fit(self.EXAMPLE)

    def test_what_fits(self):
        for template, fitting, _ in self.ROWS:
            for value in fitting:
                self.expect_fit(template.replace("@", value))

    def test_what_is_refused(self):
        for template, _, unfitting in self.ROWS:
            for value in unfitting:
                self.expect_refused(template.replace("@", value))

    def test_an_unknown_key_is_refused_wherever_it_stands(self):
        for place, _ in mappings(self.SCHEMA):
            self.expect_fit(self.document(place, {}))
            self.expect_refused(self.document(place, {"unheard_of": 1}))

    def test_a_missing_key_is_refused_wherever_it_is_needed(self):
        for place, schema in mappings(self.SCHEMA):
            for key in schema.get("required", []):
                self.expect_refused(self.document(place, {}, without=key))
