# SPDX-License-Identifier: MIT
"""config/gateway.schema.json and the gateway agree on documents and keys, as test_schema has it of the node's. The manual
gateway.yaml(5) lists the same keys.

A new key: its row in support/gateway_schema_rows.py."""
import json
import re
import unittest

from support import schema_documents
from support.gateway_schema_rows import CERTIFICATE, HEX, ROWS, TLS_KEY, TOKEN
from support.schema_documents import parsed, switched_on
from support.schema_rows import SOURCE

SCHEMA = json.loads((SOURCE / "config/gateway.schema.json").read_text())
EXAMPLE = (SOURCE / "config/gateway.yaml").read_text()
MANUAL = SOURCE / "packaging/man/gateway.yaml.5"

# The least that each mapping must hold; the others may be empty.
LEAST = {
    "tls": {"certificate": "cert.pem", "key": "key.pem"},
    "tokens[]": {"name": "a", "token": TOKEN},
    "nodes[]": {"name": "a", "uri": "coap://a"},
}


def setUpModule():
    schema_documents.skip_without_modules()
    if not schema_documents.CHECKER:
        raise unittest.SkipTest("CONFIG_CHECKER does not name check_documents")


class Compared(schema_documents.Compared):
    SCHEMA = SCHEMA
    CHECKER_OPTIONS = ["--gateway"]
    NAMED_FILES = {".psk": HEX, ".token": TOKEN, "key.pem": TLS_KEY, ".pem": CERTIFICATE}


class Documents(schema_documents.DocumentTests, Compared):
    EXAMPLE = EXAMPLE
    ROWS = ROWS

    def document(self, place: str, more: dict, without: str = "") -> str:
        return schema_documents.document(LEAST, place, more, without)

    def test_the_example_fits_with_everything_switched_on(self):
        everything = switched_on(EXAMPLE)
        self.assertEqual(set(parsed(everything)), set(SCHEMA["properties"]))
        self.expect_fit(everything)


class Keys(Compared):
    def test_each_is_described_and_known(self):
        for place, key, schema in schema_documents.keys(SCHEMA):
            with self.subTest(place=place, key=key):
                self.assertIn("description", schema)
                answer = self.refused_by_daemon(schema_documents.document(LEAST, place, {key: "§"}))
                self.assertNotIn("unknown key", "\n".join(answer))

    def test_each_default_is_what_the_example_shows(self):
        shown = parsed(switched_on(EXAMPLE))
        for place, key, schema in schema_documents.keys(SCHEMA):
            if "default" not in schema or key == "role":  # whose example gives away more
                continue
            with self.subTest(place=place, key=key):
                self.assertEqual((shown[place] if place else shown)[key], schema["default"])

    def test_the_manual_lists_each(self):
        table = re.search(r"(?s) gateway-keys: begin \(generated\)\n(.*) gateway-keys: end\n", MANUAL.read_text())[1]
        listed = re.findall(r"(?m)^\.It Cm ([a-z_.\[\]]+)$", table)
        self.assertEqual(listed, [f"{place}.{key}" if place else key for place, key in ordered(SCHEMA)])


def ordered(schema: dict, place: str = ""):
    """The place and the name of each key, a mapping's own keys right behind it."""
    for key, value in schema["properties"].items():
        yield place, key
        inner = value.get("items", value)
        if "properties" in inner:
            yield from ordered(inner, f"{place}.{key}".strip(".") + ("[]" if "items" in value else ""))


if __name__ == "__main__":
    unittest.main()
