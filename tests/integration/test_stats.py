# SPDX-License-Identifier: MIT
"""/stats: the counters of a running node."""
import json
import unittest

from support.coap import OBSERVE, POST, wait_for_content
from support.daemon import Daemon
from support.gnutls import DtlsError, DtlsSession
from support.workspace import wait_until

CONFIG = {
    "dtls": {"identities": [{"identity": "ann", "psk": "the key of ann, long enough"}]},
    "sensors": [{"name": "room", "driver": "sht3x", "interval": "1s"}, {"name": "gone", "driver": "sht3x", "address": "0x45", "interval": "1s"}],
}


class Stats(unittest.TestCase):
    def test_it_counts_what_the_node_does(self):
        with Daemon(CONFIG) as node, node.peer() as peer:
            node.play(0x45, "fault=no_answer")

            def stats() -> dict:
                return json.loads(peer.get("/stats").payload)

            wait_for_content(peer, "/temperature")
            self.assertEqual(peer.get("/nowhere").code, "4.04")
            with DtlsSession(node.secure_port, "ann", b"the key of ann, long enough"):
                found = wait_until(lambda: (now := stats())["sessions"] == 1 and now["replies"].get("2.05", 0) > 1 and now["sensors"][1]["failures"] > 0 and now, "counted")
            self.assertEqual(found["replies"]["4.04"], 1)
            self.assertGreaterEqual(found["requests"]["0.01"], 3)
            self.assertGreaterEqual(found["replies"]["2.05"], 2)
            self.assertGreaterEqual(found["sensors"][0]["samples"], 1)
            self.assertAlmostEqual(found["memory_kilobytes"], node.status("VmRSS"), delta=2000)
            self.assertEqual((found["observers"], found["notifications"], found["failed_handshakes"], found["log_drops"]), (0, 0, 0, 0))

    def test_it_counts_observers_notifications_and_failed_handshakes(self):
        with Daemon({**CONFIG, "leds": [{"name": "led", "line": "GPIO17"}], "coap": {"anonymous": "control"}}) as node, node.peer() as peer:
            def stats() -> dict:
                return json.loads(peer.get("/stats").payload)

            with node.peer() as observer:
                self.assertIsNotNone(observer.observe("/led").number(OBSERVE))
                self.assertEqual(peer.ask(POST, "/led").code, "2.04")
                observer.notification()
                wait_until(lambda: stats()["notifications"] == 1, "a notification")
                self.assertEqual(stats()["observers"], 1)
                observer.observe("/led", begin=False)
            wait_until(lambda: stats()["observers"] == 0, "no observer")
            for _ in range(2):
                with self.assertRaises(DtlsError), DtlsSession(node.secure_port, "ann", b"some other key of this length", patience=2):
                    pass
            wait_until(lambda: stats()["failed_handshakes"] == 2, "two failures")
            self.assertEqual((stats()["log_drops"], len(node.log_lines("DTLS: no session"))), (0, 2))


if __name__ == "__main__":
    unittest.main()
