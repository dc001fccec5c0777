# SPDX-License-Identifier: MIT
"""coapnode observes over a relay that loses, repeats and holds back 30 % of the datagrams each way: what it shows is in order,
nothing twice, and soon after the link is good again it is the newest state.

With COAPNODE_LOSSY_SECONDS=600 it takes ten minutes and some, and waits for the newest state without a further change, which
takes a Max-Age of the LED where the last notification was lost."""
import itertools
import os
import threading
import time
import unittest

from support.coap import PUT
from support.coapnode import Running
from support.daemon import Daemon
from support.relay import BAD, Relay
from support.workspace import TIMEOUT, wait_until

SECONDS = float(os.environ.get("COAPNODE_LOSSY_SECONDS", "15"))
IS_LONG = SECONDS >= 60
INTERVAL = 0.25  # s: between two changes
HELD = 0.7  # s: longer than between two notifications, so that one overtakes another
KEY = "a key that is text"
CONFIG = {
    "coap": {"anonymous": "control"},
    "dtls": {"identities": [{"identity": "phone", "psk": KEY, "role": "control"}]},
    "leds": [{"name": "led", "line": "GPIO17"}],
}


class Changes:
    """Gives the LED a state that it never had, again and again. What a state is numbered by is its count."""

    def __init__(self, node: Daemon):
        self.made = 0
        self._peer = node.peer()
        self._counts = itertools.count(1)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stop()
        self._peer.__exit__()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(INTERVAL):
            self.make()

    def make(self) -> None:
        count = next(self._counts)
        state = b'{"state":"blink","period":"1m","duty":0.5,"count":%d}' % count
        assert self._peer.ask(PUT, "/led", payload=state).code == "2.04"
        self.made = count


class Observer:
    """Notes what is shown, until it is told that it has ended."""

    def __init__(self, *arguments):
        self.running = Running("observe", "--json", *arguments)
        self.shown: list[int] = []
        self.max_age = 0
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.running.__exit__()
        self._thread.join()

    def _read(self) -> None:
        try:
            while True:
                told = self.running.object(SECONDS + 300)
                self.max_age = told["options"].get("max_age", 60)
                self.shown.append(told["payload"].get("count", 0))
        except AssertionError:
            pass  # it has ended

    def shows(self, count: int) -> bool:
        return bool(self.shown) and self.shown[-1] == count


class Lossy(unittest.TestCase):
    def test_what_is_shown_is_in_order_and_the_newest_soon_after(self):
        node = self.enterContext(Daemon(CONFIG))
        plain, secure = (self.enterContext(Relay(port, held=HELD)) for port in (node.port, node.secure_port))
        plain.bad = secure.bad = 0  # the link is good until they are registered
        key = "--identity", "phone", "--key", KEY
        observers = {
            "UDP": self.enterContext(Observer(f"coap://127.0.0.1:{plain.port}/led")),
            "DTLS": self.enterContext(Observer(*key, f"coaps://127.0.0.1:{secure.port}/led")),
        }
        for observer in observers.values():
            wait_until(lambda observer=observer: observer.shown, "its first state")
        for relay in plain, secure:
            relay.bad = BAD
        changes = self.enterContext(Changes(node))
        self.assertFalse(threading.Event().wait(SECONDS))
        changes.stop()
        for relay in plain, secure:
            relay.assert_bad()
            relay.bad = 0
        if not IS_LONG:
            changes.make()
        healed = time.monotonic()
        for name, observer in observers.items():
            with self.subTest(name):
                deadline = healed + max(observer.max_age, TIMEOUT)
                while not observer.shows(changes.made) and time.monotonic() < deadline:
                    time.sleep(0.01)
                took = time.monotonic() - healed
                self.assertTrue(observer.shows(changes.made), (observer.shown[-5:], changes.made, observer.running.told()[-2000:]))
                self.assertEqual(observer.shown, sorted(set(observer.shown)))
                self.assertGreater(len(observer.shown), 1 + SECONDS / observer.max_age)
                print(f"{name}: of {changes.made} states {len(observer.shown)} shown; the newest {took:.1f} s after the link was good again;"
                      f" Max-Age {observer.max_age} s; on stderr {observer.running.errors.seen}")
        print({"UDP": plain.counts(), "DTLS": secure.counts()})


if __name__ == "__main__":
    unittest.main()
