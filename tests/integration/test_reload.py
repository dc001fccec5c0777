# SPDX-License-Identifier: MIT
"""SIGHUP: a changed configuration comes into force at once and whole; a bad one changes nothing."""
import copy
import json
import re
import signal
import socket
import time
import unittest

from support.coap import GET, POST, PUT, request, wait_for_content
from support.daemon import Daemon
from support.gnutls import DtlsError, DtlsSession
from support.workspace import free_port, on_loopback

KEYS = {name: f"the key of {name}, long enough" for name in ("ann", "bob", "eve")}
CONFIG = {
    "device": {"id": "node-1"},
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": name, "psk": KEYS[name], "role": "control"} for name in ("ann", "bob")]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}],
    "leds": [{"name": "lamp", "line": "GPIO17"}],
}


def changed(**sections) -> dict:
    return {**copy.deepcopy(CONFIG), **sections}


class Reload(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))
        self.peer = self.enterContext(self.node.peer())

    def session(self, name: str, **more) -> DtlsSession:
        return self.enterContext(DtlsSession(self.node.secure_port, name, KEYS[name].encode(), **more))

    def has_session(self, session: DtlsSession) -> bool:
        answer = session.ask(request(GET, "/info"))
        return answer is not None and answer.code == "2.05"


class GoodFiles(Reload):
    def test_the_service_manager_is_told_in_the_form_that_it_needs(self):
        before = time.monotonic()
        begun = self.node.reload(changed(leds=[]))
        self.assertEqual(begun["RELOADING"], "1")
        self.assertTrue(before <= int(begun["MONOTONIC_USEC"]) / 1e6 <= time.monotonic(), begun)
        self.assertEqual(self.node.ready["READY"], "1")
        self.assertTrue(self.node.ready["STATUS"].endswith("; 1 sensor, 0 LEDs"), self.node.ready)

    def test_leds_come_go_and_stay(self):
        self.assertEqual(self.peer.ask(PUT, "/led", payload=b"on").code, "2.04")
        self.node.reload(changed(leds=[*CONFIG["leds"], {"name": "relay", "line": "GPIO27", "initial": "on"}]))
        self.assertEqual((self.node.line("GPIO17"), self.node.line("GPIO27")), ("high", "high"))
        self.assertEqual(self.peer.get("/leds/relay").payload, b'{"state":"on"}')
        self.node.reload(changed(leds=[{"name": "relay", "line": "GPIO27"}]))
        self.assertEqual(self.peer.get("/leds/lamp").code, "4.04")
        self.assertEqual((self.node.line("GPIO17"), self.node.line("GPIO27")), ("low", "high"))  # its shutdown state
        self.assertEqual(self.peer.get("/led").payload, b'{"state":"on"}')  # now the first one

    def test_an_led_can_be_renamed_and_turned_without_changing_its_state(self):
        self.peer.ask(PUT, "/led", payload=b"on")
        self.node.reload(changed(leds=[{"name": "lantern", "line": "GPIO17", "active_low": True}]))
        self.assertEqual((self.peer.get("/leds/lantern").payload, self.node.line("GPIO17")), (b'{"state":"on"}', "low"))

    def test_sensors_come_go_and_stay(self):
        room = wait_for_content(self.peer, "/temperature")
        self.node.reload(changed(sensors=[*CONFIG["sensors"], {"name": "air", "driver": "bme280", "address": 0x76}]))
        wait_for_content(self.peer, "/pressure")
        self.assertEqual(self.peer.get("/temperature").payload, room.payload)  # read an hour ago or less: not again
        self.node.reload(changed(sensors=[]))
        self.assertEqual(self.peer.get("/temperature").code, "4.04")
        self.assertEqual(self.peer.get("/sensors").payload, b'{"sensors":[]}')

    def test_a_changed_calibration_applies(self):
        self.node.play(0x44, "temperature=20 humidity=50")
        sensor = CONFIG["sensors"][0]
        self.node.reload(changed(sensors=[{**sensor, "calibration": {"temperature": {"offset": -4.5}}}]))
        reading = wait_for_content(self.peer, "/temperature")
        self.assertAlmostEqual(json.loads(reading.payload)["value"], 15.5, delta=0.02)

    def test_a_changed_name_and_title_show(self):
        before = json.loads(self.peer.whole("/info"))
        self.node.reload(changed(device={"id": "node-2", "title": "Attic"}))
        info = json.loads(self.peer.whole("/info"))
        self.assertEqual((info["device_id"], info["title"], info["instance"]), ("node-2", "Attic", before["instance"]))

    def test_discovery_follows(self):
        before = self.peer.get("/.well-known/core", options=[])
        self.node.reload(changed(leds=[]))
        after = self.peer.get("/.well-known/core", options=[(4, before.option(4))])
        self.assertEqual(after.code, "2.05")
        self.assertNotIn(b"</led>", after.payload)
        self.assertNotIn(b"</leds/", after.payload)

    def test_the_anonymous_role_applies_at_once(self):
        for anonymous, code in [("read", "4.01"), ("control", "2.04"), ("none", "4.01")]:
            self.node.reload(changed(coap={"anonymous": anonymous}))
            self.assertEqual(self.peer.ask(POST, "/led").code, code)

    def test_a_toggle_that_was_answered_before_is_not_run_again(self):
        toggle = request(POST, "/led", mid=99, token=b"once")
        self.assertEqual(self.peer.exchange(toggle).code, "2.04")
        self.node.reload(changed(device={"id": "node-2"}))
        self.assertEqual(self.peer.exchange(toggle).code, "2.04")
        self.assertEqual(self.node.line("GPIO17"), "high")

    def test_addresses_come_and_go(self):
        port = free_port()
        self.node.reload(changed(coap={"listen": [*on_loopback(self.node.port), f"127.0.0.1:{port}"], "anonymous": "read"}))
        old_port, self.node.port = self.node.port, port
        with self.node.peer() as fresh:
            self.assertEqual(fresh.get("/info").code, "2.05")
            self.assertEqual(self.peer.get("/info").code, "2.05")
            self.node.reload(changed(coap={"listen": [f"127.0.0.1:{port}"]}))
            self.assertEqual(fresh.get("/info").code, "2.05")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as another_program:
            another_program.bind(("127.0.0.1", old_port))  # free again

    def test_a_port_can_pass_from_coap_to_dtls(self):
        plain, secure = self.node.port, self.node.secure_port
        self.node.reload(changed(coap={"listen": on_loopback(secure)}, dtls={**CONFIG["dtls"], "listen": on_loopback(plain)}))
        self.node.port, self.node.secure_port = secure, plain
        with self.node.peer() as peer:
            self.assertEqual(peer.get("/info").code, "2.05")
        self.assertTrue(self.has_session(self.session("ann")))

    def test_many_reloads_leak_nothing(self):
        configs = [changed(leds=[], sensors=[]), CONFIG]
        for config in configs * 3:
            self.node.reload(config)
        before = self.node.descriptors()
        for config in configs * 10:
            self.node.reload(config)
        self.assertLess(self.node.descriptors(), before + 5)  # the one it has just told us with may still be open


class Identities(Reload):
    def test_the_sessions_of_a_removed_identity_end_and_those_of_others_go_on(self):
        ann, bob, bob_too = self.session("ann"), self.session("bob"), self.session("bob")
        for session in (ann, bob, bob_too):
            self.assertTrue(self.has_session(session))
        self.node.reload(changed(dtls={"identities": CONFIG["dtls"]["identities"][:1]}))
        self.assertIsNone(bob.receive())  # told, not left hanging
        self.assertIsNone(bob_too.receive())
        self.assertTrue(self.has_session(ann))
        with self.assertRaises(DtlsError):
            self.session("bob", patience=1)

    def test_a_session_ends_when_its_key_is_replaced(self):
        ann, bob = self.session("ann"), self.session("bob")
        new_key = {"identity": "ann", "psk": "another key for ann", "role": "control"}
        self.node.reload(changed(dtls={"identities": [new_key, CONFIG["dtls"]["identities"][1]]}))
        self.assertIsNone(ann.receive())
        self.assertTrue(self.has_session(bob))
        with DtlsSession(self.node.secure_port, "ann", b"another key for ann") as again:
            self.assertTrue(self.has_session(again))

    def test_a_changed_role_applies_to_open_sessions(self):
        ann = self.session("ann")
        for role, code in [("read", "4.03"), ("admin", "2.04"), ("read", "4.03")]:
            identities = [{**CONFIG["dtls"]["identities"][0], "role": role}]
            self.node.reload(changed(dtls={"identities": identities}))
            self.assertEqual(ann.ask(request(POST, "/led")).code, code)

    def test_a_new_identity_gets_in(self):
        ann = self.session("ann")
        identities = [*CONFIG["dtls"]["identities"], {"identity": "eve", "psk": KEYS["eve"]}]
        self.node.reload(changed(dtls={"identities": identities}))
        self.assertTrue(self.has_session(self.session("eve")))
        self.assertTrue(self.has_session(ann))

    def test_a_key_file_is_read_again(self):
        self.node.write("ann.psk", KEYS["ann"].encode().hex())
        by_file = changed(dtls={"identities": [{"identity": "ann", "psk_file": "ann.psk"}]})
        ann = self.session("ann")
        self.node.reload(by_file)
        self.assertTrue(self.has_session(ann))  # the same key, from elsewhere
        self.node.write("ann.psk", KEYS["eve"].encode().hex())
        self.node.reload()
        self.assertIsNone(ann.receive())
        with DtlsSession(self.node.secure_port, "ann", KEYS["eve"].encode()) as again:
            self.assertTrue(self.has_session(again))

    def test_the_secure_port_closes_with_the_last_identity_and_opens_with_the_next(self):
        self.node.reload(changed(dtls={"identities": []}))
        self.assertNotIn("coaps:", self.node.ready["STATUS"])
        self.node.reload(CONFIG)
        self.assertTrue(self.has_session(self.session("ann")))


class Storm(Reload):
    def test_reloads_do_not_fill_the_log(self):
        begun = time.monotonic()
        for _ in range(15):
            self.node.reload(CONFIG)
            self.node.reload("{sensors: 3}")
        told = len(self.node.log_lines("reloaded: "))
        at_most = 6 + int((time.monotonic() - begun) // 60)  # so many at once, and one a minute
        self.assertTrue(6 <= told <= at_most, self.node.log())
        drops = json.loads(self.peer.get("/stats").payload)["log_drops"]
        self.assertGreaterEqual(drops, 30 - told - 1)  # the last one waits
        self.node.reload(CONFIG)
        self.node.signal(signal.SIGTERM)
        self.node.process.wait(10)
        self.assertIn(" lines like this were left out in the last ", self.node.log_lines("reloaded: serving")[-1])


class BadFiles(Reload):
    def test_a_file_with_mistakes_changes_nothing_and_all_of_them_are_logged(self):
        ann = self.session("ann")
        bad = 'device: {id: node-2, colour: red}\nleds:\n  - {name: lamp, line: GPIO17, active_low: true}\n  - {name: lamp}\nsensors: 3\n'
        self.nothing_changes(lambda: self.node.reload(bad))
        self.assertTrue(self.has_session(ann))
        places = [line.split(": ")[1].removeprefix(f"{self.node.config}:") for line in self.node.log_lines(f"{self.node.config}:")]
        self.assertEqual(places, ["1:22", "4:5", "4:12", "5:10"], self.node.log())
        self.assertIn("error: not reloaded: the configuration in use stays", self.node.log_lines())

    def test_what_cannot_be_had_changes_nothing(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
            other.bind(("127.0.0.1", 0))
            taken = f"127.0.0.1:{other.getsockname()[1]}"
            relay = {"name": "relay", "line": "GPIO27", "initial": "on"}
            rows = [(changed(coap={"listen": [*on_loopback(self.node.port), taken]}, leds=[relay]), "cannot listen on " + taken),
                    (changed(leds=[{"name": "none", "line": "GPIO4711"}, relay]), "GPIO4711"),
                    (changed(dtls={"identities": [{"identity": "eve", "psk_file": "no.psk"}]}, leds=[relay]), "no.psk")]
            for config, words in rows:
                with self.subTest(words):
                    self.nothing_changes(lambda config=config: self.node.reload(config))
                    self.assertTrue(self.node.log_lines(words), self.node.log())
                    self.assertNotEqual(self.node.line("GPIO27"), "high")

    def test_a_file_with_nothing_in_it_changes_nothing(self):
        for text in ("", "# all of it switched off\n", "---\n"):
            with self.subTest(text):
                self.nothing_changes(lambda text=text: self.node.reload(text))
        self.assertEqual(len(self.node.log_lines("the configuration is empty")), 3, self.node.log())

    def test_a_file_that_is_gone_changes_nothing(self):
        self.node.config.unlink()
        self.nothing_changes(self.node.reload)
        self.assertEqual(len(self.node.log_lines("does not exist")), 1, self.node.log())

    def test_a_good_file_after_a_bad_one_is_taken(self):
        self.node.reload("leds: [{")
        self.assertRegex(self.node.ready["STATUS"], f"; reload refused .*{self.node.config}:1:")
        self.node.reload(changed(leds=[]))
        self.assertEqual(self.peer.get("/led").code, "4.04")
        self.assertNotIn("refused", self.node.ready["STATUS"])

    def test_the_status_says_what_was_refused_until_a_good_file_comes_over_coap(self):
        self.node.reload(changed(remote_config=True, dtls={"identities": [{"identity": "ann", "psk": KEYS["ann"], "role": "admin"}]}))
        ann = self.session("ann")
        good = ann.ask(request(GET, "/config"))
        self.node.reload({"device": {"id": "node-1", "titel": "Attic"}})
        self.assertRegex(self.node.ready["STATUS"], "; reload refused .*unknown key 'titel'; did you mean 'title'")
        self.node.configure(changed(remote_config=True, dtls={"identities": [{"identity": "ann", "psk": KEYS["ann"], "role": "admin"}]}))
        self.assertEqual(ann.ask(request(PUT, "/config", payload=good.payload)).code, "2.04")
        self.assertNotIn("refused", self.node.wait_notified("STATUS")["STATUS"])

    def test_mistakes_and_how_many_more_there_are_stand_in_the_status(self):
        self.node.reload("device: {titel: Attic}\nsensors: nonsense\n")
        self.assertRegex(self.node.ready["STATUS"], r"; reload refused [0-9:]+ .*:1:10: unknown key 'titel'.* \(and 1 more\)$")

    def nothing_changes(self, reload) -> None:
        self.peer.ask(PUT, "/led", payload=b"on")
        paths = ["/led", "/leds/lamp", "/sensors/room/temperature", "/.well-known/core"]
        wait_for_content(self.peer, "/temperature")
        before, status = [self.peer.get(path).payload for path in paths], self.node.ready["STATUS"].split("; reload refused")[0]
        reload()
        self.assertEqual([self.peer.get(path).payload for path in paths], before)
        self.assertEqual(self.node.line("GPIO17"), "high")
        self.assertEqual(self.node.ready["READY"], "1")
        self.assertRegex(self.node.ready["STATUS"], f"^{re.escape(status)}; reload refused [0-2][0-9]:[0-5][0-9]: .")
        with DtlsSession(self.node.secure_port, "ann", KEYS["ann"].encode()) as session:
            self.assertTrue(self.has_session(session))


if __name__ == "__main__":
    unittest.main()
