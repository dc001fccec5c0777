# SPDX-License-Identifier: MIT
"""/history: what the sensors measured, over restarts, power cuts, full disks and broken files."""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from support import cbor
from support.clients import LIBRARIES, coap_client
from support.coap import ACCEPT, BLOCK2, CBOR, ETAG, JSON, MAX_AGE, SENML_CBOR, Peer, block, uint
from support.daemon import Daemon
from support.workspace import wait_until

SENSORS = [{"name": "room", "driver": "sht3x", "interval": "1s"}]


def config(state: pathlib.Path, flush: str = "1s", **more) -> dict:
    return {"device": {"id": "node-1"}, "state": str(state), "sensors": SENSORS, "history": {"flush": flush}, **more}


def blocks(peer: Peer, query: tuple[str, ...], exponent: int, first: int = 0, options=()):
    """The answers with each block of the body."""
    answers = []
    while not answers or answers[-1].block2()[1]:
        number = first + len(answers)
        answers.append(peer.get("/history", query=query, options=[*options, (BLOCK2, block(number, False, exponent))]))
    return answers


def pack(peer: Peer, *query: str) -> list[dict]:
    return json.loads(b"".join(answer.payload for answer in blocks(peer, query, 5)))


def temperatures(peer: Peer) -> list[float]:
    """When they were taken."""
    return [record["t"] for record in pack(peer, "quantity=temperature", "limit=1000")]


class Folder(unittest.TestCase):
    def setUp(self):
        self.state = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def wait_for_samples(self, peer: Peer, count: int) -> list[float]:
        return wait_until(lambda: len(found := temperatures(peer)) >= count and found, f"{count} samples")

    def wait_for_write(self):
        """Until it has been written again, so what was found before is."""
        def written():
            log = self.state / "history.db-wal"
            return log.exists() and log.stat().st_mtime_ns

        before = written()
        wait_until(lambda: written() != before, "it is written")


class Answers(Folder):
    def test_a_pack_in_both_formats_and_its_parts(self):
        with Daemon(config(self.state)) as node, node.peer() as peer:
            times = self.wait_for_samples(peer, 3)
            whole = pack(peer)
            self.assertEqual([key for key in whole[0]], ["bn", "n", "u", "v", "t"])
            self.assertEqual((whole[0]["bn"], whole[0]["n"], whole[0]["u"]), ("node-1/", "room/temperature", "Cel"))
            self.assertEqual((whole[1]["n"], whole[1]["u"]), ("room/humidity", "%RH"))
            self.assertEqual(sorted(record["t"] for record in whole), [record["t"] for record in whole])
            self.assertEqual(pack(peer, f"until={times[2]}"), whole[:4])
            self.assertEqual([record["t"] for record in pack(peer, f"since={times[1]}", "limit=2")], [times[1]] * 2)
            self.assertEqual([record["n"] for record in pack(peer, "quantity=humidity", "limit=3", "sensor=room")], ["room/humidity"] * 3)
            self.assertEqual([record["t"] for record in pack(peer, f"after={times[0]}", "limit=1")], [times[1]] * 2)
            self.assertEqual(pack(peer, "since=2100-01-01T00:00:00Z"), [])
            self.assertGreaterEqual(len(pack(peer, "since=1h")), 6)
            answers = blocks(peer, ("limit=4",), 5, options=[(ACCEPT, uint(SENML_CBOR))])
            records = cbor.decode(b"".join(answer.payload for answer in answers))
            self.assertEqual([(record[0], record[1], record[2], record[6]) for record in records],
                             [(record["n"], record["u"], record["v"], record["t"]) for record in whole[:4]])

    def test_the_same_records_as_json_and_cbor(self):
        units = {"temperature": ("celsius", "Cel"), "humidity": ("percent", "%RH")}
        with Daemon(config(self.state)) as node, node.peer() as peer:
            times = self.wait_for_samples(peer, 3)
            query = (f"until={times[2]}",)
            packed = pack(peer, *query)
            bodies = {accept: b"".join(answer.payload for answer in blocks(peer, query, 5, options=[(ACCEPT, uint(accept))]))
                      for accept in (JSON, CBOR)}
            listed = json.loads(bodies[JSON])
            self.assertEqual(cbor.decode(bodies[CBOR]), listed)
            self.assertEqual([list(record) for record in listed], [["name", "quantity", "value", "unit", "timestamp"]] * 4)
            self.assertEqual([(f"{record['name']}/{record['quantity']}", record["value"], units[record["quantity"]][1]) for record in listed],
                             [(record["n"], record["v"], record["u"]) for record in packed])
            self.assertEqual({record["unit"] for record in listed}, {"celsius", "percent"})
            after = peer.get("/history", query=(f"after={listed[1]['timestamp']}", "limit=1"), options=[(ACCEPT, uint(JSON))])
            self.assertEqual(json.loads(after.payload), listed[2:])
            for library in LIBRARIES:
                answer = coap_client(library, "get", f"coap://127.0.0.1:{node.port}/history?{query[0]}", accept=JSON)
                self.assertEqual(json.loads(answer.payload), listed)

    def test_what_makes_no_sense_is_told(self):
        with Daemon(config(self.state)) as node, node.peer() as peer:
            for query, code in [("limit=0", "4.00"), ("since=soon", "4.00"), ("from=1", "4.00"), ("sensor=attic", "4.04")]:
                answer = peer.get("/history", query=(query,))
                self.assertEqual((answer.code, bool(answer.payload)), (code, True))
            self.assertEqual(peer.get("/history", options=[(ACCEPT, uint(0))]).code, "4.06")
            self.assertEqual(peer.get("/history", options=[(6, b"")]).option(6), None)

    def test_a_slow_transfer_is_of_one_state(self):
        with Daemon(config(self.state)) as node, node.peer() as slow, node.peer() as other:
            self.wait_for_samples(other, 3)
            first = slow.get("/history", options=[(BLOCK2, block(0, False, 3))])
            begun = time.time()
            newest = wait_until(lambda: (taken := temperatures(other)[-1]) > begun and taken, "a sample after the first block")
            answers = [first, *blocks(slow, (), 3, first=1)]
            self.assertEqual({answer.option(ETAG) for answer in answers}, {first.option(ETAG)})
            records = json.loads(b"".join(answer.payload for answer in answers))
            self.assertLess(records[-1]["t"], newest)

    def test_other_clients_get_all_of_it(self):
        with Daemon(config(self.state)) as node, node.peer() as peer:
            times = self.wait_for_samples(peer, 8)
            uri = f"coap://127.0.0.1:{node.port}/history?limit=16&until={times[7] + 0.001:.3f}"
            for library in LIBRARIES:
                answer = coap_client(library, "get", uri)
                self.assertEqual(json.loads(answer.payload), pack(peer, "limit=16"))


class Restarts(Folder):
    def test_an_end_and_a_kill_lose_nothing_that_was_written(self):
        with Daemon(config(self.state, flush="1h")) as node, node.peer() as peer:
            first = self.wait_for_samples(peer, 2)
        with contextlib.suppress(AssertionError), Daemon(config(self.state)) as node, node.peer() as peer:
            self.assertEqual(temperatures(peer)[:2], first[:2])
            second = self.wait_for_samples(peer, len(first) + 2)
            self.wait_for_write()
            node.signal(signal.SIGKILL)
            self.assertEqual(node.wait_end(), -signal.SIGKILL)
        with Daemon(config(self.state)) as node, node.peer() as peer:
            third = temperatures(peer)
            self.assertEqual(third[:len(second)], second)
            self.assertEqual((self.state / "history.db").stat().st_mode & 0o777, 0o600)
            self.assertEqual(node.log_lines("warning"), [])

    def test_a_reload_goes_on_elsewhere_or_not_at_all(self):
        with Daemon(config(self.state)) as node, node.peer() as peer:
            before = self.wait_for_samples(peer, 2)
            node.reload(config(self.state, flush="2s"))
            self.assertEqual(temperatures(peer)[:2], before[:2])
            node.reload(config(self.state, sensors=[{**SENSORS[0], "name": "parlour"}]))
            self.assertEqual(temperatures(peer)[:2], before[:2])
            wait_until(lambda: pack(peer, "sensor=parlour"), "its new name")
            node.reload(config(self.state / "other"))
            self.assertNotEqual(temperatures(peer)[:1], before[:1])
            node.reload({**config(self.state), "history": "off"})
            self.assertEqual(peer.get("/history").code, "4.04")
            node.reload(config(self.state))
            self.assertEqual(temperatures(peer)[:2], before[:2])
            self.assertEqual(node.log_lines("warning"), [])

    def test_none_is_kept_where_it_is_off(self):
        with Daemon({**config(self.state), "history": "off"}) as node, node.peer() as peer:
            self.assertEqual(peer.get("/history").code, "4.04")
            self.assertEqual(list(self.state.iterdir()), [])


class Trouble(Folder):
    NOT_WRITTEN = "warning: the history cannot be written: "

    def test_a_broken_file_is_set_aside(self):
        (self.state / "history.db").write_bytes(os.urandom(5000))
        with Daemon(config(self.state)) as node, node.peer() as peer:
            wait_until((self.state / "history.db.broken").exists, "it is set aside")
            wait_until(lambda: node.log_lines("the history is written again"), "it goes on")
            self.wait_for_samples(peer, 1)
            self.assertEqual(len(node.log_lines(self.NOT_WRITTEN)), 1)
            self.assertIn("history.db is damaged: it was renamed to history.db.broken", node.log())

    def test_a_folder_that_cannot_be_used(self):
        (self.state / "file").write_text("")
        with Daemon(config(self.state / "file")) as node, node.peer() as peer:
            answer = wait_until(lambda: (found := peer.get("/history")).code == "5.03" and found, "the cause")
            self.assertIn(b"the history cannot be read: ", answer.payload)
            self.assertEqual(answer.number(MAX_AGE), 1)
            wait_until(lambda: peer.get("/temperature").code == "2.05", "it serves")
            self.assertEqual(len(node.log_lines(self.NOT_WRITTEN)), 1)
            self.assertIn("file/history.db cannot be opened: Not a directory", node.log())

    def test_a_file_that_is_removed_is_begun_anew(self):
        with Daemon(config(self.state)) as node, node.peer() as peer:
            self.wait_for_samples(peer, 2)
            self.wait_for_write()
            for file in self.state.iterdir():
                file.unlink()
            wait_until(lambda: node.log_lines("the history is written again"), "it goes on")
            self.assertEqual(len(node.log_lines(self.NOT_WRITTEN)), 1)
            self.assertIn("was removed or replaced while it was in use", node.log())
            self.wait_for_write()
            before = self.wait_for_samples(peer, 1)
        with Daemon(config(self.state)) as node, node.peer() as peer:
            self.assertEqual(temperatures(peer)[:len(before)], before)

    @unittest.skipUnless(os.geteuid() == 0, "only root can make a small disk")
    def test_a_full_disk(self):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", self.state], capture_output=True).returncode:
            self.skipTest("no disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", self.state], check=True)
        with Daemon(config(self.state)) as node, node.peer() as peer:
            before = self.wait_for_samples(peer, 2)
            self.wait_for_write()
            filler = self.state / "filler"
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
                while file.write(b"x" * 4096):
                    pass
            wait_until(lambda: node.log_lines(self.NOT_WRITTEN), "it is told")
            self.assertIn("No space left on device; free some space there", node.log())
            self.assertEqual(self.wait_for_samples(peer, len(before) + 2)[:2], before[:2])
            self.assertEqual(peer.get("/temperature").code, "2.05")
            filler.unlink()
            wait_until(lambda: node.log_lines("the history is written again"), "it goes on")
            after = temperatures(peer)
            self.assertEqual(len(node.log_lines(self.NOT_WRITTEN)), 1)
        with Daemon(config(self.state)) as node, node.peer() as peer:
            self.assertEqual(temperatures(peer)[:len(after)], after)


if __name__ == "__main__":
    unittest.main()
