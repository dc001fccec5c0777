# SPDX-License-Identifier: MIT
"""config/coapnode.schema.json and coapnoded --check agree: on documents, on keys, on their words.
The manual coapnode.yaml(5) explains the same keys.

A new key: its lines in the schema and in the manual, its row in ROWS. A new function that reads
keys: its line in READERS."""
import functools
import json
import pathlib
import re
import unittest

from support.workspace import Workspace

try:
    import jsonschema
    import yaml
    missing = None
except ImportError as failed:
    missing = failed.name

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((SOURCE / "config/coapnode.schema.json").read_text())
EXAMPLE = (SOURCE / "config/coapnode.yaml").read_text()
MANUAL = SOURCE / "packaging/man/coapnode.yaml.5"

QUANTITIES = ["temperature", "humidity", "pressure"]
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
}
SECTIONS = list(SCHEMA["properties"])

# What load_sections() refuses as "not available in this version".
LATER = re.search(r"(?s)reject_unknown\(\{(.*?)\}", (SOURCE / "src/config/load.cpp").read_text())

HEX = "00112233445566778899aabbccddeeff"
TEXT = "super-secret-key-12345"

# The least that each mapping must hold; the others may be empty.
LEAST = {
    "dtls.identities[]": {"identity": "a", "psk_hex": HEX},
    "sensors[]": {"name": "a", "driver": "bme280"},
    "leds[]": {"name": "a", "line": "GPIO17"},
    **{correction: {"offset": 1} for correction in CORRECTIONS},
}


def many(count: int, item: str) -> str:
    return "[" + ", ".join(item.replace("#", str(i)) for i in range(count)) + "]"


IDENTITY = f"{{identity: i#, psk_hex: {HEX}}}"
SENSOR = "{name: s#, driver: sht3x, bus: /dev/i2c-#}"
LED = "{name: l#, line: GPIO#}"

# A document with a hole, what fits into it, what does not. What fits shows that the rest is right.
ROWS = [
    ("@",
     ["", "{}", *(f"{section}:" for section in SECTIONS)],
     ["[]", "hello", "- device: {}", *(f"{section}: x" for section in SECTIONS), "device: []",
      "sensors: {name: a, driver: sht3x}", "leds: {name: a, line: GPIO17}",
      *(f"{later}: {{}}" for later in re.findall(r"\w+", LATER[1]))]),
    *((f"device: {{{key}: @}}",
       ["node-1", "42", "4.2", "Küche 7", "x" * most],
       ["", '""', "[a]", "{a: b}", '"a\\tb"', '"a\\x9bb"', "x" * (most + 1)])
      for key, most in [("id", 64), ("title", 128)]),
    *((section + ": {listen: @}",
       ["[]", '["[::]:5683"]', '["127.0.0.1:0", "[fd00::1]:65535", "[::ffff:10.0.0.1]:09"]',
        "[0.0.0.0:5683, 255.249.199.10:5683]", many(16, "127.0.0.1:1#")],
       ["", '"[::]:5683"', "{a: b}", "[5683]", "[[a]]", '[""]', "[127.0.0.1]", '["[::]"]',
        '["127.0.0.1:"]', "[127.0.0.1:65536]", "[127.0.0.1:99999]", "[127.0.0.1:100000]",
        "[127.0.0.1:coap]", "[localhost:5683]", "[256.0.0.1:5683]", "[127.0.0.01:5683]",
        "[127.0.0:5683]", "[127.0.0.1.:5683]", "[127.0.0.1.1:5683]", "[1.2.3.4:5:6]",
        '["::1:5683"]', '["[127.0.0.1]:5683"]', '["[fe80::1%eth0]:5683"]', '["*:5683"]',
        many(17, "127.0.0.1:1#")])
      for section in ("coap", "dtls")),
    ("coap: {anonymous: @}", ["none", "read", "control"], ["", "admin", "Read", "[read]", "true"]),
    ("coap: {multicast: @}", ["false"], ["", "true", "maybe", "[false]"]),
    ("dtls: {identities: @}",
     ["", "[]", many(256, IDENTITY)],
     ["{}", "a", "[a]", "[{}]", "[~]", many(257, IDENTITY)]),
    (f"dtls: {{identities: [{{psk_hex: {HEX}, @}}]}}",
     ["identity: a", "identity: 1001", "identity: Küche 7", f"identity: {'x' * 128}",
      "identity: a, role: read", "identity: a, role: control", "identity: a, role: admin"],
     ["", "role: read", "identity: ", 'identity: ""', 'identity: "a\\0b"', "identity: [a]",
      f"identity: {'x' * 129}", "identity: a, role: none", "identity: a, role: ",
      "identity: a, role: [read]"]),
    ("dtls: {identities: [{identity: a, @}]}",
     ["psk_file: a.psk", f"psk_file: {'x' * 125}/{'x' * 125}.psk", f'psk_hex: "{HEX}"',
      f"psk_hex: {HEX.upper()}", f"psk_hex: {HEX * 4}", f"psk: {TEXT}", f"psk: {'x' * 16}",
      f"psk: {'x' * 64}", "psk: äöüßäöüß"],
     ["", "psk_file: ", 'psk_file: ""', f"psk_file: {HEX}", "psk_file: [a.psk]",
      'psk_file: "a\\n.psk"', f"psk_file: {'x' * 126}/{'x' * 125}.psk", "psk_hex: ",
      f"psk_hex: {HEX[2:]}", f"psk_hex: a{HEX}", f"psk_hex: 0x{HEX}", f"psk_hex: {HEX * 4}00",
      f"psk_hex: [{HEX}]", "psk: ", f"psk: {'x' * 15}", f"psk: {'x' * 65}",
      'psk: "01234567\\n89abcdef"', f"psk_hex: {HEX}, psk: {TEXT}",
      f"psk_file: a.psk, psk: {TEXT}", f"psk_file: a.psk, psk_hex: {HEX}"]),
    ("hardware: {backend: @}", ["linux", "mock"], ["", "windows", "Linux", "[linux]"]),
    ("sensors: @",
     ["", "[]", many(64, SENSOR)],
     ["{}", "sht3x", "[sht3x]", "[~]", "[{name: a}]", "[{driver: sht3x}]", many(65, SENSOR)]),
    ("sensors: [{driver: sht3x, name: @}]",
     ["a", "1", "1.5", "A-Z_0.9", "...", "x" * 64],
     ["", '""', "a/b", '"a b"', ".", "..", "Küche", "[a]", "x" * 65]),
    ("sensors: [{name: a, driver: @}]", ["sht3x"], ["", "sht31", "SHT3X", "[sht3x]"]),
    ("sensors: [{name: a, driver: sht3x, bus: @}]",
     ["/dev/i2c-1", "/" + "x" * 254],
     ["", "1", "i2c-1", "/", '"/dev/i2c\\0"', "[/dev/i2c-1]", "/" + "x" * 255]),
    ("sensors: [{name: a, driver: sht3x, address: @}]",
     ["0x44", "0x45", "69"],
     ["", "0x46", "0x76", "0x07", "0x78", "44", "seven", "[0x44]"]),
    ("sensors: [{name: a, driver: sht3x, interval: @}]",
     ["1s", "59s", "90s", "999s", "2999s", "3599s", "3600s", "1m", "59m", "60m", "1h", "1000ms",
      "2999999ms", "3599999ms", "3600000ms", "007s"],
     ["", "5", "s", "0s", "999ms", "3601s", "61m", "2h", "1d", "3600001ms", "1.5s", "-5s", '"5 s"',
      "5S", "5sec", "[5s]"]),
    ("sensors: [{name: a, driver: bme280, calibration: @}]",
     ["", "{}", "{temperature: {offset: 1}, humidity: {offset: 1}, pressure: {offset: 1}}"],
     ["1", "[1]",
      *(f"{{{name}: {value}}}" for name in QUANTITIES for value in ("", "1", "[1]", "{}"))]),
    *((f"sensors: [{{name: a, driver: bme280, calibration: {{{quantity}: {{offset: @}}}}}}]",
       ["0", "-0.4", "1.125", f"-{most}", f"{most}", f"{most - 1}.999"],
       ["", "warm", "[1]", '"1,5"', f"-{most + 1}", f"{most + 1}", f"{most}.001", f"-{most}.001"])
      for quantity, most in zip(QUANTITIES, [50, 50, 100])),
    ("leds: @",
     ["", "[]", many(64, LED)],
     ["{}", "GPIO17", "[GPIO17]", "[~]", "[{name: a}]", "[{line: GPIO17}]", many(65, LED)]),
    ("leds: [{line: GPIO17, name: @}]", ["a", "1", "x" * 64], ["", "a/b", ".", "[a]", "x" * 65]),
    ("leds: [{name: a, @}]",
     ["line: GPIO17", 'line: "LED 1"', f"line: {'x' * 31}", "chip: /dev/gpiochip0, offset: 0",
      "chip: /dev/gpiochip0, offset: 65535"],
     ["", "line: ", "line: 17", 'line: "17"', 'line: ""', "line: [GPIO17]", f"line: {'x' * 32}",
      "chip: /dev/gpiochip0", "offset: 17", "line: GPIO17, offset: 17",
      "line: GPIO17, chip: /dev/gpiochip0", "line: GPIO17, chip: /dev/gpiochip0, offset: 17",
      "chip: gpiochip0, offset: 17", "chip: , offset: 17", "chip: /dev/gpiochip0, offset: ",
      "chip: /dev/gpiochip0, offset: -1", "chip: /dev/gpiochip0, offset: 65536",
      "chip: /dev/gpiochip0, offset: GPIO17"]),
    ("leds: [{name: a, line: GPIO17, @}]",
     ["active_low: true", "active_low: false", "initial: off", "initial: on", "shutdown: off",
      "shutdown: on", "shutdown: keep"],
     ["active_low: ", "active_low: yes", "active_low: on", "active_low: 1", "active_low: [true]",
      "initial: ", "initial: keep", "initial: restore", "initial: Off", "initial: true",
      "initial: [on]", "shutdown: ", "shutdown: restore", "shutdown: false", "shutdown: [on]"]),
]


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
        done = self.place.run("--check", "--config", str(self.place.config))
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
        filled = [section for section, content in parsed(everything).items() if content]
        self.assertEqual(filled, SECTIONS)
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
                listed = re.search(r"expected ((?:\w+, )*\w+ or \w+), not '§'", answer)
                words = re.split(", | or ", listed[1]) if listed else []
                taken = [word for word in words if not self.ask(place, key, word)]
                told = [True, False] if schema.get("type") == "boolean" else schema.get("enum", [])
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
            for part in place.split("."):
                content = content[part.removesuffix("[]")]
                content = content[0] if part.endswith("[]") else content
            with self.subTest(place=place, key=key):
                self.assertEqual(content[key], schema["default"])

    def test_the_manual_explains_each_with_its_default(self):
        manual = MANUAL.read_text()
        self.assertEqual(re.findall(r"(?m)^\.Ss ([a-z]+)$", manual), SECTIONS)
        explained = []
        for entry in manual.split("\n.It Ic ")[1:]:
            default = re.search(r"\nDefault:\n\.\w+ (\S+) [.,](?:\n|$)", entry)
            explained.append((re.match(r"\w+", entry)[0], parsed(default[1]) if default else None))
        told = [(key, schema.get("default")) for place, key, schema in keys()
                if place and place not in CORRECTIONS]
        self.assertEqual(explained, told)


if __name__ == "__main__":
    unittest.main()
