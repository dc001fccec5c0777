# SPDX-License-Identifier: MIT
"""The gateway behind nginx and Caddy, with the configurations of docs/gateway.md, over TLS."""
from __future__ import annotations

import base64
import unittest

from support.gateway import TOKENS, Gateway, bearer
from support.http import Answer
from support.peers import find_peer
from support.proxies import BELOW, NAME, Caddy, Nginx, Proxy, example, gateway_settings
from support.server import Server, always
from support.small_node import LAMP, ROOM, TEMPERATURE, known_as, start_node
from support.workspace import wait_until

LOCATION_PATH = 8
JSON = {"content-type": "application/json"}
BASIC = {"authorization": "Basic " + base64.b64encode(b"somebody:a-password").decode()}


def setUpModule():
    if not find_peer("nginx") and not find_peer("caddy"):
        raise unittest.SkipTest("neither nginx nor caddy is here: COAPNODE_PEERS=$(tests/support/peers) unpacks them")


def wait_for_a_reading(gateway: Gateway) -> None:
    wait_until(lambda: gateway.get(f"/devices/house{TEMPERATURE}").status == 200, "the sensor has a value")


class Behind:
    """What holds behind any proxy. `below` is where the gateway stands, `proxied()` the proxy."""

    below = BELOW

    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(start_node())
        maker = cls.enterClassContext(Server(always("2.01", options=((LOCATION_PATH, b"a"), (LOCATION_PATH, b"b")))))
        nodes = [known_as("house", cls.node), {"name": "maker", "uri": maker.uri()}]
        cls.gateway = cls.enterClassContext(Gateway({**gateway_settings(), "nodes": nodes}))
        cls.proxy = cls.enterClassContext(cls.proxied())
        cls.gateway.wait_state("maker", "up")
        wait_for_a_reading(cls.gateway)

    def get(self, target: str, fields: dict[str, str] | None = None, **more) -> Answer:
        return self.proxy.get(self.below + target.removeprefix("/"), fields, **more)

    def put(self, body: bytes, fields: dict[str, str]) -> Answer:
        return self.proxy.ask("PUT", f"{self.below}devices/house{LAMP}", {**JSON, **fields}, body)

    def test_a_reading(self):
        answer = self.get(f"/devices/house{TEMPERATURE}")
        self.assertEqual((answer.status, answer.json()["unit"], answer.fields["content-type"]), (200, "celsius", "application/json"))

    def test_an_led_is_set_with_a_token(self):
        for state in ("on", "off"):
            self.assertEqual(self.put(b'{"state":"%s"}' % state.encode(), bearer("control")).status, 204)
            self.assertEqual(self.get(f"/devices/house{LAMP}").json(), {"state": state})
        refused = self.put(b'{"state":"on"}', {})
        self.assertEqual((refused.status, refused.json()["status"]), (401, 401))

    def test_the_page_and_its_policy(self):
        answer = self.get("/")
        self.assertEqual((answer.status, answer.fields["content-type"]), (200, "text/html;charset=utf-8"))
        self.assertIn("default-src 'none'", answer.fields["content-security-policy"])
        if self.below != "/":
            redirected = self.proxy.get(self.below.removesuffix("/"))
            self.assertIn(redirected.status, (301, 302, 308))
            self.assertTrue(redirected.fields["location"].endswith(self.below))

    def test_events_come_at_once(self):
        """All that is sent here is far less than any buffer of a proxy, and the streams do not end."""
        targets = ("events", f"devices/house{TEMPERATURE}")
        streams = [self.enterContext(self.proxy.events(self.below + target)) for target in targets]
        for stream in streams:
            self.assertEqual((stream.status, stream.fields["content-type"]), (200, "text/event-stream"))
            stream.wait_value(TEMPERATURE, device="house")
        self.node.play(ROOM, "temperature=5 humidity=40")
        for stream in streams:
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 5, "house")

    def test_a_client_that_leaves_its_stream_is_noticed(self):
        with self.proxy.events(self.below + "events") as stream:
            stream.wait_value(TEMPERATURE)
            self.assertEqual(self.gateway.metrics()["coapnode_gateway_event_clients"], 1)
        wait_until(lambda: self.gateway.metrics()["coapnode_gateway_event_clients"] == 0, "it has left")

    def test_what_was_made_is_found_where_location_says(self):
        answer = self.proxy.ask("POST", f"{self.below}devices/maker/things", bearer("control"), b"")
        self.assertEqual(answer.status, 201)
        self.assertEqual(answer.fields["location"].removeprefix(f"https://{NAME}:{self.proxy.port}"), f"{self.below}devices/maker/a/b")

    def test_the_log_names_the_client_and_not_the_proxy(self):
        wrong = {"x-coapnode-token": f"somebody-else-behind-{self.below}"}
        client = "127.9.8.7"
        self.assertEqual(self.get("/devices", wrong, source=client).status, 401)
        wait_until(lambda: self.gateway.log_lines(f"{client} sent an unknown token"), "it is logged")
        self.assertEqual(self.get("/devices", {**wrong, "x-forwarded-for": "127.9.8.6"}, source=client).status, 401)
        self.assertEqual(self.gateway.log_lines("127.9.8.6"), [])  # what the client says of itself does not count


class BehindNginx(Behind, unittest.TestCase):
    @classmethod
    def proxied(cls) -> Proxy:
        return Nginx(example("location /home/ {"), cls.gateway.port)

    def test_a_name_that_is_not_listed_is_421(self):
        self.assertEqual(self.get("/devices", {"host": "evil.example"}).status, 421)
        self.assertEqual(self.get("/devices", {"host": NAME}).status, 200)

    def test_a_prefix_that_a_client_claims_changes_nothing(self):
        answer = self.gateway.ask("POST", "/devices/maker/things", {"x-forwarded-prefix": "/evil"}, b"", role="control")
        self.assertEqual(answer.fields["location"], "/devices/maker/a/b")


class BehindNginxTwoLevelsBelow(Behind, unittest.TestCase):
    below = "/a/b/"

    @classmethod
    def proxied(cls) -> Proxy:
        return Nginx(example("location /home/ {").replace(BELOW, cls.below), cls.gateway.port)


class BehindNginxAtTheRoot(Behind, unittest.TestCase):
    below = "/"

    @classmethod
    def proxied(cls) -> Proxy:
        text = example("location /home/ {").replace("location /home/", "location /")
        return Nginx("\n".join(line for line in text.splitlines() if "proxy_redirect" not in line), cls.gateway.port)


class BehindNginxWithAPassword(unittest.TestCase):
    def test_the_token_goes_beside_it(self):
        node = self.enterContext(start_node())
        gateway = self.enterContext(Gateway({**gateway_settings(), "nodes": [known_as("house", node)]}))
        proxy = self.enterContext(Nginx(example("location /home/ {"), gateway.port, has_password=True))
        wait_for_a_reading(gateway)
        rows = [({}, 401), (bearer("control"), 401), (BASIC, 401), ({**BASIC, "x-coapnode-token": TOKENS["read"]}, 403),
                ({**BASIC, "x-coapnode-token": TOKENS["control"]}, 204)]
        for fields, status in rows:
            with self.subTest(fields):
                answer = proxy.ask("PUT", f"/home/devices/house{LAMP}", {**JSON, **fields}, b'{"state":"on"}')
                self.assertEqual(answer.status, status)
        self.assertEqual(proxy.get(f"/home/devices/house{TEMPERATURE}", BASIC).status, 200)


class BehindCaddy(Behind, unittest.TestCase):
    below = "/"

    @classmethod
    def proxied(cls) -> Proxy:
        return Caddy(example("home.example {\n    reverse_proxy"), cls.gateway.port)


class BehindCaddyBelow(Behind, unittest.TestCase):
    @classmethod
    def proxied(cls) -> Proxy:
        return Caddy(example("home.example {\n    redir"), cls.gateway.port)


if __name__ == "__main__":
    unittest.main()
