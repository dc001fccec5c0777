# SPDX-License-Identifier: MIT
"""config/coapnode.schema.json and coapnoded --check agree: on documents, on keys, on their words.
The manual coapnode.yaml(5) explains the same keys.

A new key: its lines in the schema and in the manual, its row in
support/schema_rows.py. A new function that reads
keys: its line in READERS."""
import functools
import json
import re
import unittest

from support.schema_rows import HEX, QUANTITIES, ROWS, SCHEMA, SECTIONS, SETTINGS, SOURCE
from support.workspace import Workspace

try:
    import jsonschema
    import yaml
    missing = None
except ImportError as failed:
    missing = failed.name

EXAMPLE = (SOURCE / "config/coapnode.yaml").read_text()
MANUAL = SOURCE / "packaging/man/coapnode.yaml.5"

CORRECTIONS = [f"sensors[].calibration.{quantity}" for quantity in QUANTITIES]

# Functions of src/config/load*.cpp, their YamlSections: which mappings of the document these are.
READERS = {
    ("load_sections", "in"): [""],
    ("load_device", "in"): ["device"],
    ("load_coap", "in"): ["coap"],
    ("load_dtls", "in"): ["dtls"],
    ("load_listen", "in"): ["coap", "dtls"],
    ("load_identity", "in"): ["dtls.identities[]"],
    ("load_key", "in"): ["dtls.identities[]"],
    ("load_hardware", "in"): ["hardware"],
    ("load_sensor", "in"): ["sensors[]"],
    ("load_address", "in"): ["sensors[]"],
    ("load_calibration", "in"): ["sensors[].calibration"],
    ("load_calibration", "correction"): CORRECTIONS,
    ("load_led", "in"): ["leds[]"],
    ("load_line", "in"): ["leds[]"],
    ("load_thermostat", "in"): ["thermostat"],
    ("load_history", "whole"): [""],
    ("load_history", "in"): ["history"],
    ("load_directory", "whole"): [""],
    ("load_directory", "in"): ["resource_directory"],
    ("load_limits", "in"): ["limits"],
}
# The least that each mapping must hold; the others may be empty.
LEAST = {
    "": {"sensors": [{"name": "a", "driver": "bme280"}], "leds": [{"name": "a", "line": "GPIO17"}]},
    "thermostat": {"sensor": "a", "output": "a"},
    "resource_directory": {"uri": "coap://10.0.0.1"},
    "dtls.identities[]": {"identity": "a", "psk_hex": HEX},
    "sensors[]": {"name": "a", "driver": "bme280"},
    "leds[]": {"name": "a", "line": "GPIO17"},
    **{correction: {"offset": 1} for correction in CORRECTIONS},
}


def setUpModule():
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


def resolved(schema: dict) -> dict:
    """`schema` with what it refers to."""
    for part in [schema, *schema.get("allOf", [])]:
        if "$ref" in part:
            name = part["$ref"].removeprefix("#/definitions/")
            schema = {**resolved(SCHEMA["definitions"][name]), **schema}
    return schema


def mappings(schema: dict = SCHEMA, place: str = ""):
    """The place in the document and the schema of each mapping."""
    schema = resolved(schema)
    if "items" in schema:
        yield from mappings(schema["items"], place + "[]")
    elif "properties" in schema:
        yield place, schema
        for key, value in schema["properties"].items():
            yield from mappings(value, f"{place}.{key}" if place else key)


def keys():
    """The place of its mapping, the name and the schema of each key."""
    for place, schema in mappings():
        for key, value in schema["properties"].items():
            yield place, key, resolved(value)


def document(place: str, more: dict, without: str = "") -> str:
    """The smallest that has the mapping at `place`, with `more` and without one key."""
    content = {**LEAST.get(place, {}), **more}
    content.pop(without, None)
    while place:
        place, _, part = place.rpartition(".")
        key = part.removesuffix("[]")
        content = {**LEAST.get(place, {}), key: [content] if key != part else content}
    return json.dumps(content, ensure_ascii=False)


class Compared(unittest.TestCase):
    def setUp(self):
        self.place = self.enterContext(Workspace())
        self.validator = jsonschema.Draft7Validator(SCHEMA)

    def refused_by_schema(self, text: str) -> list[str]:
        mistakes = self.validator.iter_errors(parsed(text))
        return [f"{mistake.json_path}: {mistake.message}" for mistake in mistakes]

    def refused_by_daemon(self, text: str) -> list[str]:
        for name in re.findall(r"psk_file: ([\w./-]+\.psk)", text):
            if len(name) < 256:
                self.place.write(name, HEX)
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

    def drivers(self) -> list[tuple[str, set[int], set[str]]]:
        """The name, the addresses and the quantities of each."""
        row = re.compile(r"(\w+) +((?:0x\w\w )+) *(\w+(?:, \w+)*)")
        listed = self.place.run("--list-drivers").stdout.splitlines()[1:]
        return [(name, {int(word, 16) for word in addresses.split()}, set(quantities.split(", ")))
                for name, addresses, quantities in (row.match(line).groups() for line in listed)]


class Documents(Compared):
    def test_the_schema_is_one(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        self.assertIs(jsonschema.validators.validator_for(SCHEMA), jsonschema.Draft7Validator)

    def test_the_example_fits(self):
        self.expect_fit(EXAMPLE)

    def test_the_example_fits_with_everything_switched_on(self):
        everything = switched_on(EXAMPLE)
        filled = [section for section, content in parsed(everything).items()
                  if content not in (None, [], {})]
        self.assertEqual(set(filled), {*SECTIONS, *SETTINGS})
        self.expect_fit(everything)

    def test_what_fits(self):
        for template, fitting, _ in ROWS:
            for value in fitting:
                self.expect_fit(template.replace("@", value))

    def test_what_is_refused(self):
        for template, _, unfitting in ROWS:
            for value in unfitting:
                self.expect_refused(template.replace("@", value))

    def test_an_unknown_key_is_refused_wherever_it_stands(self):
        for place, _ in mappings():
            self.expect_fit(document(place, {}))
            self.expect_refused(document(place, {"unheard_of": 1}))

    def test_a_missing_key_is_refused_wherever_it_is_needed(self):
        for place, schema in mappings():
            for key in schema.get("required", []):
                self.expect_refused(document(place, {}, without=key))


class Drivers(Compared):
    def test_they_are_those_of_list_drivers(self):
        named = [schema["enum"] for _, key, schema in keys() if key == "driver"]
        self.assertEqual(named, [[name for name, _, _ in self.drivers()]])

    def takes(self, driver: str, **more) -> bool:
        return not self.refused_by_schema(document("sensors[]", {"driver": driver, **more}))

    def test_each_has_its_addresses_and_quantities(self):
        for driver, addresses, quantities in self.drivers():
            with self.subTest(driver):
                taken = {address for address in range(128) if self.takes(driver, address=address)}
                self.assertEqual(taken, addresses)
                taken = {quantity for quantity in QUANTITIES
                         if self.takes(driver, calibration={quantity: {"offset": 1}})}
                self.assertEqual(taken, quantities)


class Keys(Compared):
    FUNCTION = re.compile(r"(?ms)^[\w:<>&*]+(?: [\w:<>&*]+)* (\w+)\([^;{]*\)\n\{\n(.*?)^\}")
    READ = re.compile(r'(\w+)(?:\.|->)(require|option|sections?|list)\(\s*(?:"(\w+)"|(\w*))')

    def read_in_source(self) -> list[tuple[str, str, str, str, str]]:
        """Function, YamlSection, how, key; or what else stands in the key's place."""
        found = []
        for file in sorted((SOURCE / "src/config").glob("load*.cpp")):
            text = file.read_text()
            here = [(function, *read) for function, body in self.FUNCTION.findall(text)
                    for read in self.READ.findall(body)]
            self.assertEqual(len(here), len(self.READ.findall(text)), f"in which function? {file}")
            found += here
        return found

    def test_they_are_those_that_the_daemon_reads(self):
        known, needed = {}, {}
        for function, section, how, key, other in self.read_in_source():
            self.assertIn((function, section), READERS)
            for place in READERS[function, section]:
                known.setdefault(place, set()).add(key or other)
                needed.setdefault(place, set()).update([key] if how == "require" else [])
        # The one list of keys that stands elsewhere.
        self.assertEqual(known["sensors[].calibration"], {"name"})
        known["sensors[].calibration"] = set.union(*(measured for _, _, measured in self.drivers()))
        told = {place: set(schema["properties"]) for place, schema in mappings()}
        self.assertEqual(told, known)
        told = {place: set(schema.get("required", [])) for place, schema in mappings()}
        self.assertEqual(told, needed)

    def ask(self, place: str, key: str, value: str) -> str:
        return "\n".join(self.refused_by_daemon(document(place, {key: value})))

    def test_the_daemon_knows_each_and_takes_the_same_words(self):
        for place, key, schema in keys():
            with self.subTest(place=place, key=key):
                answer = self.ask(place, key, "§")
                self.assertNotIn("unknown key", answer)
                listed = re.search(r"expected ((?:\w+, )*\w+ or \w+)(?:, not '§'|$)", answer)
                words = re.split(", | or ", listed[1]) if listed else []
                taken = [word for word in words if not self.ask(place, key, word)]
                told = [True, False] if schema.get("type") == "boolean" else schema.get("then", schema).get("enum", [])
                if key != "driver":  # test_they_are_those_of_list_drivers
                    self.assertEqual([str(word).lower() for word in told], taken)

    def test_each_is_described(self):
        silent = [(place, key) for place, key, schema in keys() if "description" not in schema]
        self.assertEqual(silent, [])

    def test_each_default_is_what_the_example_shows(self):
        shown = parsed(switched_on(EXAMPLE))
        for place, key, schema in keys():
            if "default" not in schema or key == "role":  # whose example gives away more
                continue
            content = shown
            for part in filter(None, place.split(".")):
                content = content[part.removesuffix("[]")]
                content = content[0] if part.endswith("[]") else content
            with self.subTest(place=place, key=key):
                self.assertEqual(content[key], schema["default"])

    def test_the_manual_explains_each_with_its_default(self):
        manual = MANUAL.read_text()
        self.assertEqual(re.findall(r"(?m)^\.Ss ([a-z_]+)$", manual), SECTIONS)
        explained = []
        for entry in manual.split("\n.It Ic ")[1:]:
            default = re.search(r"\nDefault:\n\.\w+ (\S+) [.,](?:\n|$)", entry)
            explained.append((re.match(r"\w+", entry)[0], parsed(default[1]) if default else None))
        told = [(key, schema.get("default")) for place, key, schema in keys()
                if (place or key in SETTINGS) and place not in CORRECTIONS]
        self.assertEqual(explained, told)


if __name__ == "__main__":
    unittest.main()
