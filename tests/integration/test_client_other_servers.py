# SPDX-License-Identifier: MIT
"""coapnode against servers that are not ours: libcoap's in three builds, aiocoap's (Debian 13), that of the npm package coap."""
import contextlib
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coapnode import Ended, Running, coapnode
from support.workspace import TIMEOUT, free_port, wait_until

HERE = pathlib.Path(__file__).parent
MODULES = os.environ.get("COAPNODE_NODE_MODULES", "")
KEY = "a key that is text"
BODY = "".join(f"{number}\n" for number in range(20000)).encode()[:100000]  # no two blocks are the same
AS_PHONE = "--identity", "phone", "--key", KEY


@contextlib.contextmanager
def process(*command: object):
    """One that serves; its stdout. Ended by its id."""
    one = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield one.stdout
    finally:
        one.kill()
        one.wait()
        one.stdout.close()


class OtherServer:
    """What is asked of each; a subclass says where, and names the resources that it has."""

    kept = "/big"        # takes a PUT of any content
    counting = "/count"  # has another state at least each second
    makes = "/new", "created /made\n"  # a POST there, and what is said of it
    links = "/big", "/count"

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        (cls.folder / "body").write_bytes(BODY)
        cls.uri = cls.start()

    def ran(self, *arguments, code: int = 0) -> Ended:
        ended = coapnode(*arguments)
        self.assertEqual(ended.code, code, ended)
        return ended

    def test_a_large_body_goes_and_comes_back_in_blocks_of_each_size(self):
        for options in (), ("--block-size", 1024), ("--block-size", 64):
            with self.subTest(options):
                self.ran("put", *self.key, *options, self.uri + self.kept, "small", "-t", "text")
                self.assertEqual(self.ran("get", *self.key, self.uri + self.kept, "--raw").bytes, b"small")
                self.ran("put", *self.key, *options, "--timeout", "20s", "-t", "text", self.uri + self.kept, f"@{self.folder / 'body'}")
                self.ran("get", *self.key, *options, "--timeout", "20s", self.uri + self.kept, "-o", self.folder / "got")
                self.assertEqual((self.folder / "got").read_bytes(), BODY)

    def test_a_post(self):
        path, told = self.makes
        self.assertEqual(self.ran("post", *self.key, self.uri + path, "something").stdout, told)

    def test_what_is_not_there(self):
        self.assertRegex(self.ran("get", *self.key, self.uri + "/nothing", code=14).stderr, r"(?m)^4\.04 Not Found")

    def test_its_links(self):
        told = self.ran("discover", *self.key, "--json", self.uri).object()
        self.assertLessEqual(set(self.links), {link["href"] for link in told["payload"]})
        self.assertIn("obs", next(link for link in told["payload"] if link["href"] == self.counting))

    def test_each_state_that_it_tells_is_shown(self):
        with Running("observe", *self.key, "--json", "--count", 3, self.uri + self.counting) as observer:
            states = [observer.object() for _ in range(3)]
            self.assertEqual(observer.wait(), 0)
        self.assertEqual(len({state["payload"] for state in states if "payload" in state}), 3)
        numbers = [state["options"]["observe"] for state in states]
        self.assertEqual(numbers, sorted(set(numbers)))


class LibcoapServer(OtherServer):
    kept, counting, makes, links = "/example_data", "/time", ("/new", "created /new\n"), ("/time", "/example_data", "/async")
    library = ""
    key = ()

    @classmethod
    def start(cls) -> str:
        cls.port = free_port()
        cls.enterClassContext(process(f"coap-server-{cls.library}", "-d", 10, "-A", "127.0.0.1", "-p", cls.port, *cls.secrets()))
        wait_until(lambda: coapnode("ping", "--timeout", "1s", f"127.0.0.1:{cls.port}").code == 0, "an answer")
        return f"coaps://127.0.0.1:{cls.port + 1}" if cls.key else f"coap://127.0.0.1:{cls.port}"

    @classmethod
    def secrets(cls) -> list[object]:
        if cls.library == "notls":
            return []
        matched = cls.folder / "identities"
        matched.write_text(f"CoAP,phone,{KEY}\n")
        return ["-k", "the key of nobody in particular", "-i", matched]

    def test_a_separate_answer(self):
        self.assertEqual(self.ran("get", *self.key, self.uri + "/async", "-q", "1").stdout, "done\n")

    def test_a_delete(self):
        self.ran("put", *self.key, self.uri + "/short-lived", "x")
        self.assertEqual(self.ran("delete", *self.key, self.uri + "/short-lived").stdout, "deleted\n")


class WithKeys:
    key = AS_PHONE

    def test_a_wrong_key_and_an_unknown_identity_are_refused(self):
        wrong = {"phone": "some other key, long enough", "nobody": KEY}
        with ThreadPoolExecutor() as pool:
            runs = {name: pool.submit(coapnode, "get", "--identity", name, "--key", key, self.uri + self.counting) for name, key in wrong.items()}
        for name, run in runs.items():
            self.assertEqual(run.result().code, 4, run.result())
            self.assertIn(f'the node refused identity "{name}"', run.result().stderr)

    def test_a_ping(self):
        self.ran("ping", *self.key, self.uri)


class WithoutTls(LibcoapServer, unittest.TestCase):
    library = "notls"


class Gnutls(LibcoapServer, unittest.TestCase):
    library = "gnutls"


class GnutlsSecure(WithKeys, Gnutls):
    pass


class Openssl(LibcoapServer, unittest.TestCase):
    library = "openssl"


class OpensslSecure(WithKeys, Openssl):
    pass


@unittest.skipUnless(importlib.util.find_spec("aiocoap"), "no package python3-aiocoap, which Debian has from release 13 on")
class Aiocoap(OtherServer, unittest.TestCase):
    key = ()
    makes = "/big", "created /made\n"

    @classmethod
    def start(cls) -> str:
        port = free_port()
        cls.enterClassContext(process(sys.executable, HERE / "aiocoap_server.py", port)).readline()
        return f"coap://127.0.0.1:{port}"


@unittest.skipUnless(pathlib.Path(MODULES, "coap", "package.json").is_file(), "no npm package coap: tests/run installs it")
class Npm(OtherServer, unittest.TestCase):
    key = ()

    @classmethod
    def start(cls) -> str:
        port = cls.enterClassContext(process("node", HERE / "npm_server.mjs", MODULES)).readline()
        return f"coap://127.0.0.1:{int(port)}"


if __name__ == "__main__":
    unittest.main()
