# SPDX-License-Identifier: MIT
"""The table of coapnode's exit codes: what each of them means is met here, over UDP and DTLS. All rows run at once."""
import contextlib
import os
import re
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import EMPTY, Message, Type, wait_for_content
from support.coapnode import Ended, command, coapnode, environment
from support.daemon import Daemon
from support.server import Server, always, numbered, reply, reset, silent
from support.workspace import TIMEOUT, free_port, wait_until

KEY = "a key that is text"
CONFIG = {
    "coap": {"anonymous": "read"},
    "dtls": {"identities": [{"identity": "phone", "psk": KEY, "role": "control"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1h"}, {"name": "gone", "driver": "sht3x", "bus": "/dev/i2c-2", "interval": "1s"}],
    "leds": [{"name": "led", "line": "GPIO17"}],
}
AS_PHONE = "--identity", "phone", "--key", KEY


def rejecting(request: Message) -> list[Message]:
    return [reset(request)]


def endless(request: Message) -> list[Message]:
    """The second block again and again, as if it were another one."""
    return [] if request.code == EMPTY else [numbered(reply(request, payload=bytes(64)), 23, b"\x1a")]


def first(code: str, path: str):
    """A node with one reading. Its answer has this code at `path`, and where that is told apart, for an observation."""
    def answer(request: Message) -> list[Message]:
        if request.code == EMPTY:
            return [reset(request)]
        asked = "/" + "/".join(one.decode() for one in request.all(11)) + "?observe" * (request.option(6) is not None)
        if asked == path:
            return [reply(request, code, b"why")]
        if asked == "/.well-known/core":
            return [reply(request, payload=b'</temperature>;rt="temperature"', options=((12, b"("),))]
        return [reply(request, payload=b"21.5", options=((12, b""),))]
    return answer


class Doctor(unittest.TestCase):
    """An error answer is an answer: its code decides, as for every other command."""

    def test_each_step(self):
        for path in "/.well-known/core", "/temperature", "/temperature?observe":
            for code, exit_code in ("4.04", 14), ("5.03", 15):
                with self.subTest((path, code)), Server(first(code, path)) as server:
                    ended = coapnode("doctor", server.uri())
                    self.assertEqual(ended.code, exit_code, ended)
                    self.assertNotIn("1970", ended.stdout)  # the time of a reading without one is when it came
                    self.assertRegex(ended.stdout, rf"\nFAIL  .*{re.escape(code)} .*why")


class OddAnswers(unittest.TestCase):
    """libcoap drops each of these in silence. What RFC 7252 says to ignore is ignored; the rest is told at once."""

    def ended(self, answer, *arguments: object) -> Ended:
        with Server(answer) as server:
            ended = coapnode("get", "--timeout", "3s", *arguments, server.uri("/x"))
            self.assertEqual(len(server.requests), 1, "it asked again")
            return ended

    def test_an_elective_option_of_a_wrong_length_or_one_too_many_is_ignored(self):
        """RFC 7252 sections 5.4.3 and 5.4.5"""
        text = (12, b"")
        for odd in ((4, b""),), ((4, bytes(9)),), ((14, bytes(5)),), ((6, bytes(4)),), ((28, bytes(5)),), (text, text), ((14, b"1"), (14, b"2")):
            with self.subTest(odd):
                ended = self.ended(always(payload=b"21.5", options=tuple(sorted((*odd, text)))), "--raw")
                self.assertEqual((ended.code, ended.stdout, ended.stderr), (0, "21.5", ""))

    def test_what_cannot_be_understood_is_told(self):
        def cut(request: Message) -> list:
            return [reply(request, options=((12, b"("),)).encode() + b"\xff"]

        def large(request: Message) -> list:
            return [reply(request, payload=bytes(1200))]

        def confirmable(request: Message) -> list:
            return [] if request.type in (Type.ACK, Type.RST) else [Message("2.05", Type.CON, 1, request.token).encode() + b"\xff"]

        for answer, words in (cut, "its answer is malformed"), (confirmable, "its answer is malformed"), (large, "its answer is too large for one message"):
            with self.subTest(answer.__name__):
                with Server(answer) as server:
                    ended = coapnode("get", "--timeout", "3s", server.uri("/x"))
                    if answer is confirmable:
                        wait_until(lambda server=server: any(one.type == Type.RST for one in server.requests), "a Reset")
                self.assertEqual((ended.code, ended.stdout), (6, ""))
                self.assertIn(words, ended.stderr)

    def test_datagrams_of_another_protocol_are_told(self):
        with Server(lambda request: [b"\x80\x45" + request.encode()[2:4]]) as server:
            ended = coapnode("get", "--timeout", "1s", server.uri("/x"))
        self.assertEqual((ended.code, ended.stdout), (3, ""))
        self.assertIn("no answer, only datagrams of another protocol (is this its port?): check that it is running", ended.stderr)

    def test_a_code_that_is_none_of_a_response_is_told_in_every_message(self):
        def as_type(kind: Type, code: str):
            def answer(request: Message) -> list:
                return [] if request.code == EMPTY else [Message(code, kind, request.mid, request.token)]
            return answer

        for code in "1.01", "3.00", "6.05", "7.01", "7.02", "7.04", "7.05", "7.31":
            for kind in Type.CON, Type.NON, Type.ACK:
                with self.subTest((code, kind)):
                    with Server(as_type(kind, code)) as server:
                        ended = coapnode("get", "--timeout", "3s", server.uri("/x"))
                        if kind == Type.CON:
                            wait_until(lambda server=server: any(one.type == Type.RST for one in server.requests), "a Reset")
                    self.assertEqual((ended.code, ended.stdout), (6, ""))
                    self.assertIn(f"it answered {code}, which is not a response\n", ended.stderr)
                    self.assertEqual({one.code for one in server.requests}, {"0.01"} | ({EMPTY} if len(server.requests) > 1 else set()))

    def test_an_observation_says_when_it_tries_again(self):
        with Server(always(options=((2049, b""),))) as server:
            ended = coapnode("observe", "--timeout", "500ms", server.uri("/x"))
        self.assertEqual(ended.code, 6)
        self.assertRegex(ended.stderr, r"not allowed there: number 2049 \(next attempt in 1 s\)\n$")


class ExitCodes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        cls.node.play(0x44, "fault=no_answer", "i2c-2")
        with cls.node.peer() as peer:
            wait_for_content(peer, "/temperature")
        with contextlib.ExitStack() as stack:
            started = {name: stack.enter_context(Server(answer)) for name, answer in {
                "silent": silent, "rejecting": rejecting, "endless": endless, "odd": always("3.00"), "critical": always(options=((2049, b""),)), "failing": always("5.00", b"why"),
            }.items()}
            cls.uris = {name: server.uri("/x") for name, server in started.items()}
            pool = stack.enter_context(ThreadPoolExecutor(8))
            cls.runs = {name: pool.submit(coapnode, *row[1:]) for name, row in cls.rows().items()}
            cls.ended = {name: run.result() for name, run in cls.runs.items()}

    @classmethod
    def rows(cls) -> dict[str, tuple]:
        """The code, then the arguments."""
        uris, closed = cls.uris, free_port()
        plain, secure = f"coap://127.0.0.1:{cls.node.port}", f"coaps://127.0.0.1:{cls.node.secure_port}"
        quick = "--timeout", "700ms"
        return {
            "an answer": (0, "get", f"{plain}/temperature"),
            "an answer over DTLS": (0, "get", *AS_PHONE, f"{secure}/led"),
            "a change over DTLS": (0, "put", *AS_PHONE, f"{secure}/led", "on"),
            "help": (0, "--help"),
            "version": (0, "--version"),
            "a payload that is not there": (1, "put", f"{plain}/led", "@/nonexistent"),
            "a file that cannot be written": (1, "get", f"{plain}/temperature", "-o", "/nonexistent/file"),
            "a key file that is not there": (1, "get", "--identity", "phone", "--key-file", "/nonexistent", f"{secure}/led"),
            "a credentials file that is not there": (1, "get", "--credentials", "/nonexistent", f"{secure}/led"),
            "no key for the host": (1, "get", f"{secure}/led"),
            "no command": (2,),
            "an unknown command": (2, "gte", plain),
            "an unknown option": (2, "get", "--acept", "json", plain),
            "no URI": (2, "get"),
            "a bad URI": (2, "get", "http://127.0.0.1/"),
            "a bad value": (2, "get", "--accept", "jason", plain),
            "options that exclude each other": (2, "get", "--json", "--raw", plain),
            "silence": (3, "get", *quick, uris["silent"]),
            "silence for a ping": (3, "ping", *quick, uris["silent"].removesuffix("/x")),
            "silence for DTLS": (3, "get", *quick, *AS_PHONE, uris["silent"].replace("coap:", "coaps:")),
            "too few states": (3, "observe", "--count", 3, "--timeout", "1s", f"{plain}/led"),
            "a wrong key": (4, "get", "--identity", "phone", "--key", "some other key, long enough", f"{secure}/led"),
            "an unknown identity": (4, "get", "--identity", "nobody", "--key", KEY, f"{secure}/led"),
            "a wrong key for a ping": (4, "ping", "--identity", "phone", "--key", "some other key, long enough", secure),
            "a closed port": (5, "get", f"coap://127.0.0.1:{closed}/x"),
            "a closed port without confirmation": (5, "get", "--non", *quick, f"coap://127.0.0.1:{closed}/x"),
            "a closed port for DTLS": (5, "get", *AS_PHONE, f"coaps://127.0.0.1:{closed}/x"),
            "a closed port for a ping": (5, "ping", f"coap://127.0.0.1:{closed}"),
            "an unknown name": (5, "get", "coap://nowhere.invalid/x"),
            "an unknown zone": (5, "get", "coap://[fe80::1%25nosuch0]/x"),
            "a reset": (6, "get", uris["rejecting"]),
            "blocks out of order": (6, "get", uris["endless"]),
            "a code that is none": (6, "get", uris["odd"]),
            "a critical option that nobody knows": (6, "get", uris["critical"]),
            "4.04": (14, "get", f"{plain}/nothing"),
            "4.01": (14, "put", f"{plain}/led", "on"),
            "4.00": (14, "put", *AS_PHONE, f"{secure}/led", "blue"),
            "4.06": (14, "get", "--accept", "xml", f"{plain}/led"),
            "5.00": (15, "get", uris["failing"]),
            "5.03": (15, "get", f"{plain}/sensors/gone/temperature"),
        }

    def test_each_row(self):
        for name, (code, *arguments) in self.rows().items():
            with self.subTest(name):
                ended = self.ended[name]
                self.assertEqual(ended.code, code, ended)

    def test_each_failure_is_said_on_stderr_and_nothing_on_stdout(self):
        for name, (code, *_) in self.rows().items():
            with self.subTest(name):
                ended = self.ended[name]
                if name != "too few states":  # it shows one, or two: "a change over DTLS" runs beside it
                    self.assertEqual(bool(ended.stdout), code == 0, ended)
                    self.assertTrue(code == 0 or ended.stderr.endswith("\n"), ended)

    def says(self, name: str, words: str) -> None:
        self.assertIn(words, self.ended[name].stderr)

    def test_a_sentence_says_what_to_do(self):
        self.says("a closed port", "its port is closed, or the host cannot be reached: check that it is running and uses this port")
        self.says("silence", "no answer: check that it is running and that this machine can reach it")
        self.says("an unknown name", 'unknown host "nowhere.invalid": check the spelling')
        self.says("a wrong key", 'the node refused identity "phone": is its key the one on the command line? (compare it with the key on the node)')
        self.says("an unknown command", 'did you mean')
        self.says("4.04", "4.04 Not Found: no such resource: see /.well-known/core")
        self.says("5.03", "5.03 Service Unavailable: ")
        self.says("5.00", "5.00 Internal Server Error: why")

    def test_with_json_a_failure_is_an_object(self):
        for code, reason, uri in (3, "silent", self.uris["silent"]), (1, "failed", f"coaps://127.0.0.1:{self.node.secure_port}/led"):
            with Server(silent) as server:
                ended = coapnode("get", "--json", "--timeout", "300ms", uri if code == 1 else server.uri("/x"))
            self.assertEqual((ended.code, ended.stdout), (code, ""))
            told = Ended(0, ended.stderr, "", b"").object()
            self.assertEqual(told["error"]["reason"], reason)
            self.assertNotIn("power supply", told["error"]["message"])

    def test_it_is_too_old_an_answer_that_comes_for_another_token(self):
        with Server(lambda request: [Message("2.05", Type.NON, 1, b"12345678", (), b"old")]) as server:
            self.assertEqual(coapnode("get", "--timeout", "500ms", server.uri("/x")).code, 3)


class Observations(unittest.TestCase):
    """The last answer of each resource decides, or that there is none."""

    @staticmethod
    def then(code: str):
        """The first answer is the other kind, a notification with this code follows."""
        def answer(request: Message) -> list[Message]:
            if request.code == EMPTY or request.option(6) != b"":
                return []
            before = "5.03" if code.startswith("2") else "2.05"
            return [reply(request, before, b"before", ((6, b"\1"),) * before.startswith("2")),
                    Message(code, Type.NON, 7, request.token, ((6, b"\2"),) * code.startswith("2"), b"after")]
        return answer

    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as stack:
            uri = {name: stack.enter_context(Server(answer)).uri("/x") for name, answer in {
                "well": always(payload=b"well", options=((6, b""),)), "silent": silent, "4.04": always("4.04"), "5.03": always("5.03"),
                "critical": always(options=((2049, b""),)),
                "then 2.05": cls.then("2.05"), "then 4.03": cls.then("4.03"), "then 5.00": cls.then("5.00"),
            }.items()}
            codes = {"well": 0, "4.04": 14, "5.03": 15, "silent": 3, "critical": 6, "then 2.05": 0, "then 4.03": 14, "then 5.00": 15}
            rows = [(code, "--for", "5s", uri[name]) for name, code in codes.items()]
            rows += [(15, "--for", "5s", uri["well"], uri["5.03"])]
            rows += [(15, "--for", "5s", *more, uri["then 5.00"]) for more in (("--json",), ("--exec", "true"), ("--count", 99))]
            rows += [(15, "--count", 99, "--timeout", "5s", uri["then 5.00"]), (3, "--count", 99, "--timeout", "5s", uri["then 2.05"])]
            pool = stack.enter_context(ThreadPoolExecutor(8))
            cls.runs = [(row, pool.submit(coapnode, "observe", *row[1:])) for row in rows]

    def test_each_row(self):
        for row, run in self.runs:
            with self.subTest(row):
                ended = run.result()
                self.assertEqual(ended.code, row[0], ended)
                self.assertTrue(row[0] == 0 or ended.stderr or "--json" in row, ended)

    def test_silence_and_too_few_states_are_told(self):
        told = [run.result().stderr for row, run in self.runs if row[0] == 3]
        self.assertRegex(told[0], r"/x: no answer: check that it is running .*\n$")
        self.assertTrue(told[1].endswith("coapnode: 1 of 99 states came in time\n"), told[1])

    def test_enough_states_are_a_success_although_there_were_errors(self):
        with Server(self.then("4.03")) as server:
            self.assertEqual(coapnode("observe", "--count", 1, server.uri("/x")).code, 0)


class NowhereToWrite(unittest.TestCase):
    def ended(self, stdout, *arguments: str) -> subprocess.CompletedProcess:
        with Server(always(payload=b"21.5", options=((12, b""),))) as server:
            return subprocess.run(command("get", *arguments, server.uri("/x")), stdin=subprocess.DEVNULL, stdout=stdout,
                                  stderr=subprocess.PIPE, text=True, env=environment(), timeout=TIMEOUT, check=False)

    def test_a_full_disk_is_a_failure_here(self):
        for arguments in ((), ("--json",), ("--raw",)):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                ended = self.ended(full, *arguments)
                self.assertEqual((ended.returncode, ended.stderr), (1, "coapnode: cannot write to stdout: No space left on device\n"))

    def test_so_is_a_full_disk_for_a_file(self):
        ended = self.ended(subprocess.DEVNULL, "-o", "/dev/full")
        self.assertEqual((ended.returncode, ended.stderr), (1, "coapnode: cannot write /dev/full: No space left on device\n"))

    def test_so_is_a_reader_that_has_gone(self):
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "wb") as gone:
            ended = self.ended(gone)
        self.assertEqual((ended.returncode, ended.stderr), (1, "coapnode: cannot write to stdout: Broken pipe\n"))

    def test_an_observation_ends_when_nobody_reads_it(self):
        counted = [0]

        def count(request: Message) -> list[Message]:
            counted[0] += 1
            return [reply(request, payload=b"%d" % counted[0], options=((14, b""),))]

        reader, writer = os.pipe()
        os.close(reader)
        with Server(count) as server, os.fdopen(writer, "wb") as gone:
            ended = subprocess.run(command("observe", server.uri("/x")), stdin=subprocess.DEVNULL, stdout=gone,
                                   stderr=subprocess.DEVNULL, env=environment(), timeout=TIMEOUT, check=False)
        self.assertEqual(ended.returncode, 1)


if __name__ == "__main__":
    unittest.main()
