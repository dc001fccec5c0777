# SPDX-License-Identifier: MIT
"""A thousand sensor faults under a hundred observers. Each one is told with its cause and ends the observations of its
sensor, and once it is gone they begin anew."""
import collections
import itertools
import re
import select
import time
import unittest

from support.coap import ACCEPT, GET, MAX_AGE, OBSERVE, SENML_JSON, Message, Peer, Type, request, uint
from support.daemon import Daemon
from support.gnutls import DtlsSession
from support.workspace import SANITIZED

FAULTS = 1_000
OBSERVERS = 100   # of each node
SENSORS = 64      # the most that a node has
# A fault takes five intervals: three until the reading is too old to be given out, two until the sensor is tried again.
# Sanitized, one node stands them all; as installed, two share them, to be through in half the time.
NODES = 1 if SANITIZED else 2
ROUNDS = -(-FAULTS // (SENSORS * NODES))

CAUSES = {
    "no_answer": "no answer at {}",
    "bus_timeout": "the bus hung at {}",
    "bus_io": "transfer failed at {}",
    "bus_busy": "a kernel driver owns {}",
    "bus_missing": "no bus for {}",
    "access_denied": "no permission for {}",
    "stuck": "{}",
    "bad_checksum": "checksum",
}
OF_THE_BUS = tuple(CAUSES)[:6]
# Address, and the faults that the chip can have: one without checksums does not notice a wrong one.
DRIVERS = [("sht3x", 0x44, tuple(CAUSES)), ("bme280", 0x76, tuple(CAUSES)[:7]), ("tmp105", 0x48, OF_THE_BUS)]

KEY = b"a key that is text"
CONFIG = {
    "dtls": {"identities": [{"identity": "gateway", "psk": KEY.decode(), "role": "control"}]},
    "limits": {"observers": OBSERVERS, "observers_per_resource": OBSERVERS},
    "sensors": [{"name": f"s{i}", "driver": DRIVERS[i % 3][0], "address": DRIVERS[i % 3][1], "bus": f"/dev/i2c-{i}",
                 "interval": "1s"} for i in range(SENSORS)],
}
# What is observed, as paths and queries; the conditions are such that only an error meets them.
READINGS = [("/sensors/{}/temperature", ()), ("/sensors/{}", ()), ("/sensors/{}/temperature", ("c.gt=200",)),
            ("/sensors/{}/temperature", ("c.pmin=30", "c.con=1")), ("/sensors/{}", ("c.pmin=30",))]


class Plain(Peer):
    def messages(self):
        while select.select([self.socket], [], [], 0)[0]:
            yield self.notification()


class Secure(DtlsSession):
    def messages(self):
        while select.select([self.socket], [], [], 0)[0]:
            message = Message.decode(self.receive())
            if message.type == Type.CON:
                self.send(Message(type=Type.ACK, mid=message.mid))
            yield message


class Observer:
    """asking until its registration is answered, observing, and ended with an error."""

    def __init__(self, number: int, channel, mids):
        self.channel, self.mids = channel, mids
        self.token = uint(number + 1)
        self.state = "ended"
        self.ask_at = 0.0
        self.options = ()
        self.sensor = number % SENSORS
        path, self.query = READINGS[number % len(READINGS)]
        self.path = path.format(f"s{self.sensor}")
        if number >= OBSERVERS - 2:  # told of an error once all sensors are gone
            self.sensor, self.path, self.query, self.options = None, "/sensors", (), ((ACCEPT, uint(SENML_JSON)),)

    def ask(self) -> None:
        self.state = "asking"
        self.ask_at = time.monotonic() + 0.2
        self.channel.send(request(GET, self.path, self.query, mid=next(self.mids) & 0xffff, token=self.token,
                                  options=((OBSERVE, b""), *self.options)))

    def take(self, message: Message) -> None:
        if message.type == Type.ACK:
            if message.code == "2.05":
                assert message.option(OBSERVE) is not None, f"{self.path} is answered without Observe"
                self.state = "observing"
            else:  # the sensor is still gone: asks again
                assert message.code == "5.03", message
            return
        assert self.state == "observing", f"{self.path} is {self.state}, and told {message}"
        if message.code == "2.05":
            assert message.option(OBSERVE) is not None, message
            return
        assert message.code == "5.03" and message.option(OBSERVE) is None, message
        assert 1 <= message.number(MAX_AGE) <= 60, message
        self.state = "ended"
        self.cause = message.payload.decode()


def fault_of(sensor: int, number: int) -> tuple[str, set[str]]:
    """The one that the sensor has in that round, and its causes."""
    driver, address, faults = DRIVERS[sensor % 3]
    fault = faults[(sensor // 3 + number) % len(faults)]
    place = f"0x{address:02x} on /dev/i2c-{sensor}"
    causes = {CAUSES[fault].format(place)}
    if (driver, fault) == ("sht3x", "no_answer"):  # it refuses to be read while it measures, and may go just then
        causes.add(f"unfinished measurement of the SHT3x at {place}")
    return fault, causes


class SensorFaults(unittest.TestCase):
    def observers_of(self, node: Daemon) -> list[Observer]:
        """Over eight client ports and one DTLS session, taking turns."""
        channels = [self.enterContext(Plain(node.port)) for _ in range(8)]
        channels.append(self.enterContext(Secure(node.secure_port, "gateway", KEY)))
        mids = itertools.count(1)
        return [Observer(number, channels[number % len(channels)], mids) for number in range(OBSERVERS)]

    def pump(self, observers: list[Observer], state: str) -> None:
        """Takes what arrives, until all are in that state."""
        by_channel = collections.defaultdict(dict)
        for observer in observers:
            by_channel[observer.channel][observer.token] = observer
        deadline = time.monotonic() + 30
        while late := [observer for observer in observers if observer.state != state]:
            self.assertLess(time.monotonic(), deadline, f"{len(late)} are not {state}, such as {late[0].path}")
            for channel, of_token in by_channel.items():
                for message in channel.messages():
                    of_token[message.token].take(message)
            for observer in late:
                if observer.state == "asking" and time.monotonic() > observer.ask_at:
                    observer.ask()
            time.sleep(0.01)

    def one_round(self, number: int, nodes: list[Daemon], observers: list[Observer]) -> None:
        for observer in observers:
            observer.ask()
        self.pump(observers, "observing")
        for node, sensor in itertools.product(nodes, range(SENSORS)):
            node.play(DRIVERS[sensor % 3][1], f"fault={fault_of(sensor, number)[0]}", f"i2c-{sensor}")
        self.pump(observers, "ended")
        for observer in observers:
            causes = {"no sensor has a reading"} if observer.sensor is None else fault_of(observer.sensor, number)[1]
            self.assertTrue(any(cause in observer.cause for cause in causes), f"{observer.cause!r} is none of {causes}")
        for node, sensor in itertools.product(nodes, range(SENSORS)):
            node.play(DRIVERS[sensor % 3][1], "", f"i2c-{sensor}")

    def test_1_000_faults_under_100_observers(self):
        nodes = [self.enterContext(Daemon(CONFIG)) for _ in range(NODES)]
        observers = [observer for node in nodes for observer in self.observers_of(node)]
        seen = {observer.sensor for observer in observers} - {None}
        self.assertEqual(seen, set(range(SENSORS)))  # so each fault has an observer
        begun = time.monotonic()
        for number in range(ROUNDS):
            self.one_round(number, nodes, observers)
        for observer in observers:
            observer.ask()
        self.pump(observers, "observing")
        print(f"{ROUNDS * SENSORS * NODES} faults under {OBSERVERS} observers of each of {NODES} node(s): "
              f"{ROUNDS * len(observers)} observations ended and began anew in {time.monotonic() - begun:.0f} s")
        for node in nodes:
            self.check_log(node)

    def check_log(self, node: Daemon) -> None:
        """Of each fault the cause, the end of the reading and the recovery are told or left out, one of a sensor may wait."""
        with node.peer() as peer:
            left_out = int(re.search(rb'"log_drops":(\d+)', peer.get("/stats").payload)[1])
        told = len(node.log_lines("sensor s"))
        self.assertGreaterEqual(told + left_out + SENSORS, 3 * ROUNDS * SENSORS)
        self.assertLess(told, 2 * ROUNDS * SENSORS)


if __name__ == "__main__":
    unittest.main()
