# SPDX-License-Identifier: MIT
"""A node that nobody asks sleeps between its samples: that is what a battery and a cool sensor ask for."""
import time
import unittest

from support.daemon import Daemon
from support.workspace import wait_until

INTERVAL = 3
STEPS_OF_A_SAMPLE = 6  # wake-ups: start, collect, and some slack for a chip that is asked again


class Idle(unittest.TestCase):
    def setUp(self):
        identities = [{"identity": "gateway", "psk": "a key that is text", "role": "control"}]
        self.node = self.enterContext(Daemon({
            "sensors": [{"name": "room", "driver": "sht3x", "interval": f"{INTERVAL}s"}],
            "leds": [{"name": "led", "line": "GPIO17"}],
            "dtls": {"identities": identities},
        }))

    def wake_ups(self) -> int:
        """Each time it goes to sleep is one."""
        return self.node.status("voluntary_ctxt_switches")

    def next_sample(self) -> float:
        before = self.wake_ups()
        wait_until(lambda: self.wake_ups() != before, "a sample")
        return time.monotonic()

    def count_over(self, seconds: float) -> int:
        before = self.wake_ups()
        time.sleep(seconds)  # what is counted is what happens meanwhile
        return self.wake_ups() - before

    def test_it_wakes_up_for_its_samples_alone(self):
        self.count_over(0.5)  # the first sample
        begun = self.next_sample()
        at_sample = self.count_over(0.3)
        between = self.count_over(INTERVAL - 0.6)
        self.assertEqual(between, 0)
        self.assertLessEqual(at_sample, STEPS_OF_A_SAMPLE)
        again = self.next_sample()
        self.assertAlmostEqual(again - begun, INTERVAL, delta=0.25)


if __name__ == "__main__":
    unittest.main()
