# SPDX-License-Identifier: MIT
"""coapnode against our daemon: what each command prints, where payloads come from, and which keys it takes."""
import json
import pathlib
import re
import tempfile
import unittest

from support.coap import wait_for_content
from support.coapnode import Running, coapnode, with_hosts
from support.daemon import Daemon

KEY = "a key that is text"
OTHER_KEY = "another key, long enough"
TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00"
READING = rf"^-?\d+(\.\d+)? °C  {TIME}\n$"
CONFIG = {
    "device": {"id": "node-7", "title": "Attic"},
    "remote_config": True,
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "phone", "psk": KEY, "role": "read"},
                            {"identity": "boss", "psk": OTHER_KEY, "role": "admin"}]},
    "sensors": [{"name": f"room-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(6)],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


class AgainstOurNode(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.host = f"127.0.0.1:{cls.node.port}"
        cls.secure = f"coaps://127.0.0.1:{cls.node.secure_port}"
        with cls.node.peer() as peer:
            for sensor in CONFIG["sensors"]:
                wait_for_content(peer, f"/sensors/{sensor['name']}")

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, name: str, content: str | bytes, mode: int = 0o600) -> pathlib.Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)
        return path

    def ran(self, *arguments, code: int = 0, **more):
        ended = coapnode(*arguments, **more)
        self.assertEqual(ended.code, code, ended)
        return ended

    def quiet(self, *arguments, **more) -> str:
        """What it prints of a success, that says nothing on stderr."""
        ended = self.ran(*arguments, **more)
        self.assertEqual(ended.stderr, "")
        return ended.stdout


class Names(AgainstOurNode):
    """A GnuTLS server refuses a client that calls it by what is no host name."""

    def test_each_name_can_be_used_over_dtls(self):
        names = "node.test", "under_score.test", "node.test."
        launcher = with_hosts(self.write("hosts", "127.0.0.1 node.test under_score.test node.test.\n", 0o644))
        for name in names:
            uri = f"coaps://{name}:{self.node.secure_port}/led"
            with self.subTest(uri), Running("get", "--identity", "phone", "--key", KEY, uri, launcher=launcher) as client:
                self.assertEqual(client.wait(), 0, client.told())
                self.assertEqual(client.out.seen, ["off"])


class Start(AgainstOurNode):
    """Asked for its log, GnuTLS says on stderr that it starts."""

    def test_gnutls_does_not_start_for_plain_coap(self):
        for command in ("get", f"{self.host}/temperature"), ("ping", self.host), ("discover", self.host):
            with self.subTest(command):
                self.quiet(*command, GNUTLS_DEBUG_LEVEL="2")

    def test_gnutls_starts_for_dtls(self):
        key = "--identity", "phone", "--key-file", self.write("phone.psk", "phone:" + KEY.encode().hex())
        ended = self.ran("get", *key, f"{self.secure}/temperature", GNUTLS_DEBUG_LEVEL="2")
        self.assertRegex(ended.stdout, READING)
        self.assertIn("gnutls", ended.stderr)


class Outputs(AgainstOurNode):
    def test_a_reading_is_a_line_for_people(self):
        self.assertRegex(self.quiet("get", f"{self.host}/temperature"), READING)
        self.assertRegex(self.quiet("get", f"{self.host}/temperature", "-a", "cbor"), READING)
        self.assertRegex(self.quiet("get", f"{self.host}/temperature", "-a", "text"), r"^-?\d+(\.\d+)?\n$")

    def test_senml_is_a_table(self):
        head, *rows = self.quiet("get", f"{self.host}/sensors", "--accept", "senml").splitlines()
        self.assertEqual(head.split(), ["name", "value", "unit", "time"])
        self.assertEqual(len(rows), 12)
        self.assertRegex(rows[0], rf"^node-7/room-0/temperature +-?\d+(\.\d+)? +Cel +{TIME}$")

    def test_json_is_an_object_with_code_options_payload_and_time(self):
        told = self.ran("get", f"{self.host}/temperature", "--json").object()
        self.assertEqual((told["code"], told["name"], told["payload"]["unit"]), ("2.05", "Content", "celsius"))
        self.assertEqual((told["uri"], told["sender"]), (f"coap://{self.host}/temperature", self.host))
        self.assertEqual(told["options"]["content_format"], "json")
        self.assertRegex(told["options"]["etag"], r"^[0-9a-f]{2,16}$")
        self.assertGreater(told["options"]["max_age"], 0)
        self.assertRegex(told["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        missing = self.ran("get", f"{self.host}/nothing", "--json", code=14)
        self.assertEqual((missing.object()["code"], missing.stderr), ("4.04", ""))

    def test_raw_is_the_bytes_of_the_payload(self):
        with self.node.peer() as peer:
            cbor = peer.get("/temperature", options=[(17, b"\x3c")]).payload
        self.assertEqual(self.ran("get", f"{self.host}/temperature", "-a", "cbor", "--raw").bytes, cbor)
        file = self.folder / "body"
        self.assertEqual(self.quiet("get", f"{self.host}/temperature", "-a", "cbor", "-o", file), "")
        self.assertEqual(file.read_bytes(), cbor)

    def test_verbose_shows_both_heads_on_stderr(self):
        ended = self.ran("get", "-v", f"{self.host}/temperature", "-a", "json", "-q", "x=1", code=0)
        self.assertRegex(ended.stdout, READING)
        for line in ("GET\n", "  Uri-Path: temperature\n", "  Uri-Query: x=1\n", "  Accept: json (50)\n", "2.05 Content\n", "  Max-Age: "):
            self.assertIn(line, ended.stderr)

    def test_links_are_a_table(self):
        head, *rows = self.quiet("discover", self.host).splitlines()
        self.assertEqual(head.split(), ["href", "title", "rt", "if", "ct", "obs"])
        self.assertEqual(len(rows), 28)  # more than a block of them
        self.assertRegex(rows[0], r"^/temperature +.* sensor temperature +core\.s +json cbor .* yes$")
        filtered = self.ran("discover", "--json", self.host, "-q", "rt=led").object()
        self.assertEqual([link["href"] for link in filtered["payload"]], ["/led", "/leds/led"])
        self.assertIs(filtered["payload"][0]["obs"], True)

    def test_observe_prints_a_line_for_each_state(self):
        with Running("observe", "--count", 3, f"{self.host}/led") as observer:
            before, _ = observer.line().split("  ")
            for state in ("on", "off") if before == "off" else ("off", "on"):
                self.quiet("put", f"{self.host}/led", state)
                self.assertRegex(observer.line(), rf"^{state}  {TIME}$")
            self.assertEqual(observer.wait(), 0)
        told = self.ran("observe", "--json", "--count", 1, f"{self.host}/temperature").object()
        self.assertIn("observe", told["options"])
        verbose = self.ran("observe", "-v", "--count", 1, f"{self.host}/temperature")
        self.assertRegex(verbose.stderr, r"2\.05 Content\n(  .*\n)*  Observe: \d+\n")

    def test_several_uris_are_told_apart(self):
        ended = self.ran("observe", "--for", "3s", f"{self.host}/led", f"{self.host}/temperature")
        self.assertEqual({line.split("  ")[0] for line in ended.stdout.splitlines()},
                         {f"coap://{self.host}/led", f"coap://{self.host}/temperature"})

    def test_ping(self):
        self.assertRegex(self.quiet("ping", self.host), rf"^{self.host} answers a ping after \d+\.\d\d ms\n$")
        told = self.ran("ping", "--json", self.secure, "--identity", "phone", "--key", KEY).object()
        self.assertEqual(told["sender"], f"127.0.0.1:{self.node.secure_port}")
        self.assertGreater(told["milliseconds"], 0)

    def test_the_doctor_goes_from_the_name_to_the_clock(self):
        told = self.quiet("doctor", self.host)
        steps = [line[6:19].rstrip() for line in told.splitlines()]
        self.assertEqual(steps, ["route", "plain CoAP", "resources", "role", "reading", "observation", "clock"])
        self.assertEqual({line[:6] for line in told.splitlines()}, {"ok    "})
        self.assertIn("control: you may read and switch", told)
        secure = self.ran("doctor", self.secure, "--identity", "boss", "--key", OTHER_KEY, "--json").objects()
        self.assertEqual({step["state"] for step in secure}, {"ok"})
        self.assertIn('accepts identity "boss"', secure[1]["text"])
        self.assertIn("admin", next(step["text"] for step in secure if step["step"] == "role"))

    def test_the_doctor_ends_at_the_first_failure_with_its_cure(self):
        key = self.write("phone.psk", OTHER_KEY.encode().hex())
        told = self.ran("doctor", self.secure, "--identity", "phone", "--key-file", key, "--timeout", "1500ms", code=4).stdout
        self.assertRegex(told, r'FAIL  DTLS +the node refused identity "phone"\n +is its key the one in .*phone\.psk\? \(compare it with the key on the node\)')
        self.assertNotIn("resources", told)


class Payloads(AgainstOurNode):
    def state(self) -> str:
        return self.quiet("get", f"{self.host}/led").rstrip()

    def test_they_come_from_the_argument_a_file_or_stdin(self):
        self.assertEqual(self.quiet("put", f"{self.host}/led", "on"), "changed\n")
        self.assertEqual(self.state(), "on")
        file = self.write("state.json", '{"state":"off"}')
        self.quiet("put", f"{self.host}/led", f"@{file}")
        self.assertEqual(self.state(), "off")
        self.quiet("put", f"{self.host}/led", "-", stdin=b'{"state":"on"}')
        self.assertEqual(self.state(), "on")
        self.quiet("put", f"{self.host}/led", "-t", "cbor", "-", stdin=b"\xa1\x65state\x63off")
        self.assertEqual(self.state(), "off")

    def test_a_post_without_one_toggles(self):
        before = self.state()
        self.assertEqual(self.quiet("post", f"{self.host}/led"), {"on": "off\n", "off": "on\n"}[before])

    def test_delete_is_sent_and_refused(self):
        self.assertRegex(self.ran("delete", f"{self.host}/led", code=14).stderr, "^4.05 Method Not Allowed")

    def test_an_etag_is_a_condition(self):
        etag = self.ran("get", "--json", f"{self.host}/led").object()["options"]["etag"]
        self.quiet("put", "--if-match", etag, f"{self.host}/led", "on" if self.state() == "off" else "off")
        self.assertRegex(self.ran("put", "--if-match", etag, f"{self.host}/led", "on", code=14).stderr, "^4.12 Precondition Failed")
        self.assertRegex(self.ran("put", "--if-none-match", f"{self.host}/led", "on", code=14).stderr, "^4.12 ")

    def test_non_confirmable_and_small_blocks(self):
        self.assertRegex(self.quiet("get", "--non", f"{self.host}/temperature"), READING)
        links = self.quiet("get", "--raw", f"{self.host}/.well-known/core")
        self.assertGreater(len(links), 1024)
        self.assertEqual(self.quiet("get", "--raw", "--block-size", 64, f"{self.host}/.well-known/core"), links)
        self.assertEqual(self.quiet("get", "--raw", "--non", f"{self.host}/.well-known/core"), links)


class Keys(AgainstOurNode):
    def get(self, *arguments, code: int = 0, **more):
        return self.ran("get", f"{self.secure}/temperature", *arguments, code=code, **more)

    def test_a_key_file_of_hex_digits_or_of_psktool(self):
        hexadecimal = self.write("phone.psk", KEY.encode().hex() + "\n")
        self.assertRegex(self.quiet("get", f"{self.secure}/temperature", "--identity", "phone", "--key-file", hexadecimal), READING)
        both = self.write("keys.psk", f"boss:{OTHER_KEY.encode().hex()}\nphone:{KEY.encode().hex()}\n")
        self.assertRegex(self.quiet("get", f"{self.secure}/temperature", "--identity", "phone", "--key-file", both), READING)
        open_to_all = self.write("open.psk", KEY.encode().hex(), 0o644)
        self.assertIn("open.psk", self.get("--identity", "phone", "--key-file", open_to_all, code=1).stderr)

    def test_a_key_on_the_command_line_is_warned_of(self):
        visible = "coapnode: other users of this machine can see a key on the command line: use --key-file instead\n"
        self.assertEqual(self.get("--identity", "phone", "--key", KEY).stderr, visible)
        self.assertEqual(self.get("--identity", "phone", "--key-hex", KEY.encode().hex()).stderr, visible)
        spelled = "0x" + ":".join(f"{byte:02X}" for byte in KEY.encode())
        self.assertEqual(self.get("--identity", "phone", "--key-hex", spelled).stderr, visible)
        self.assertEqual(self.get("--json", "--identity", "phone", "--key", KEY).stderr, "")

    def test_a_key_that_looks_like_hex_and_a_short_one_are_warned_of(self):
        looks = self.get("--identity", "phone", "--key", "0123456789abcdef0123456789abcdef", "--timeout", "1s", code=4).stderr
        self.assertIn("use --key-hex", looks)
        self.assertIn("is its key the one on the command line? (compare it with the key on the node)", looks)
        self.assertRegex(self.get("--identity", "phone", "--key", "short", "--timeout", "1s", code=4).stderr, r"short|16 bytes")

    def credentials(self, mode: int = 0o600) -> pathlib.Path:
        self.write("phone.psk", KEY.encode().hex())
        folder = self.folder / "coapnode"
        folder.mkdir()
        rows = [{"host": "127.0.0.1", "identity": "phone", "key_file": "../phone.psk"}]
        return self.write("coapnode/credentials.yaml", json.dumps({"hosts": rows}), mode)

    def test_the_credentials_file_is_found_or_named(self):
        file = self.credentials()
        self.assertRegex(self.get("--credentials", file).stdout, READING)
        self.assertRegex(self.get(XDG_CONFIG_HOME=str(self.folder)).stdout, READING)
        self.assertEqual(self.quiet("--list-hosts", XDG_CONFIG_HOME=str(self.folder)), "127.0.0.1\n")

    def test_each_mistake_of_a_credentials_file_is_a_line(self):
        file = self.write("credentials.yaml", "hosts:\n- {host: 'a b', identity: phone}\n- {hots: pi}\n")
        lines = self.get("--credentials", file, code=1).stderr.splitlines()
        self.assertGreater(len(lines), 2)
        for line in lines:
            self.assertRegex(line, rf"^coapnode: {file}:[23]:\d+: ")

    def test_a_credentials_file_that_others_can_read_is_refused(self):
        for mode in (0o640, 0o604, 0o644):
            with self.subTest(oct(mode)):
                self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
                told = self.get("--credentials", self.credentials(mode), code=1)
                self.assertIn("credentials.yaml", told.stderr)
                self.assertRegex(told.stderr, r"chmod (600|go=|go-rwx)")

    def test_without_a_key_it_says_where_one_can_be_given(self):
        told = self.get(code=1).stderr
        self.assertRegex(told, r"^coapnode: there is no key for .*: give --identity and --key-file")
        self.assertFalse(re.search("power supply", told))


if __name__ == "__main__":
    unittest.main()
