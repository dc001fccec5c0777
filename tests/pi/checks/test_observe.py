# SPDX-License-Identifier: MIT
"""What the thermometer measures reaches an observer, by itself."""
import json
import unittest

from support.coap import OBSERVE, Peer

from .pi import Pi, eventually


class Observe(unittest.TestCase):
    def setUp(self):
        self.pi = Pi.running()
        self.peer, self.other = (self.enterContext(Peer(self.pi.ports["udp", 5683])) for _ in range(2))
        self.set(20.0)
        eventually(lambda: self.value(self.other.get("/temperature")) == 20.0, "/temperature shows 20.0")

    def set(self, celsius: float):
        self.pi.set_tmp105(int(celsius * 1000))

    def value(self, message) -> float | None:
        """None just after a start of the daemon, when there is no reading yet."""
        return json.loads(message.payload)["value"] if message.code == "2.05" else None

    def test_each_temperature_that_is_set_arrives(self):
        answer = self.peer.observe("/temperature")
        self.assertEqual(self.value(answer), 20.0)
        sequence = answer.number(OBSERVE)
        for celsius in (26.5, -3.0):
            self.set(celsius)

            def told(celsius=celsius):
                nonlocal sequence
                notification = self.peer.notification()
                self.assertEqual(notification.token, answer.token)
                self.assertGreater(notification.number(OBSERVE), sequence)
                sequence = notification.number(OBSERVE)
                return self.value(notification) == celsius

            eventually(told, f"{celsius} is told")

        self.assertIsNone(self.peer.observe("/temperature", begin=False).number(OBSERVE))
        self.set(31.0)
        eventually(lambda: self.value(self.other.get("/temperature")) == 31.0, "/temperature shows 31.0")
        self.assertEqual(self.peer.answers_until_now(), [])

    def test_only_what_a_condition_asks_for_arrives(self):
        self.assertEqual(self.value(self.peer.observe("/temperature", ("c.gt=25",))), 20.0)
        for celsius in (22.0, 27.0):  # the first one is not told
            self.set(celsius)
            eventually(lambda celsius=celsius: self.value(self.other.get("/temperature")) == celsius, f"it is {celsius}")
        self.assertEqual(self.value(self.peer.notification()), 27.0)
        self.peer.observe("/temperature", begin=False)
