# SPDX-License-Identifier: MIT
"""HTTP requests become CoAP requests and come back: by name over DTLS and UDP, by address, in every format, and each way to fail
has its status."""
import contextlib
import json
import socket
import time
import unittest

from support import cbor
from support.coap import BLOCK2, block
from support.daemon import Daemon
from support.gateway import TOKENS, Gateway, own_address
from support.server import Server, always, reply, reset
from support.workspace import wait_until

KEY = "the key of the gateway, long enough"
NODE = {
    "device": {"title": "Living room"},
    "remote_config": True,
    "leds": [{"name": "lamp", "line": "GPIO17"}],
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY, "role": "admin"}]},
}
LOCATION_PATH, LOCATION_QUERY = 8, 20
TIMEOUT = 1.0  # of a forwarded request: the least that can be configured


@contextlib.contextmanager
def bound(address: str, port: int):
    """A node that is silent: its port is open, and nobody answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((address, port))
        yield silent.getsockname()[1]


@contextlib.contextmanager
def closed_port():
    """ICMP says that nobody is there, and no other test can take the port: its socket hears one peer alone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.connect(("127.0.0.1", 9))
        yield deaf.getsockname()[1]


def block_out_of_turn(request):
    return [reply(request, payload=b"x" * 64, options=((BLOCK2, block(7, True, 2)),))]


class Forward(unittest.TestCase):
    """One node over DTLS ("house"), over UDP ("open"), and at its address."""

    @classmethod
    def setUpClass(cls):
        enter = cls.enterClassContext
        cls.address, cls.silent_address, closed_address = own_address(), own_address(), own_address()
        cls.closed_address = closed_address
        cls.node = enter(Daemon({**NODE, "coap": {"anonymous": "control", "listen": [f"{cls.address}:5683"]}}))
        cls.node.play(0x44, "temperature=21.5 humidity=40")
        silent = enter(bound("127.0.0.1", 0))
        enter(bound(cls.silent_address, 5683))
        closed = enter(closed_port())
        rejecting = enter(Server(lambda request: [reset(request)]))
        odd = enter(Server(block_out_of_turn))
        nodes = [
            {"name": "house", "uri": f"coaps://127.0.0.1:{cls.node.secure_port}", "identity": "gateway", "psk": KEY},
            {"name": "open", "uri": f"coap://{cls.address}"},
            {"name": "silent", "uri": f"coap://127.0.0.1:{silent}"},
            {"name": "closed", "uri": f"coap://127.0.0.1:{closed}"},
            {"name": "rejecting", "uri": f"coap://127.0.0.1:{rejecting.port}"},
            {"name": "odd", "uri": f"coap://127.0.0.1:{odd.port}"},
        ]
        cls.gateway = enter(Gateway({"nodes": nodes, "allow": [cls.address, cls.silent_address, closed_address],
                                     "trusted_proxies": ["127.9.9.9"], "hosts": ["house.example"],
                                     "limits": {"timeout": f"{TIMEOUT:.0f}s"}}))
        cls.ways = ("house", "open", cls.address)
        for name in ("house", "open"):
            cls.gateway.wait_state(name, "up")
        wait_until(lambda: cls.get("house", "/temperature").status == 200, "the sensor has a value")

    @classmethod
    def get(cls, device: str, path: str, fields=None, **more):
        return cls.gateway.get(f"/devices/{device}{path}", fields, **more)

    @classmethod
    def put(cls, device: str, path: str, body: bytes, *arguments, **more):
        return cls.gateway.put(f"/devices/{device}{path}", body, *arguments, **more)

    def led(self) -> str | None:
        return self.node.line("GPIO17")


class TwoCalls(Forward):
    """The tutorial's two calls."""

    def test_get_temperature(self):
        for device in self.ways:
            with self.subTest(device):
                answer = self.get(device, "/temperature", {"accept": "application/json"})
                self.assertEqual((answer.status, answer.fields["content-type"]), (200, "application/json"))
                self.assertEqual((answer.json()["value"], answer.json()["unit"]), (21.5, "celsius"))
                self.assertEqual(answer.fields["x-content-type-options"], "nosniff")

    def test_put_led(self):
        for device in self.ways:
            for state, level in [("on", "high"), ("off", "low")]:
                with self.subTest(device, state=state):
                    self.assertIn(self.put(device, "/led", json.dumps({"state": state}).encode()).status, (200, 204))
                    self.assertEqual(self.led(), level)
                    self.assertEqual(self.get(device, "/led").json(), {"state": state})

    def test_a_silent_node_is_504_within_its_time_out(self):
        with Gateway({"nodes": [], "allow": [self.silent_address], "limits": {"timeout": f"{TIMEOUT:.0f}s"}}) as gateway:
            begun = time.monotonic()
            answer = gateway.get(f"/devices/{self.silent_address}/temperature")
            took = time.monotonic() - begun
        self.assertEqual((answer.status, answer.fields["content-type"]), (504, "application/problem+json"))
        self.assertIn("does not answer", answer.detail())
        self.assertGreater(took, 0.8 * TIMEOUT)
        self.assertLess(took, TIMEOUT + 3)

    def test_known_to_be_silent_fails_at_once(self):
        self.gateway.wait_state("silent", "silent")
        begun = time.monotonic()
        self.assertEqual(self.get("silent", "/temperature").status, 504)
        self.assertLess(time.monotonic() - begun, TIMEOUT)

    def test_a_closed_port_is_502(self):
        for device in ("closed", self.closed_address):
            with self.subTest(device):
                answer = self.get(device, "/temperature")
                self.assertEqual((answer.status, answer.fields["content-type"]), (502, "application/problem+json"))

    def test_nonsense_is_502(self):
        for device in ("rejecting", "odd"):
            with self.subTest(device):
                answer = self.get(device, "/temperature")
                self.assertEqual(answer.status, 502, answer)
                self.assertNotIn("value", answer.json() if "json" in answer.fields["content-type"] else {})

    def test_an_address_outside_of_allow_is_403(self):
        rows = [("127.0.0.1", 403), ("192.0.2.1", 403), ("::1", 403), ("::ffff:127.0.0.1", 403), ("0.0.0.0", 403),
                ("%5B::1%5D", 404), ("2130706433", 404), ("127.1", 404), ("localhost", 404)]
        for address, status in rows:
            with self.subTest(address):
                self.assertEqual(self.get(address, "/temperature").status, status)
        self.assertEqual(self.get(f"::ffff:{self.address}", "/temperature").status, 200)  # the same address

    def test_a_change_needs_a_token_with_the_role(self):
        for device in (*self.ways, "silent", "closed"):
            with self.subTest(device):
                nobody = self.put(device, "/led", b'{"state":"on"}', role=None)
                self.assertEqual(nobody.status, 401)
                self.assertTrue(nobody.fields["www-authenticate"].startswith("Bearer"))
                self.assertEqual(self.put(device, "/led", b'{"state":"on"}', role="read").status, 403)
        self.assertEqual(self.get("open", "/led").json(), {"state": "off"})

    def test_a_state_that_is_none_is_400(self):
        for device in self.ways:
            self.assertEqual(self.put(device, "/led", b'{"state":"purple"}').status, 400)

    def test_what_is_not_there_is_404(self):
        for device in self.ways:
            self.assertEqual(self.get(device, "/nowhere").status, 404)
        self.assertEqual(self.get("nobody", "/temperature").status, 404)
        self.assertEqual(self.gateway.get("/devices/nobody").status, 404)
        self.assertEqual(self.gateway.get("/nowhere").status, 404)


class Representations(Forward):
    def test_an_led_is_set_in_each_format(self):
        rows = [(b'{"state":"on"}', "application/json", "high"), (b"off", "text/plain", "low"), (b"on", "text/plain;charset=utf-8", "high"),
                (b"\xa1\x65state\x63off", "application/cbor", "low")]
        for device in self.ways:
            for body, kind, level in rows:
                with self.subTest(device, kind=kind):
                    self.assertIn(self.put(device, "/leds/lamp", body, kind).status, (200, 204))
                    self.assertEqual(self.led(), level)

    def test_a_reading_comes_in_the_format_that_the_client_likes_best(self):
        rows = [("application/cbor", "application/cbor"), ("application/json;q=0.2, application/cbor;q=0.9", "application/cbor"),
                ("application/json;q=0.9, application/cbor;q=0.2", "application/json"), ("text/plain", "text/plain;charset=utf-8"),
                ("application/senml+json, */*;q=0.1", "application/senml+json"), ("application/xml, */*;q=0.8", None), ("*/*", None)]
        for device in ("house", "open"):
            for accept, kind in rows:
                with self.subTest(accept, device=device):
                    answer = self.get(device, "/temperature", {"accept": accept})
                    self.assertEqual(answer.status, 200)
                    if kind:
                        self.assertEqual(answer.fields["content-type"], kind)
        answer = self.get("house", "/temperature", {"accept": "application/cbor"})
        self.assertEqual(cbor.decode(answer.body)["value"], 21.5)

    def test_what_the_resource_does_not_have_is_406(self):
        for accept in ("image/png", "application/xml", "application/json;q=0"):
            with self.subTest(accept):
                self.assertEqual(self.get("house", "/temperature", {"accept": accept}).status, 406)

    def test_a_body_that_coap_has_no_format_for_is_415(self):
        answer = self.put("house", "/led", b"state=on", "application/x-www-form-urlencoded")
        self.assertEqual(answer.status, 415)
        self.assertIn("application/json", answer.detail())

    def test_history_as_csv(self):
        def records() -> list[str]:
            answer = self.get("house", "/history?quantity=temperature", {"accept": "text/csv"})
            self.assertEqual((answer.status, answer.fields["content-type"].split(";")[0]), (200, "text/csv"))
            return answer.body.decode().splitlines()

        lines = wait_until(lambda: len(found := records()) > 1 and found, "there is a record")
        self.assertEqual(lines[0], "timestamp,sensor,quantity,value,unit")
        self.assertRegex(lines[1], r"^20[0-9]{2}-[0-9-]{5}T[0-9:.]+Z,room,temperature,[0-9.]+,celsius$")

    def test_a_large_answer_comes_whole(self):
        answer = self.get("house", "/.well-known/core")
        self.assertEqual((answer.status, answer.fields["content-type"]), (200, "application/link-format"))
        self.assertIn(b"</sensors/room/temperature>", answer.body)
        self.assertGreater(len(answer.body), 1024)  # more than one block


class Methods(Forward):
    def test_head_is_get_without_its_body(self):
        for target in ("/devices/house/temperature", "/devices", "/devices/house", "/metrics", "/healthz", "/"):
            with self.subTest(target):
                head = self.gateway.ask("HEAD", target)
                self.assertEqual((head.status, head.fields["content-type"]), (200, self.gateway.get(target).fields["content-type"]))

    def test_a_head_takes_what_a_get_takes(self):
        accepts = {"accept": "text/csv"}
        for target, status in (("/devices/house/history?quantity=temperature", 200), ("/devices/house/led", 406)):
            with self.subTest(target):
                self.assertEqual([self.gateway.ask(method, target, accepts).status for method in ("GET", "HEAD")], [status] * 2)

    def test_options_says_what_can_be_done(self):
        rows = [("/devices/house/led", "GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS"), ("/devices", "GET, HEAD, OPTIONS"),
                ("/devices/house", "GET, HEAD, OPTIONS"), ("/pair", "POST, OPTIONS")]
        for target, methods in rows:
            answer = self.gateway.ask("OPTIONS", target)
            self.assertEqual(answer.status, 204)
            self.assertEqual(set(answer.fields["allow"].split(", ")), set(methods.split(", ")))
            self.assertNotIn("access-control-allow-origin", answer.fields)

    def test_a_post_needs_no_body_and_no_length(self):
        for device in self.ways:
            with self.subTest(device), self.gateway.connect() as connection:
                before = self.led()
                self.assertEqual(connection.ask("POST", f"/devices/{device}/led", {"x-coapnode-token": TOKENS["control"]}).status, 200)
                self.assertNotEqual(self.led(), before)  # without a state it is toggled
                self.assertEqual(connection.ask("GET", f"/devices/{device}/led").status, 200)  # the connection goes on

    def test_what_the_node_does_not_do_is_405_with_allow(self):
        answer = self.gateway.ask("DELETE", "/devices/house/led", role="control")
        self.assertEqual(answer.status, 405)
        self.assertIn("GET", answer.fields["allow"])
        self.assertNotIn("DELETE", answer.fields["allow"])
        self.assertEqual(self.gateway.ask("BREW", "/devices/house/led", role="control").status, 501)

    def test_own_resources_are_read_only(self):
        for target in ("/devices", "/devices/house", "/metrics", "/events"):
            with self.subTest(target):
                answer = self.gateway.ask("POST", target, role="admin")
                self.assertEqual((answer.status, answer.fields["allow"]), (405, "GET, HEAD, OPTIONS"))


class Conditions(Forward):
    def test_a_get_whose_etag_holds_is_304(self):
        for device in self.ways:
            with self.subTest(device):
                answer = self.get(device, "/led")
                same = self.get(device, "/led", {"if-none-match": answer.fields["etag"]})
                self.assertEqual((same.status, same.fields["etag"], same.body), (304, answer.fields["etag"], b""))
                self.assertEqual(self.get(device, "/led", {"if-none-match": '"00"'}).status, 200)

    def test_a_change_with_an_old_etag_is_412(self):
        for device in self.ways:
            with self.subTest(device):
                etag = self.get(device, "/led").fields["etag"]
                self.assertEqual(self.put(device, "/led", b"on", "text/plain", **{"if-match": '"0011"'}).status, 412)
                self.assertEqual(self.get(device, "/led").fields["etag"], etag)
                self.assertIn(self.put(device, "/led", b"off", "text/plain", **{"if-match": etag}).status, (200, 204))

    def test_answers_say_how_long_they_hold(self):
        answer = self.get("open", "/temperature")
        self.assertRegex(answer.fields["cache-control"], "^max-age=[0-9]+$")
        self.assertIn(int(answer.fields["age"]), range(0, 5))
        self.assertEqual(self.get("open", "/temperature", role="read").fields["cache-control"].split(",")[0], "private")


class Locations(unittest.TestCase):
    def test_what_a_node_makes_has_its_place_below_the_device(self):
        made = ((LOCATION_PATH, b"a"), (LOCATION_PATH, b"b c"), (LOCATION_QUERY, b"d=e"))
        with Server(always("2.01", options=made)) as node:
            with Gateway({"nodes": [{"name": "maker", "uri": node.uri()}]}) as gateway:
                gateway.wait_state("maker", "up")
                answer = gateway.ask("POST", "/devices/maker/things", body=b"", role="control")
        self.assertEqual((answer.status, answer.fields["location"]), (201, "/devices/maker/a/b%20c?d=e"))


class Access(Forward):
    def test_the_configuration_needs_an_admin(self):
        rows = [(None, 401), ("read", 403), ("control", 403), ("admin", 200)]
        for path in ("/config", "/%63onfig", "//config"):
            for role, status in rows[:3] if path == "//config" else rows:
                with self.subTest(path, role=role):
                    self.assertEqual(self.get("house", path, role=role).status, status)

    def test_a_wrong_token_is_401_even_for_reads(self):
        for fields in ({"authorization": "Bearer somebody-else-is-this"}, {"x-coapnode-token": "somebody-else-is-this"}):
            for target in ("/devices", "/devices/open/temperature", "/metrics"):
                self.assertEqual(self.gateway.get(target, fields).status, 401)

    def test_another_scheme_counts_as_none(self):
        self.assertEqual(self.get("open", "/temperature", {"authorization": "Basic dXNlcjpwYXNz"}).status, 200)

    def test_session_says_what_the_token_may_do(self):
        self.assertEqual(self.gateway.get("/session").json(), {"role": "read"})
        self.assertEqual(self.gateway.get("/session", role="control").json(), {"role": "control", "name": "the control one"})

    def test_an_unknown_host_is_421(self):
        known = ("localhost", "localhost:80", "127.0.0.1", "[::1]:8080", "192.0.2.1", "house.example", "HOUSE.example.:80",
                 socket.gethostname())
        for host in known:
            with self.subTest(host):
                self.assertEqual(self.gateway.get("/healthz", {"host": host}).status, 200)
        for host in ("evil.example", "house.example.evil.example", "127.0.0.1.evil.example", "xlocalhost"):
            for target in ("/healthz", "/devices", "/devices/open/led", "/"):
                with self.subTest(host, target=target):
                    self.assertEqual(self.gateway.get(target, {"host": host}).status, 421)

    def test_nobody_reads_anything_with_anonymous_none(self):
        with Gateway({"anonymous": "none", "nodes": [{"name": "open", "uri": f"coap://{self.address}"}]}) as gateway:
            for target, status in [("/devices", 200), ("/devices/open", 200), ("/devices/open/led", 200), ("/devices/nobody/x", 404),
                                   ("/metrics", 200)]:
                with self.subTest(target):
                    self.assertEqual(gateway.get(target).status, 401)
                    self.assertEqual(gateway.get(target, role="read").status, status)
            self.assertEqual(gateway.get("/events").status, 401)
            for target in ("/", "/healthz", "/session"):
                self.assertEqual(gateway.get(target).status, 200)
            self.assertEqual(gateway.get("/session").json(), {"role": "none"})

    def test_what_a_proxy_says_of_its_client_counts_if_it_is_trusted(self):
        wrong = {"authorization": "Bearer somebody-else-is-this"}
        rows = [("127.9.9.9", "198.51.100.7", "198.51.100.7"), ("127.9.9.9", "203.0.113.1, 198.51.100.7", "198.51.100.7"),
                ("127.9.9.8", "198.51.100.7", "127.9.9.8"), ("127.9.9.9", "nonsense", "127.9.9.9")]
        for source, said, told in rows:
            with self.subTest(source, said=said), Gateway({"trusted_proxies": ["127.9.9.9"]}) as gateway:
                with gateway.connect(source=source) as connection:
                    self.assertEqual(connection.ask("GET", "/devices", {**wrong, "x-forwarded-for": said}).status, 401)
                wait_until(lambda: gateway.log_lines("sent an unknown token"), "it is logged")
                self.assertIn(f"{told} sent an unknown token", gateway.log())
                self.assertNotIn("somebody-else", gateway.log())

    def test_a_page_of_another_origin_reads_and_changes_nothing(self):
        answer = self.gateway.get("/devices", {"origin": "https://evil.example"})
        self.assertNotIn("access-control-allow-origin", answer.fields)
        foreign = self.gateway.put("/devices/open/led", b"on", "text/plain", **{"sec-fetch-site": "cross-site"})
        self.assertEqual(foreign.status, 403)


if __name__ == "__main__":
    unittest.main()
