# SPDX-License-Identifier: MIT
"""/config: the configuration read and replaced over DTLS, its keys hidden; checked first, whole or not at all."""
import json
import pathlib
import socket
import unittest

from support.coap import BLOCK1, BLOCK2, ETAG, GET, IF_MATCH, PUT, SIZE1, Message, block, request
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import wait_until

KEYS = {"ann": "the key of ann, an admin", "bob": "the key of bob, long enough"}
CONFIG = {
    "remote_config": True,
    "device": {"title": "before"},
    "dtls": {"identities": [{"identity": "ann", "psk": KEYS["ann"], "role": "admin"},
                            {"identity": "bob", "psk": KEYS["bob"], "role": "control"}]},
    "leds": [{"name": "lamp", "line": "GPIO17"}],
}


class Remote(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(Daemon(CONFIG))
        self.ann = self.session("ann")

    def session(self, name: str) -> DtlsSession:
        return self.enterContext(DtlsSession(self.node.secure_port, name, KEYS[name].encode()))

    def get(self, session: DtlsSession) -> tuple[str, bytes, bytes]:
        """Code, ETag, the whole text."""
        answers, number = [], 0
        while not answers or (answers[-1].block2() or (0, False))[1]:
            answers.append(session.ask(request(GET, "/config", options=[(BLOCK2, block(number, False, 6))])))
            number += 1
        return answers[0].code, answers[0].option(ETAG), b"".join(answer.payload for answer in answers)

    def put(self, text: str, etag: bytes | None = None, session: DtlsSession | None = None) -> Message:
        body = text.encode()
        options = [] if etag is None else [(IF_MATCH, etag)]
        for at in range(0, max(len(body), 1), 1024):
            here = (BLOCK1, block(at // 1024, at + 1024 < len(body), 6))
            answer = (session or self.ann).ask(request(PUT, "/config", options=[*options, here], payload=body[at:at + 1024]))
            if answer.code != "2.31":
                break
        return answer

    def shown(self) -> dict:
        return json.loads(self.get(self.ann)[2])

    def on_disk(self) -> dict:
        return json.loads(self.node.config.read_text())

    def title(self) -> str:
        return json.loads(self.ann.ask(request(GET, "/info")).payload)["title"]

    def wait_for_title(self, title: str) -> None:
        wait_until(lambda: self.title() == title, f"the title {title}")


class Reading(Remote):
    def test_it_is_the_file_without_its_keys(self):
        code, etag, text = self.get(self.ann)
        self.assertEqual((code, len(etag)), ("2.05", 8))
        for key in KEYS.values():
            self.assertNotIn(key.encode(), text)
        self.assertEqual(text.decode(), self.node.config.read_text().replace(f'"{KEYS["ann"]}"', "(hidden)")
                         .replace(f'"{KEYS["bob"]}"', "(hidden)"))

    def test_nobody_but_an_admin_reads_or_writes_it(self):
        with self.node.peer() as anonymous:
            for method in (GET, PUT):
                self.assertEqual(anonymous.ask(method, "/config", payload=b"").code, "4.01")
                self.assertEqual(self.session("bob").ask(request(method, "/config")).code, "4.03")
            first = request(PUT, "/config", options=[(BLOCK1, block(0, True, 0))], payload=b"x" * 16)
            self.assertEqual(anonymous.exchange(first).code, "4.01")


    def test_a_file_with_mistakes_is_not_shown(self):
        """It may hold keys where nobody looks for them."""
        for line in ("pks: eve-key-abcdefghijkl", "psk:eve-key-abcdefghijkl: x", "role: eve-key-abcdefghijkl"):
            self.node.config.write_text(f"dtls: {{identities: [{{identity: eve, {line}}}]}}\n")
            self.assertEqual(self.get(self.ann)[0::2],
                             ("5.00", b"the configuration file has mistakes: run coapnoded --check"))
            self.node.reload()
        self.assertNotIn("eve-key", self.node.log())


class Off(unittest.TestCase):
    def test_it_is_not_there_unless_the_configuration_says_so(self):
        config = {key: value for key, value in CONFIG.items() if key != "remote_config"}
        with Daemon(config) as node, DtlsSession(node.secure_port, "ann", KEYS["ann"].encode()) as ann:
            self.assertEqual(ann.ask(request(GET, "/config")).code, "4.04")


class Replacing(Remote):
    def test_a_new_one_is_in_force_and_on_disk_and_the_one_before_beside_it(self):
        before = self.node.config.read_text()
        _, etag, text = self.get(self.ann)
        edited = text.decode().replace('"before"', '"after"').replace("GPIO17", "GPIO27")
        answer = self.put(edited, etag)
        self.assertEqual(answer.code, "2.04", answer.payload)
        self.wait_for_title("after")
        self.assertEqual((self.node.line("GPIO17"), self.node.line("GPIO27")), ("low", "low"))
        self.assertEqual(self.on_disk()["dtls"]["identities"], CONFIG["dtls"]["identities"])  # keys and all
        self.assertEqual(pathlib.Path(str(self.node.config) + ".previous").read_text(), before)
        self.assertEqual(self.node.config.stat().st_mode & 0o777, 0o600)
        self.assertIn("configuration replaced: serving", self.node.log())
        self.node.reload()  # what is on disk is what is in force
        self.assertEqual(self.title(), "after")

    def test_a_large_one_comes_in_blocks(self):
        config = self.shown_as_text() + "\n# " + "long " * 2000 + "\n"
        self.assertEqual(self.put(config.replace('"before"', '"large"')).code, "2.04")
        self.wait_for_title("large")

    def shown_as_text(self) -> str:
        return self.get(self.ann)[2].decode()

    def test_if_match_keeps_a_change_made_meanwhile(self):
        text = self.shown_as_text()
        _, etag, _ = self.get(self.ann)
        self.node.configure({**CONFIG, "device": {"title": "by hand"}})
        self.assertEqual(self.put(text, etag).code, "4.12")
        self.assertEqual(self.on_disk()["device"]["title"], "by hand")

    def test_every_mistake_is_told_with_its_place_and_nothing_changes(self):
        before = self.node.config.read_text()
        answer = self.put("device: {titel: x}\nsensors: none\n")
        self.assertEqual(answer.code, "4.00")
        self.assertEqual(answer.payload.decode().replace(str(self.node.config), "FILE").splitlines(), [
            "FILE:1:10: unknown key 'titel'; did you mean 'title'?",
            "FILE:2:10: expected a list, each item a sensor (name:, driver:), not a single value"])
        self.assertEqual((self.node.config.read_text(), self.title()), (before, "before"))

    def test_more_mistakes_than_fit_are_counted(self):
        answer = self.put("".join(f"unknown_key_number_{i}: 1\n" for i in range(90)))
        self.assertEqual(answer.code, "4.00")
        self.assertRegex(answer.payload.decode(), r"\nand \d+ more$")

    def test_what_was_switched_off_stays_as_it_was(self):
        self.node.config.write_text("# {identity: eve, psk: eve-key-abcdefghijkl}\n" + self.node.config.read_text())
        text = self.shown_as_text()
        self.assertTrue(text.startswith("# {identity: eve, psk: (hidden)\n"), text)
        before = self.node.config.read_text()
        self.assertEqual(self.put(text).code, "2.04")
        self.assertEqual(self.node.config.read_text(), before)
        wait_until(lambda: self.put(text.replace('"before"', '"after"')).code == "2.04", "the next change")
        self.assertEqual(self.node.config.read_text(), before.replace('"before"', '"after"'))

    def test_one_without_anything_is_refused(self):
        before = self.node.config.read_text()
        for text in ("", "# nothing\n"):
            answer = self.put(text)
            self.assertEqual(answer.code, "4.00")
            self.assertIn("the configuration is empty", answer.payload.decode())
        self.assertEqual(self.node.config.read_text(), before)

    def test_the_same_once_more_keeps_the_one_before(self):
        before = self.node.config.read_text()
        text = before.replace('"before"', '"after"')
        for _ in range(2):
            wait_until(lambda: self.put(text).code == "2.04", "the change")
        self.assertEqual(pathlib.Path(str(self.node.config) + ".previous").read_text(), before)

    def test_a_hidden_key_of_a_new_identity_is_a_mistake(self):
        config = self.shown_as_text().replace('"bob"', '"eve"')
        answer = self.put(config)
        self.assertEqual(answer.code, "4.00")
        self.assertIn("this identity has no old psk to keep", answer.payload.decode())

    def test_what_cannot_be_applied_changes_nothing(self):
        before = self.node.config.read_text()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other_program:
            other_program.bind(("127.0.0.1", 0))
            port = other_program.getsockname()[1]
            config = {**CONFIG, "coap": {"listen": [f"127.0.0.1:{port}"]}, "leds": [{"name": "new", "line": "GPIO5", "initial": "on"}]}
            answer = self.put(json.dumps(config))
        self.assertEqual(answer.code, "5.03")
        self.assertIn(f"127.0.0.1:{port}", answer.payload.decode())
        self.assertEqual((self.node.config.read_text(), self.title()), (before, "before"))

    def test_what_cannot_be_written_changes_nothing(self):
        before = self.node.config.read_text()
        (self.node.folder / "coapnode.yaml.previous" / "full").mkdir(parents=True)
        config = {**CONFIG, "leds": [*CONFIG["leds"], {"name": "new", "line": "GPIO5", "initial": "on"}]}
        answer = self.put(json.dumps({**self.on_disk(), "leds": config["leds"]}))
        self.assertEqual(answer.code, "5.00")
        self.assertIn("coapnode.yaml.previous is not replaced because it is a directory", answer.payload.decode())
        self.assertEqual((self.node.config.read_text(), self.node.line("GPIO5")), (before, "low"))  # its shutdown state

    def test_an_admin_may_remove_itself_and_still_gets_the_answer(self):
        config = self.on_disk()
        config["dtls"]["identities"] = [config["dtls"]["identities"][1]]
        self.assertEqual(self.put(json.dumps(config)).code, "2.04")
        wait_until(lambda: "configuration replaced" in self.node.log(), "the change")
        self.assertEqual(self.session("bob").ask(request(GET, "/info")).code, "2.05")

    def test_a_body_past_the_bound_is_refused_with_the_first_block(self):
        options = [(BLOCK1, block(0, True, 6)), (SIZE1, (262145).to_bytes(3, "big"))]
        answer = self.ann.ask(request(PUT, "/config", options=options, payload=b"x" * 1024))
        self.assertEqual((answer.code, answer.number(SIZE1)), ("4.13", 262144))

    def test_another_format_is_4_15(self):
        answer = self.ann.ask(request(PUT, "/config", options=[(12, bytes([50]))], payload=b"{}"))
        self.assertEqual(answer.code, "4.15")


if __name__ == "__main__":
    unittest.main()
