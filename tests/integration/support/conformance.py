# SPDX-License-Identifier: MIT
"""What the tests of the ETSI/IPSO Plugtests' lines have in common. A test is named by its line: test_CORE_01.

A line that is not tested here stands in NOT_OURS with its reason."""
import unittest

from support.coap import Message, Type, request, wait_for_content
from support.daemon import Daemon

KEY = "a key that is text"
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY, "role": "control"}]},
    "sensors": [{"name": f"room-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(4)],
    "leds": [{"name": "led", "line": "GPIO17"}, {"name": "relay", "line": "GPIO27"}],
}

LINES = {"CORE": 23, "LINK": 9, "BLOCK": 6, "OBS": 14, "DTLS": 7}  # up to which number; CORE has a 31, too
NOT_OURS = {
    "CORE_02": "nothing here can be deleted", "CORE_06": "nothing here can be deleted",
    "CORE_09": "every answer is at hand, so none is separate", "CORE_11": "every answer is at hand, so none is separate",
    "CORE_17": "every answer is at hand, so none is separate",
    "CORE_18": "no client creates a resource", "CORE_19": "no client creates a resource",
    "LINK_06": "no size is known beforehand, so none is told",
    "BLOCK_04": "no client creates a resource", "BLOCK_05": "no POST has a large answer",
    "OBS_03": "the list has no such line",
    "DTLS_04": "raw public keys", "DTLS_05": "raw public keys", "DTLS_06": "raw public keys", "DTLS_07": "raw public keys",
}


class Conformance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(Daemon(CONFIG))
        with cls.node.peer() as peer:
            for sensor in CONFIG["sensors"]:
                wait_for_content(peer, f"/sensors/{sensor['name']}")

    def setUp(self):
        self.peer = self.enterContext(self.node.peer())

    def answered(self, code: str, method: str, path: str, query=(), kind=Type.CON, token=None, **fields) -> Message:
        """The answer, which must be of the request's kind and carry its token."""
        mid = self.peer.next_mid()
        token = mid.to_bytes(2, "big") if token is None else token
        message = request(method, path, query, type=kind, mid=mid, token=token, **fields)
        answer = self.peer.exchange(message)
        self.assertEqual((answer.code, answer.token), (code, token), answer)
        self.assertEqual(answer.type, Type.ACK if kind == Type.CON else Type.NON)
        if kind == Type.CON:
            self.assertEqual(answer.mid, message.mid)
        return answer
