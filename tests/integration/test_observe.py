# SPDX-License-Identifier: MIT
"""Observe (RFC 7641) on raw datagrams, so that no library hides a mistake. Tests named obs_NN are the lines of that name
of the ETSI/IPSO Plugtests."""
import json
import re
import subprocess
import time
import unittest

from support.clients import coap_client
from support.coap import (ACCEPT, BLOCK2, CONTENT_FORMAT, ETAG, GET, MAX_AGE, OBSERVE, POST, SENML_JSON, TEXT, Message, Type,
                          block, request, uint, wait_for_content)
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import BUILD, has_ipv6, wait_until

ROOM = 0x44
KEY = b"a key that is text"
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY.decode(), "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
QUIET = {**CONFIG, "sensors": [{**CONFIG["sensors"][0], "interval": "1h"}]}
CAUSE = "no answer at 0x44 on /dev/i2c-1"


def is_newer(sequence: int, before: int) -> bool:
    """RFC 7641 section 3.4, without its clock."""
    return 0 < (sequence - before) % (1 << 24) < 1 << 23


class Observing(unittest.TestCase):
    CONFIG = CONFIG

    def setUp(self):
        self.node = self.enterContext(Daemon(self.CONFIG))
        self.peer = self.enterContext(self.node.peer())
        self.other = self.enterContext(self.node.peer())
        if self.CONFIG["sensors"]:
            wait_for_content(self.peer, "/temperature")

    def toggle(self) -> str:
        """By somebody else; the state after it."""
        self.assertEqual(self.other.ask(POST, "/led").code, "2.04")
        return self.other.get("/led", options=((ACCEPT, b""),)).payload.decode()

    def assert_silent(self, peer=None) -> None:
        """The LED changes, and nothing is told."""
        self.toggle()
        self.assertEqual((peer or self.peer).answers_until_now(), [])

    def observe_led(self, **more):
        answer = self.peer.observe("/led", **more)
        self.assertEqual(answer.code, "2.05")
        self.assertIsNotNone(answer.number(OBSERVE))
        return answer


class Led(Observing):
    CONFIG = QUIET

    def test_obs_01_02_registrations_con_and_non_are_notified(self):
        for kind in (Type.CON, Type.NON):
            with self.subTest(kind), self.node.peer() as peer:
                mid = peer.next_mid()
                answer = peer.observe("/led", token=b"12345678", type=kind, mid=mid)
                self.assertEqual((answer.code, answer.token), ("2.05", b"12345678"))
                self.assertEqual(answer.type, Type.ACK if kind == Type.CON else Type.NON)
                last = answer.number(OBSERVE)
                for _ in range(3):
                    state = self.toggle()
                    told = peer.notification()
                    self.assertEqual((told.code, told.token), ("2.05", b"12345678"))
                    self.assertEqual(json.loads(told.payload), {"state": state})
                    self.assertTrue(is_newer(told.number(OBSERVE), last))
                    self.assertIsNotNone(told.option(ETAG))
                    last = told.number(OBSERVE)
                    time.sleep(0.15)  # the least distance

    def test_obs_06_a_reset_cancels(self):
        self.observe_led()
        self.toggle()
        told = self.peer.receive()
        self.assertEqual(told.type, Type.CON)  # the first one shows who is there
        self.peer.reply_empty(Type.RST, told)
        self.peer.get("/led")
        self.assert_silent()

    def test_obs_06_a_reset_cancels_what_was_not_confirmable(self):
        for host in ["127.0.0.1"] + ["::1"] * has_ipv6():
            with self.subTest(host), self.node.peer(host) as peer:
                self.assertIsNotNone(peer.observe("/led").number(OBSERVE))
                for kind in (Type.CON, Type.NON):
                    time.sleep(0.15)  # the least distance
                    self.toggle()
                    told = peer.notification()
                    self.assertEqual(told.type, kind)
                peer.reply_empty(Type.RST, told)
                peer.answers_until_now()
                self.assert_silent(peer)

    def test_a_silent_client_holds_up_nobody(self):
        with self.node.peer() as silent:
            silent.observe("/led")
            self.peer.observe("/led", ("c.con=1",))
            for _ in range(10):
                time.sleep(0.12)  # the least distance
                state = self.toggle()
                told = self.peer.notification()
                self.assertEqual((told.type, json.loads(told.payload)), (Type.CON, {"state": state}))

    def test_obs_08_a_format_is_kept(self):
        answer = self.observe_led(options=((ACCEPT, uint(SENML_JSON)),))
        self.assertEqual(answer.number(CONTENT_FORMAT), SENML_JSON)
        state = self.toggle()
        told = self.peer.notification()
        self.assertEqual(told.number(CONTENT_FORMAT), SENML_JSON)
        self.assertEqual(json.loads(told.payload)[0]["vb"], state == "on")

    def test_obs_09_a_put_is_notified_after_its_reply(self):
        self.observe_led()
        self.peer.send(request(POST, "/led", mid=self.peer.next_mid(), token=b"post"))
        self.assertEqual([self.peer.notification().token for _ in range(2)], [b"post", b"obs"])

    def test_obs_10_a_get_with_another_token_does_not_cancel(self):
        self.observe_led()
        self.assertIsNone(self.peer.get("/led", token=b"other").number(OBSERVE))
        self.toggle()
        self.assertEqual(self.peer.notification().token, b"obs")

    def test_obs_12_observe_1_cancels(self):
        self.observe_led()
        answer = self.peer.observe("/led", begin=False)
        self.assertEqual((answer.code, answer.number(OBSERVE)), ("2.05", None))
        self.assert_silent()

    def test_a_second_registration_replaces_the_first(self):
        first = self.observe_led()
        second = self.observe_led(options=((ACCEPT, b""),))
        self.assertTrue(is_newer(second.number(OBSERVE), first.number(OBSERVE)))
        state = self.toggle()
        told = self.peer.notification()
        self.assertEqual((told.number(CONTENT_FORMAT), told.payload.decode()), (TEXT, state))
        self.assertEqual(self.peer.answers_until_now(), [])

    def test_edges(self):
        self.observe_led(query=("c.edge=1",), options=((ACCEPT, b""),))
        for state in ("on", "off", "on", "off"):
            time.sleep(0.15)  # the least distance between two notifications
            self.assertEqual(self.toggle(), state)
        told = [message.payload for message in self.peer.answers_until_now()]
        self.assertEqual(told, [b"on", b"on"])

    def test_conditions_that_make_no_sense_are_told(self):
        for query in ("c.gt=20", "c.pmin=0", "c.edge=10", "c.band"):
            answer = self.peer.observe("/led", (query,))
            self.assertEqual((answer.code, answer.number(OBSERVE)), ("4.00", None))
            self.assertTrue(answer.payload.decode().startswith("c."))

    def test_links_say_what_can_be_observed(self):
        answer = coap_client("gnutls", "get", f"coap://127.0.0.1:{self.node.port}/.well-known/core")
        links = answer.payload.decode()
        observable = {re.match("</(.*?)>", link)[1] for link in re.split(",(?=<)", links) if link.endswith(";obs")}
        self.assertEqual(observable, {"temperature", "humidity", "led", "leds", "leds/led", "sensors", "sensors/room",
                                      "sensors/room/temperature", "sensors/room/humidity"})

    def test_64_observers_of_a_resource_and_no_more(self):
        peers = [self.enterContext(self.node.peer()) for _ in range(65)]
        observing = [peer.observe("/led").number(OBSERVE) is not None for peer in peers]
        self.assertEqual(observing, [True] * 64 + [False])
        self.assertIsNotNone(peers[64].observe("/leds/led").number(OBSERVE))  # there is room elsewhere
        self.toggle()
        for peer in peers[:64]:
            self.assertEqual(peer.notification().token, b"obs")

    def test_over_dtls_and_a_role_that_is_lost(self):
        with DtlsSession(self.node.secure_port, "gateway", KEY) as session:
            answer = session.ask(request(GET, "/led", options=((OBSERVE, b""),)))
            self.assertIsNotNone(answer.number(OBSERVE))
            self.toggle()
            self.assertEqual(Message.decode(session.receive()).token, answer.token)
            self.node.reload({**self.CONFIG, "dtls": {"identities": [
                {"identity": "other", "psk": KEY.decode(), "role": "read"}]}})
            told = Message.decode(session.receive())
            self.assertEqual((told.code, told.token, told.number(OBSERVE)), ("4.03", answer.token, None))


class Sensors(Observing):
    def test_obs_04_each_reading_says_how_long_it_is_fresh(self):
        self.assertIsNotNone(self.peer.observe("/temperature").number(OBSERVE))
        self.node.play(ROOM, "temperature=30 humidity=40")
        values = set()
        while 30 not in values:
            told = self.peer.notification(3)
            values.add(json.loads(told.payload)["value"])
            self.assertIn(told.number(MAX_AGE), (1, 2))
        self.assertIsNotNone(told.option(ETAG))

    def test_obs_08_a_failure_is_told_with_its_cause_and_ends_it(self):
        for path in ("/temperature", "/sensors/room"):
            self.assertIsNotNone(self.peer.observe(path, token=path[-4:].encode()).number(OBSERVE))
        senml = self.peer.observe("/sensors", token=b"list", options=((ACCEPT, uint(SENML_JSON)),))
        self.assertIsNotNone(senml.number(OBSERVE))
        self.node.play(ROOM, "fault=no_answer")
        ended = {}
        while len(ended) < 3:
            told = self.peer.notification()
            if told.code != "2.05":
                self.assertIsNone(told.number(OBSERVE))
                self.assertIn(told.number(MAX_AGE), range(1, 61))
                ended[told.token] = (told.code, told.payload.decode())
        self.assertEqual(ended, {b"ture": ("5.03", CAUSE), b"room": ("5.03", CAUSE),
                                 b"list": ("5.03", "no sensor has a reading")})
        self.node.play(ROOM, "temperature=30")
        wait_for_content(self.other, "/temperature")
        self.assertEqual([m for m in self.peer.answers_until_now() if m.token in ended], [])

    def test_conditions(self):
        self.node.play(ROOM, "temperature=20")
        wait_until(lambda: json.loads(self.peer.get("/temperature").payload)["value"] == 20, "20 degrees")
        self.assertEqual(self.peer.observe("/temperature", ("c.gt=25",), token=b"gt").code, "2.05")
        self.assertEqual(self.peer.observe("/temperature", ("c.st=4",), token=b"st").code, "2.05")
        self.node.play(ROOM, "temperature=23")
        wait_until(lambda: json.loads(self.other.get("/temperature").payload)["value"] == 23, "23 degrees")
        self.assertEqual(self.peer.answers_until_now(), [])
        self.node.play(ROOM, "temperature=26")
        told = [self.peer.notification() for _ in range(2)]
        self.assertEqual({message.token for message in told}, {b"gt", b"st"})
        self.assertEqual({json.loads(message.payload)["value"] for message in told}, {26})

    def test_obs_07_a_resource_that_is_gone_is_told(self):
        self.assertIsNotNone(self.peer.observe("/led", token=b"led").number(OBSERVE))
        self.assertIsNotNone(self.peer.observe("/temperature", token=b"temp").number(OBSERVE))
        self.node.reload({**CONFIG, "leds": []})
        told = {}
        while b"led" not in told or b"temp" not in told:
            message = self.peer.notification()
            told[message.token] = message.code
        self.assertEqual(told, {b"led": "4.04", b"temp": "2.05"})


class LargeBodies(Observing):
    CONFIG = {**QUIET, "sensors": [{"name": f"sensor-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1s"}
                                   for i in range(12)]}

    def test_obs_13_14_blocks_of_a_large_body(self):
        self.assertIsNotNone(self.peer.observe("/sensors").number(OBSERVE))
        # The sensors change at about the same time: the state that is notified last is told in full.
        first = self.peer.notification()
        self.assertEqual(first.block2(), (0, True, 5))
        body, more = first.payload, True
        while more:
            number = len(body) // 512
            self.peer.send(request(GET, "/sensors", mid=self.peer.next_mid(), token=b"rest",
                                   options=((BLOCK2, block(number, False, 5)),)))
            while (told := self.peer.notification()).token != b"rest":
                first, body = told, told.payload  # a newer state: begin anew (RFC 7959 section 3.4)
            if told.option(ETAG) == first.option(ETAG) and told.block2()[0] == len(body) // 512:
                body, more = body + told.payload, told.block2()[1]
        self.assertEqual(len(json.loads(body)["sensors"]), 12)


@unittest.skipIf(BUILD == "sanitized", "takes a minute and a half, and the other builds show it")
class DeadClient(Observing):
    CONFIG = {**QUIET, "limits": {"observers": 1}}

    def test_obs_05_is_dropped_after_a_confirmable_notification(self):
        """RFC 7252 gives it up to 93 s."""
        self.observe_led()
        self.toggle()
        self.assertEqual(self.peer.receive().type, Type.CON)
        with self.node.peer() as other:
            self.assertIsNone(other.observe("/led").number(OBSERVE))
            wait_until(lambda: other.observe("/led").number(OBSERVE) is not None, "room for another", 100)


class Clients(Observing):
    """Clients that are not ours see a value change and the end of it."""

    def observed_by(self, *command: str) -> subprocess.Popen[str]:
        client = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(client.communicate)
        return client

    def read(self, client: subprocess.Popen[str], text: str) -> None:
        """coap-client writes one after the other, without line ends."""
        self.assertEqual(client.stdout.read(len(text)), text)

    def test_coap_client_sees_changes_and_ends_it(self):
        uri = f"coap://127.0.0.1:{self.node.port}/led"
        client = self.observed_by("stdbuf", "-o0", "coap-client-gnutls", "-s", "2", "-B", "4", "-A", "0", uri)
        self.read(client, "off")
        self.toggle()
        self.read(client, "on")
        self.assertEqual(client.wait(15), 0)
        self.toggle()
        self.assertIn(client.stdout.read().strip(), ("", "on"))  # 4.3.4 shows the answer to its last GET, too

    def test_coap_client_is_told_of_a_failure(self):
        self.node.play(ROOM, "temperature=20.5 humidity=40")
        wait_until(lambda: json.loads(self.other.get("/temperature").payload)["value"] == 20.5, "20.5 degrees")
        uri = f"coap://127.0.0.1:{self.node.port}/temperature"
        client = self.observed_by("stdbuf", "-o0", "coap-client-gnutls", "-s", "8", "-B", "10", "-A", "0", uri)
        self.read(client, "20.5")
        self.node.play(ROOM, "fault=no_answer")
        self.assertIn("5.03 " + CAUSE, client.communicate(timeout=15)[0])


if __name__ == "__main__":
    unittest.main()
