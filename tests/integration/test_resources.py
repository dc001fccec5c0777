# SPDX-License-Identifier: MIT
"""What an owner sees with coap-client: every resource, over UDP and DTLS, IPv4 and IPv6, in every format."""
import datetime
import json
import unittest

from support import cbor
from support.clients import LIBRARIES, coap_client
from support.coap import CBOR, JSON, LINK_FORMAT, SENML_CBOR, SENML_JSON, TEXT, wait_for_content
from support.daemon import Daemon
from support.workspace import has_ipv6, resolves

KEY = "a key that is text"
CONFIG = {
    "device": {"id": "node-1", "title": "Living room"},
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY, "role": "control"}]},
    "sensors": [
        {"name": "room", "driver": "sht3x", "interval": "1h", "calibration": {"humidity": {"offset": 1.5}}},
        {"name": "outdoors", "driver": "bme280", "address": 0x76, "interval": "1h"},
    ],
    "leds": [{"name": "lamp", "line": "GPIO17"}, {"name": "relay", "line": "GPIO27", "active_low": True}],
}
LINK = "Content-Format:application/link-format"

# Path, value, unit; the mock chips are told what to measure. The short names are those of the first sensor that can.
READINGS = [
    ("/temperature", -12.5, "celsius"),
    ("/humidity", 41.5, "percent"),
    ("/pressure", 987.65, "hectopascal"),
    ("/sensors/room/temperature", -12.5, "celsius"),
    ("/sensors/room/humidity", 41.5, "percent"),
    ("/sensors/outdoors/temperature", 3.25, "celsius"),
    ("/sensors/outdoors/humidity", 77.0, "percent"),
    ("/sensors/outdoors/pressure", 987.65, "hectopascal"),
]
SENML = {"celsius": ("Cel", 1), "percent": ("%RH", 1), "hectopascal": ("Pa", 100)}


def start_node() -> Daemon:
    node = Daemon(CONFIG)
    node.play(0x44, "temperature=-12.5 humidity=40")
    node.play(0x76, "temperature=3.25 humidity=77 pressure=987.65")
    return node


class Resources(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(start_node())
        with cls.node.peer() as peer:
            for sensor in ("room", "outdoors"):
                wait_for_content(peer, f"/sensors/{sensor}")

    def uri(self, path: str, secure: bool = False, host: str = "127.0.0.1") -> str:
        return f"coaps://{host}:{self.node.secure_port}{path}" if secure else f"coap://{host}:{self.node.port}{path}"

    def ask(self, method: str, path: str, library: str = "gnutls", *, secure: bool = False, host: str = "127.0.0.1",
            **more):
        keys = {"user": "gateway", "key": KEY} if secure else {}
        return coap_client(library, method, self.uri(path, secure, host), **keys, **more)

    def content(self, path: str, *where, **how) -> bytes:
        answer = self.ask("get", path, *where, **how)
        self.assertEqual(answer.code, "2.05", answer.told)
        return answer.payload


class Readings(Resources):
    def test_json_is_value_unit_and_timestamp(self):
        for path, value, unit in READINGS:
            with self.subTest(path):
                text = self.content(path).decode()
                reading = json.loads(text)
                self.assertEqual(list(reading), ["value", "unit", "timestamp"])
                self.assertAlmostEqual(reading["value"], value, delta=0.02)
                self.assertEqual(reading["unit"], unit)
                self.assertRegex(text, r'^\{"value":-?\d+\.\d\d?,"unit":"\w+","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\}$')

    def test_the_timestamp_is_when_it_was_measured(self):
        taken = datetime.datetime.fromisoformat(json.loads(self.content("/temperature"))["timestamp"])
        age = datetime.datetime.now(datetime.timezone.utc) - taken
        self.assertTrue(datetime.timedelta(0) <= age < datetime.timedelta(minutes=2), age)

    def test_text_is_the_number(self):
        for path, value, _ in READINGS:
            with self.subTest(path):
                self.assertAlmostEqual(float(self.content(path, accept=TEXT)), value, delta=0.02)

    def test_cbor_is_the_same_map_as_json(self):
        for path in [path for path, _, _ in READINGS] + ["/led", "/sensors", "/sensors/room"]:
            with self.subTest(path):
                self.assertEqual(cbor.decode(self.content(path, accept=CBOR)), json.loads(self.content(path, accept=JSON)))

    def test_senml_has_standard_units_and_a_global_name(self):
        for path, value, unit in READINGS:
            with self.subTest(path):
                (record,) = json.loads(self.content(path, accept=SENML_JSON))
                name, factor = SENML[unit]
                self.assertEqual(list(record), ["bn", "n", "u", "v", "t"])
                self.assertEqual(record["bn"], "node-1/")
                self.assertIn(record["n"], {f"{sensor}/{path.split('/')[-1]}" for sensor in ("room", "outdoors")})
                self.assertEqual(record["u"], name)
                self.assertAlmostEqual(record["v"], value * factor, delta=0.02 * factor)

    def test_senml_cbor_says_the_same_by_numbers(self):
        labels = {-2: "bn", 0: "n", 2: "v", 1: "u", 4: "vb", 6: "t"}  # RFC 8428 table 4
        for path in [path for path, _, _ in READINGS] + ["/led", "/sensors", "/sensors/outdoors"]:
            with self.subTest(path):
                records = cbor.decode(self.content(path, accept=SENML_CBOR))
                named = [{labels[label]: value for label, value in record.items()} for record in records]
                self.assertEqual(named, json.loads(self.content(path, accept=SENML_JSON)))

    def test_a_format_that_there_is_not_is_4_06(self):
        for path, accept in [("/temperature", LINK_FORMAT), ("/led", 42), ("/info", TEXT), ("/sensors", TEXT),
                             ("/sensors/room", TEXT), ("/.well-known/core", JSON)]:
            with self.subTest(path):
                self.assertEqual(self.ask("get", path, accept=accept).code, "4.06")


class Everywhere(Resources):
    """Each resource by each client, transport and address. DTLS over IPv6 is in test_dtls.py: coap-client names an IPv6
    address as the server's host name (SNI), which no GnuTLS server accepts."""

    def setUp(self):
        transports = [(False, "127.0.0.1"), (True, "127.0.0.1")] + ([(False, "[::1]")] if has_ipv6() else [])
        self.ways = [(library, secure, host) for library in LIBRARIES for secure, host in transports]

    def test_every_resource_can_be_read(self):
        shapes = [("/temperature", b'{"value":-12.5,'), ("/humidity", b'{"value":41.5,'), ("/pressure", b'{"value":987.'),
                  ("/sensors", b'{"sensors":[{"name":"room",'), ("/sensors/room", b'{"name":"room","driver":"sht3x","status":"ok"'),
                  ("/sensors/room/humidity", b'{"value":41.5,'), ("/led", b'{"state":"'), ("/leds/lamp", b'{"state":"'),
                  ("/info", b'{"device_id":"node-1","title":"Living room","firmware":"coapnode '),
                  ("/.well-known/core", b"</temperature>;rt=")]
        for library, secure, host in self.ways:
            for path, beginning in shapes:
                with self.subTest(path, library=library, secure=secure, host=host):
                    content = self.content(path, library, secure=secure, host=host)
                    self.assertEqual(content[:len(beginning)], beginning)

    def test_the_led_can_be_switched(self):
        for library, secure, host in self.ways:
            with self.subTest(library=library, secure=secure, host=host):
                for state, level in [("on", "high"), ("off", "low")]:
                    answer = self.ask("put", "/led", library, secure=secure, host=host, payload=f'{{"state":"{state}"}}')
                    self.assertEqual((answer.code, self.node.line("GPIO17")), ("2.04", level), answer.told)
                for level in ("high", "low"):
                    answer = self.ask("post", "/led", library, secure=secure, host=host)
                    self.assertEqual((answer.code, self.node.line("GPIO17")), ("2.04", level), answer.told)
                    self.assertEqual(answer.payload, b'{"state":"on"}' if level == "high" else b'{"state":"off"}', answer.told)

    @unittest.skipUnless(resolves("localhost"), "this machine does not know the name localhost")
    def test_a_host_name_works_as_well_as_an_address(self):
        self.assertTrue(self.content("/temperature", host="localhost").startswith(b'{"value":-12.5,'))


class Lists(Resources):
    def test_the_list_of_sensors_holds_every_reading_and_status(self):
        sensors = {sensor["name"]: sensor for sensor in json.loads(self.content("/sensors"))["sensors"]}
        self.assertEqual(list(sensors), ["room", "outdoors"])
        self.assertEqual(sensors["outdoors"]["status"], "ok")
        self.assertEqual(sensors["outdoors"]["driver"], "bme280")
        self.assertEqual(sensors["room"]["temperature"], json.loads(self.content("/temperature")))
        self.assertEqual(sensors["room"], json.loads(self.content("/sensors/room")))
        links = self.content("/sensors", accept=LINK_FORMAT).decode()
        self.assertEqual(links.count("<"), 5)
        self.assertIn('</sensors/outdoors/pressure>;rt="sensor pressure"', links)

    def test_info_says_what_the_node_is(self):
        info = json.loads(self.content("/info"))
        self.assertEqual((info["device_id"], info["title"]), ("node-1", "Living room"))
        self.assertRegex(info["firmware"], r"^coapnode \d+\.\d+\.\d+")
        self.assertRegex(info["instance"], r"^[0-9a-f]{16}$")
        self.assertIn(f"coaps://127.0.0.1:{self.node.secure_port}", info["endpoints"])
        self.assertGreaterEqual(info["uptime_seconds"], 0)
        self.assertEqual(info["sensors"], [{"name": "room", "driver": "sht3x", "status": "ok"},
                                           {"name": "outdoors", "driver": "bme280", "status": "ok"}])
        links = self.content("/.well-known/core").decode()
        self.assertEqual(info["resources"], [link.split(">")[0] for link in links.split("<")[1:]])

    def test_the_list_of_leds_holds_what_each_of_them_does(self):
        self.ask("put", "/leds/relay", payload='{"state":"blink","period":"30s"}')
        listed = json.loads(self.content("/leds"))["leds"]
        self.assertEqual([led["name"] for led in listed], ["lamp", "relay"])
        for led in listed:
            self.assertEqual(led, {"name": led["name"], **json.loads(self.content(f"/leds/{led['name']}"))})
        self.ask("put", "/leds/relay", payload="off")
        self.assertEqual(self.content("/leds", accept=LINK_FORMAT).decode().count('rt="actuator led"'), 2)
        self.assertIn(b'{"n":"leds/relay","vb":false}', self.content("/leds", accept=SENML_JSON))

    def test_discovery_names_every_resource(self):
        links = self.content("/.well-known/core").decode()
        paths = {link.split(">")[0] for link in links.split("<")[1:]}
        leds = {"/led", "/leds", "/leds/lamp", "/leds/relay"}
        self.assertEqual(paths, {path for path, _, _ in READINGS} | leds | {"/history", "/info", "/stats", "/sensors", "/sensors/room", "/sensors/outdoors"})
        self.assertIn('</led>;rt="actuator led";if="core.a"', links)

    def test_discovery_can_be_filtered(self):
        rows = [("rt=actuator", 3), ("rt=led", 3), ("rt=sensor%20temperature", 3), ("rt=temp*", 3), ("if=core.a", 3),
                ("if=core.*", 18), ("href=/sensors/room*", 3), ("href=/led", 1), ("ct=112", 16), ("rt=nothing", 0)]
        for query, count in rows:
            with self.subTest(query):
                answer = self.ask("get", f"/.well-known/core?{query}")
                self.assertEqual((answer.code, answer.payload.count(b"</")), ("2.05", count), answer.told)


class Leds(Resources):
    def state(self, path: str) -> str:
        return json.loads(self.content(path))["state"]

    def test_every_way_to_say_on_and_off(self):
        rows = [('{"state":"ON"}', None, "on"), ("off", None, "off"), ("On", TEXT, "on"), ('{"state":"off"}', JSON, "off"),
                ("%A1%65state%62on", CBOR, "on"), ("%A1%65state%63OFF", CBOR, "off")]
        for method in ("put", "post"):
            for payload, content_format, state in rows:
                with self.subTest(payload, method=method):
                    answer = self.ask(method, "/led", payload=payload, content_format=content_format)
                    self.assertEqual((answer.code, self.state("/led")), ("2.04", state), answer.told)

    def test_every_format_tells_the_state(self):
        self.ask("put", "/led", payload="on")
        rows = [(TEXT, b"on"), (JSON, b'{"state":"on"}'), (CBOR, b"\xa1\x65state\x62on"),
                (SENML_JSON, b'[{"bn":"node-1/","n":"leds/lamp","vb":true}]')]
        for accept, representation in rows:
            with self.subTest(accept=accept):
                self.assertEqual(self.content("/led", accept=accept), representation)

    def test_short_name_and_full_name_are_one_led(self):
        for state in ("on", "off"):
            self.ask("put", "/led", payload=state)
            self.assertEqual(self.state("/leds/lamp"), state)

    def test_an_active_low_led_is_on_while_its_line_is_low(self):
        for state, level in [("on", "low"), ("off", "high")]:
            self.ask("put", "/leds/relay", payload=state)
            self.assertEqual((self.node.line("GPIO27"), self.state("/leds/relay")), (level, state))

    def test_what_is_no_state_is_4_00_and_changes_nothing(self):
        self.ask("put", "/led", payload="on")
        for payload in ('{"state":"dim"}', '{"state":1}', "{", "[]", "maybe", '{"stat":"on"}', '{"state":"off","x":1}'):
            with self.subTest(payload):
                answer = self.ask("put", "/led", payload=payload)
                self.assertEqual((answer.code, self.node.line("GPIO17")), ("4.00", "high"), answer.told)
                self.assertIn('{"state":"on"}', answer.told)  # the diagnostic text says what would do


if __name__ == "__main__":
    unittest.main()
