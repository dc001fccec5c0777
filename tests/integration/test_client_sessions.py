# SPDX-License-Identifier: MIT
"""1 000 DTLS sessions of our client library in one process, as a gateway has them: what they cost, and that one of them can be
opened anew while 1 500 descriptors are open (libcoap waits with select(), which knows 1 024)."""
import json
import os
import resource
import subprocess
import unittest

from support.daemon import Daemon
from support.workspace import OPTIMISED, SANITIZED, TIMEOUT

PROGRAM = os.environ.get("CLIENT_SESSIONS", "")
KEY = "a key that is text"
CONFIG = {
    "coap": {"anonymous": "read"},
    "dtls": {"identities": [{"identity": "phone", "psk": KEY, "role": "read"}]},
    "leds": [{"name": "led", "line": "GPIO17"}],
    "limits": {"sessions": 2000},
}


class Sessions(unittest.TestCase):
    def run_with(self, count: int) -> dict:
        with Daemon(CONFIG) as node:
            done = subprocess.run([PROGRAM, str(node.secure_port), "phone", KEY, str(count)], capture_output=True, text=True,
                                  timeout=6 * TIMEOUT, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            print(done.stdout)
            return json.loads(done.stdout)

    @unittest.skipIf(resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 1600, "this user may not open 1 600 descriptors")
    def test_a_thousand_in_one_process(self):
        told = self.run_with(1000)
        self.assertGreaterEqual(told["highest_descriptor"], 1500)
        if not SANITIZED:
            self.assertLess(told["kilobytes_per_session"], 40)
        if OPTIMISED:
            self.assertLess(told["get_us"], 500)


if __name__ == "__main__":
    unittest.main()
