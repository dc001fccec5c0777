# SPDX-License-Identifier: MIT
"""config/coapnode.schema.json and the daemon agree: on documents, on keys, on their words. Both come from one table,
src/config/keys.hpp; what is tested is that its patterns and bounds mean the same to an editor and to the daemon.
The manual coapnode.yaml(5) explains the same keys.

A new key: its row in support/schema_rows.py.

CONFIG_CHECKER names the program check_documents, which loads hundreds of documents in one run; without it coapnoded
--check is run for each."""
import re
import unittest

from support import schema_documents
from support.schema_documents import parsed, switched_on
from support.schema_rows import HEX, QUANTITIES, ROWS, SCHEMA, SECTIONS, SETTINGS, SOURCE

EXAMPLE = (SOURCE / "config/coapnode.yaml").read_text()
MANUAL = SOURCE / "packaging/man/coapnode.yaml.5"

CORRECTIONS = [f"sensors[].calibration.{quantity}" for quantity in QUANTITIES]
FILTERS = [f"sensors[].smoothing.{quantity}" for quantity in QUANTITIES]

OTHER_DRIVERS = {"co2": "scd4x", "illuminance": "bh1750"}

# The least that each mapping must hold; the others may be empty.
LEAST = {
    "": {"sensors": [{"name": "a", "driver": "bme280"}], "leds": [{"name": "a", "line": "GPIO17"}]},
    "thermostat": {"sensor": "a", "output": "a"},
    "resource_directory": {"uri": "coap://10.0.0.1"},
    "dtls.identities[]": {"identity": "a", "psk_hex": HEX},
    "sensors[]": {"name": "a", "driver": "bme280"},
    "leds[]": {"name": "a", "line": "GPIO17"},
    **{correction: {"offset": 1} for correction in CORRECTIONS},
    **{chosen: {"median": 5} for chosen in FILTERS},
}


def setUpModule():
    schema_documents.skip_without_modules()


def mappings():
    return schema_documents.mappings(SCHEMA)


def keys():
    return schema_documents.keys(SCHEMA)


def document(place: str, more: dict, without: str = "") -> str:
    """Of a BME280, or of a chip that measures the quantity that `place` names."""
    text = schema_documents.document(LEAST, place, more, without)
    driver = OTHER_DRIVERS.get(place.rpartition(".")[2])
    return text.replace('"bme280"', f'"{driver}"') if driver else text


class Compared(schema_documents.Compared):
    SCHEMA = SCHEMA
    NAMED_FILES = {".psk": HEX}

    def drivers(self) -> list[tuple[str, set[int], set[str]]]:
        """The name, the addresses and the quantities of each."""
        row = re.compile(r"(\w+) +((?:0x\w\w )*) *(\w+(?:, \w+)*)")
        listed = self.place.run("--list-drivers").stdout.splitlines()[1:]
        return [(name, {int(word, 16) for word in addresses.split()}, set(quantities.split(", ")))
                for name, addresses, quantities in (row.match(line).groups() for line in listed)]


class Documents(schema_documents.DocumentTests, Compared):
    EXAMPLE = EXAMPLE
    ROWS = ROWS

    def document(self, place: str, more: dict, without: str = "") -> str:
        return document(place, more, without)

    def test_the_example_fits(self):
        super().test_the_example_fits()
        self.assertEqual(self.refused_by_check(EXAMPLE), [])

    def test_the_example_fits_with_everything_switched_on(self):
        everything = switched_on(EXAMPLE)
        filled = [section for section, content in parsed(everything).items()
                  if content not in (None, [], {})]
        self.assertEqual(set(filled), {*SECTIONS, *SETTINGS})
        self.expect_fit(everything)
        self.assertEqual(self.refused_by_check(everything), [])

    def test_what_check_tells_is_what_loading_tells(self):
        for text in ("device: {di: a}", "limits: {observers: many}", "sensors: [{name: a, driver: sht3}]"):
            self.assertEqual(self.refused_by_check(text), self.refused_by_daemon(text))


class Drivers(Compared):
    def test_they_are_those_of_list_drivers(self):
        named = [schema["enum"] for _, key, schema in keys() if key == "driver"]
        self.assertEqual(named, [[name for name, _, _ in self.drivers()]])

    def takes(self, driver: str, **more) -> bool:
        return not self.refused_by_schema(document("sensors[]", {"driver": driver, **more}))

    def test_each_has_its_addresses_and_quantities(self):
        for driver, addresses, quantities in self.drivers():
            with self.subTest(driver):
                found_by = {} if addresses else {"device": "dht11"}
                taken = {address for address in range(128) if self.takes(driver, address=address, **found_by)}
                self.assertEqual(taken, addresses)
                taken = {quantity for quantity in QUANTITIES
                         if self.takes(driver, calibration={quantity: {"offset": 1}}, **found_by)}
                self.assertEqual(taken, quantities)


class Keys(Compared):
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

    def test_the_manual_lists_each_and_explains_them_with_their_defaults(self):
        manual = MANUAL.read_text()
        self.assertEqual(re.findall(r"(?m)^\.Ss ([a-z_]+)$", manual), SECTIONS)
        table = re.search(r"(?s) keys: begin \(generated\)\n(.*) keys: end\n", manual)[1]
        listed = re.findall(r"(?m)^\.It Cm ([a-z0-9_.\[\]]+)$", table)
        self.assertEqual(sorted(listed), sorted(f"{place}.{key}" if place else key for place, key, _ in keys()))
        told = [(key, schema.get("default")) for place, key, schema in keys()
                if (place or key in SETTINGS) and place not in CORRECTIONS + FILTERS]
        for entry in manual.split("\n.It Ic ")[1:]:
            default = re.search(r"\nDefault:\n\.\w+ (\S+) [.,](?:\n|$)", entry)
            explained = (re.match(r"\w+", entry)[0], parsed(default[1]) if default else None)
            with self.subTest(explained=explained):
                # The first that is left: some keys have one name in two sections.
                del told[:told.index(explained) + 1]


if __name__ == "__main__":
    unittest.main()
