# SPDX-License-Identifier: MIT
"""Pairing: --pair prints a code, a device exchanges it for a token, --unpair takes the token away. A token outlives a restart, and
a stream does not outlive its token."""
import json
import re
import shutil
import stat
import subprocess
import unittest

from support.gateway import Gateway, GatewayFolder
from support.http import Closed
from support.workspace import wait_until

URL = "https://pi.local/coap/"
HALF_BLOCKS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}  # upper and lower module: 1 is dark
PIXELS = 4  # of a module


def code_in(told: str) -> str:
    return re.search(re.escape(URL) + r"#pair=([\w-]{22})$", told, re.MULTILINE)[1]


def picture_of(told: str) -> bytes:
    """What is drawn with half blocks, as a PGM file."""
    rows = []
    for line in (line for line in told.splitlines() if set(line) <= set(HALF_BLOCKS) and len(line) > 20):
        for half in (0, 1):
            row = b"".join((b"\0" if HALF_BLOCKS[sign][half] else b"\xff") * PIXELS for sign in line)
            rows += [row] * PIXELS
    return b"P5 %d %d 255\n" % (len(rows[0]), len(rows)) + b"".join(rows)


class Pairing(unittest.TestCase):
    def setUp(self):
        self.gateway = self.enterContext(Gateway({"nodes": [], "anonymous": "none"}))

    def pair(self, name: str = "phone", *more: str) -> str:
        """What --pair prints."""
        done = self.gateway.run("--pair", name, "--url", URL, *more)
        self.assertEqual((done.returncode, done.stderr.replace(
            "warning: the gateway does not answer to pi.local: list the name in hosts:\n", "")), (0, ""))
        return done.stdout

    def exchange(self, code: str):
        return self.gateway.ask("POST", "/pair", {"content-type": "application/json"}, json.dumps({"code": code}).encode())

    def token(self, name: str = "phone", *more: str) -> dict[str, str]:
        """A new one, as the field of a request."""
        answer = self.exchange(code_in(self.pair(name, *more)))
        self.assertEqual(answer.status, 200, answer.body)
        return {"x-coapnode-token": answer.json()["token"]}

    def session(self, token: dict[str, str]):
        return self.gateway.get("/session", token)

    def test_a_code_becomes_a_token_once(self):
        code = code_in(self.pair("the phone"))
        made = self.exchange(code)
        self.assertEqual((made.status, made.fields["cache-control"]), (200, "no-store"))
        self.assertEqual({**made.json(), "token": ""}, {"token": "", "name": "the phone", "role": "control"})
        self.assertEqual(self.session({"x-coapnode-token": made.json()["token"]}).json(), {"role": "control", "name": "the phone"})
        self.assertEqual(self.exchange(code).status, 403)

    @unittest.skipUnless(shutil.which("zbarimg"), "zbarimg (zbar-tools) is not installed")
    def test_a_scanner_reads_the_code_that_is_drawn(self):
        told = self.pair()
        picture = self.gateway.folder / "code.pgm"
        picture.write_bytes(picture_of(told))
        read = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, timeout=30)
        self.assertEqual(read.stdout.strip(), f"{URL}#pair={code_in(told)}", read.stderr)

    def test_each_role_can_be_given(self):
        for role in ("read", "control", "admin"):
            with self.subTest(role):
                self.assertEqual(self.session(self.token(role, "--role", role)).json(), {"role": role, "name": role})

    def test_nothing_that_is_stored_or_logged_is_a_secret(self):
        code = code_in(self.pair())
        token = self.exchange(code).json()["token"]
        self.assertEqual(self.exchange("wrong" + code).status, 403)
        file = self.gateway.state / "pairings.json"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        for secret in (code, token):
            self.assertNotIn(secret, file.read_text())
            self.assertNotIn(secret, self.gateway.log())
        self.assertIn("phone is paired, with the role control, from 127.0.0.1", self.gateway.log())

    def test_a_token_outlives_a_reload_and_a_restart_and_a_code_outlives_no_restart(self):
        token, code = self.token(), code_in(self.pair("tablet"))
        self.gateway.reload()
        self.assertEqual(self.session(token).json()["role"], "control")
        config, state = self.gateway.config.read_text(), self.gateway.state
        with Gateway(config, "--state", str(state)) as again:
            self.assertEqual(again.get("/session", token).json()["name"], "phone")
            self.assertEqual(again.ask("POST", "/pair", {"content-type": "application/json"}, json.dumps({"code": code}).encode()).status, 410)

    def test_unpair_ends_access_and_streams_of_that_device_alone(self):
        phone, tablet = self.token("phone"), self.token("tablet")
        ended, other = (self.enterContext(self.gateway.events(fields=token)) for token in (phone, tablet))
        self.assertEqual((ended.status, other.status), (200, 200))
        done = self.gateway.run("--unpair", "phone")
        self.assertEqual((done.returncode, done.stdout), (0, "phone no longer has access\n"))
        with self.assertRaises(Closed):
            ended.wait(lambda event: False, "its end")
        self.assertEqual(self.session(phone).status, 401)
        self.assertEqual(self.session(tablet).json()["name"], "tablet")
        self.assertIn("\ncoapnode_gateway_event_clients 1\n", self.gateway.get("/metrics", tablet).body.decode())

    def test_paired_lists_devices_and_codes(self):
        self.assertEqual(self.gateway.run("--paired").stdout, "no device is paired\n")
        self.token("phone", "--role", "read")
        self.pair("tablet")
        rows = [re.split(r"\s{2,}", line) for line in self.gateway.run("--paired").stdout.splitlines()]
        self.assertEqual([row[:2] for row in rows], [["NAME", "ROLE"], ["phone", "read"], ["tablet", "control"]])

    def test_a_reload_that_removes_a_token_ends_its_stream(self):
        tokens = [{"name": name, "token": f"the-long-token-of-{name}", "role": "read"} for name in ("ann", "bob")]
        self.gateway.reload({"nodes": [], "anonymous": "none", "tokens": tokens})
        streams = [self.enterContext(self.gateway.events(fields={"x-coapnode-token": token["token"]})) for token in tokens]
        self.assertEqual([stream.status for stream in streams], [200, 200])
        self.gateway.reload({"nodes": [], "anonymous": "none", "tokens": tokens[1:]})
        with self.assertRaises(Closed):
            streams[0].wait(lambda event: False, "its end")
        bob = {"x-coapnode-token": tokens[1]["token"]}
        self.assertIn("\ncoapnode_gateway_event_clients 1\n", self.gateway.get("/metrics", bob).body.decode())

    def test_wrong_codes_are_answered_for_a_while_and_then_no_more(self):
        told = [self.exchange("no such code").status for _ in range(12)]
        self.assertEqual(told, [403] * 10 + [429] * 2)
        self.assertLess(self.gateway.log().count("wrong or was already used"), 8)  # a stranger cannot fill the log
        for body, status in [(b"{}", 400), (b"[1]", 400), (b"{", 400)]:
            with self.subTest(body):
                self.assertEqual(self.gateway.ask("POST", "/pair", {"content-type": "application/json"}, body).status, status)
        self.assertEqual(self.gateway.ask("POST", "/pair", {"content-type": "text/plain"}, b"x").status, 415)
        self.assertEqual(self.gateway.ask("GET", "/pair", role="read").status, 405)

    def test_a_damaged_file_closes_access_is_told_and_is_kept(self):
        token = self.token()
        file = self.gateway.state / "pairings.json"
        file.write_text("{")
        self.assertEqual(self.session(token).status, 401)
        words = f"{file} is damaged: move it away, then pair the devices again"
        wait_until(lambda: words in self.gateway.log(), "it is logged")
        done = self.gateway.run("--pair", "tablet", "--url", URL)
        self.assertEqual((done.returncode, done.stderr), (1, f"coapnode-gateway: {words}\n"))
        self.assertEqual(file.read_text(), "{")

    def test_a_token_that_cannot_be_stored_leaves_the_code_good(self):
        code = code_in(self.pair())
        obstacle = self.gateway.state / "pairings.json.new"  # where a new file is written first; stops root, too
        obstacle.mkdir()
        answer = self.exchange(code)
        self.assertEqual((answer.status, answer.detail()), (503, "the gateway cannot store the token: see its log"))
        wait_until(lambda: str(obstacle) in self.gateway.log(), "the log says why")
        obstacle.rmdir()
        self.assertEqual(self.exchange(code).status, 200)


class Refusals(unittest.TestCase):
    def test_what_stands_in_the_way_is_said_in_a_sentence(self):
        with GatewayFolder({"listen": ["127.0.0.1:1"], "tokens": [{"name": "ann", "token": "the-long-token-of-ann"}]}) as place:
            folder = place.folder
            for arguments, code, words in [
                    (["--pair", "phone"], 1, f"no address that another device could open: add one to listen: in {place.config}"),
                    (["--pair", "phone", "--url", "pi.local"], 1, "pi.local is not the address of a page: write one such as"),
                    (["--pair", "ann", "--url", URL], 1, f"{place.config} already has a token named ann: choose another name"),
                    (["--pair", "phone", "--url", URL], 1, "the gateway does not listen at 127.0.0.1:1: start the service with systemctl start"),
                    (["--state", str(folder / "none"), "--pair", "phone"], 1, "none does not exist: start the service"),
                    (["--state", str(folder / "gateway.yaml"), "--paired"], 1, "gateway.yaml is not a folder: give the folder of the paired devices"),
                    (["--unpair", "phone"], 1, "no device is paired as phone: see coapnode-gateway --paired"),
                    (["--pair", ""], 2, "--pair: its value is empty: write NAME after it"),
                    (["--pair", "phone", "--role", "chief"], 2, "chief is not read, control or admin"),
                    (["--role", "read"], 2, "--role requires --pair"),
                    (["--pair", "a", "--unpair", "b"], 2, "only one of --check, --init, --pair, --unpair and --paired can be given")]:
                with self.subTest(arguments):
                    done = place.run(*arguments)
                    self.assertEqual((done.returncode, done.stdout), (code, ""))
                    self.assertIn(words, done.stderr)
            place.configure("lisen: []\n")
            done = place.run("--pair", "phone", "--url", URL)
            self.assertEqual(done.returncode, 1)
            self.assertIn("did you mean 'listen'?", done.stderr)


if __name__ == "__main__":
    unittest.main()
