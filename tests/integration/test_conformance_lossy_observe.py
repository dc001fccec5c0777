# SPDX-License-Identifier: MIT
"""OBS: the lines of the Plugtests on RFC 7641 over a relay that loses, repeats and holds back 30 % of the datagrams, each
way. All of them run at once, each from several seeds and on an LED of its own: a lost confirmable notification
comes again after 2 s and more."""
import collections
import itertools
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import OBSERVE, PUT, Message, Type
from support.daemon import Daemon
from support.relay import BAD, PatientPeer, Relay

SEEDS = 1, 7252, 7641, 7959
PATIENCE = 60.0  # s
SPELL = 8.0  # s: the link is bad for so long at a time, not for the 62 s after which a node gives up (RFC 7252 section 4.8.2)
SILENCE = 4.0  # s: a node that misses an acknowledgement sends one notification in 3 s
TOKEN = b"obs"
STATES = {b"on": b'{"state":"on"}', b"off": b'{"state":"off"}'}


class Scene:
    """One observer of one LED behind a relay, and somebody else who switches it without one."""

    def __init__(self, node: Daemon, name: str, seed: int):
        self.path = f"/leds/{name}"
        self.relay = Relay(node.port, seed)
        self.other = PatientPeer(node.port)  # a slow machine's sockets overflow
        self.counts = itertools.count(1)

    def __enter__(self):
        self.relay.__enter__()
        self.peer = PatientPeer(self.relay.port)
        return self

    def __exit__(self, *_):
        for one in (self.peer, self.other, self.relay):
            one.__exit__(None, None, None)

    def observe(self, *query: str, begin: bool = True, kind: Type = Type.CON) -> Message:
        answer = self.peer.observe(self.path, query, begin=begin, type=kind, token=TOKEN)
        assert answer.code == "2.05" and answer.token == TOKEN, answer
        assert (answer.number(OBSERVE) is not None) == begin, answer
        return answer

    def get(self) -> None:
        """As any client does."""
        answer = self.peer.get(self.path, token=b"other")
        assert answer.code == "2.05" and answer.number(OBSERVE) is None, answer

    def switch(self) -> bytes:
        """What an observer is to hear of it: a state that the LED was never in before. So no notification that was under way
        can be taken for it."""
        state = b'{"state":"blink","period":"1m","duty":0.5,"count":%d}' % next(self.counts)
        answer = self.other.ask(PUT, self.path, payload=state)
        assert answer.code == "2.04", answer
        return state

    def hears(self, payload: bytes) -> bool:
        """Of a confirmable notification, which comes again after 2 s and more. When the spell is over it must come."""
        if self.peer.told(TOKEN, payload, SPELL):
            return True
        self.relay.bad = 0
        is_told = self.peer.told(TOKEN, payload, PATIENCE)
        self.relay.bad = BAD
        return is_told

    def hears_of_a_change(self) -> None:
        """A lost notification that is not confirmable is lost: there is a next one. On a slow machine one may arrive when the
        LED has changed again."""
        made = set()
        deadline = time.monotonic() + PATIENCE
        while made.isdisjoint(self.notified()):
            assert time.monotonic() < deadline, "it heard nothing"
            made.add(state := self.switch())
            self.peer.told(TOKEN, state, 0.4)

    def rejects_what_it_hears(self) -> None:
        for _ in range(8):
            self.switch()
            self.peer.hear(0.2, lambda _: False, Type.RST)

    def is_silent(self) -> bool:
        """Whether nothing is told of changes over a good link. A confirmable notification of what was before may still come
        again."""
        self.relay.bad = 0
        made = set()
        deadline = time.monotonic() + SILENCE
        while time.monotonic() < deadline:
            made.add(self.switch())
            self.peer.hear(0.2, lambda _: False)
        self.get()  # what was sent before its answer has arrived
        self.relay.bad = BAD
        return made.isdisjoint(self.notified())

    def notified(self) -> set[bytes]:
        return self.peer.notified.get(TOKEN, set())


def obs_01(scene: Scene) -> None:
    """A confirmable registration; each change is told, in order."""
    scene.observe()
    for _ in range(3):
        scene.hears_of_a_change()


def obs_02(scene: Scene) -> None:
    """One that is not confirmable."""
    scene.observe(kind=Type.NON)
    for _ in range(3):
        scene.hears_of_a_change()


def obs_06(scene: Scene) -> None:
    """A reset cancels, as soon as one gets through."""
    scene.observe()
    scene.hears_of_a_change()
    deadline = time.monotonic() + PATIENCE
    scene.rejects_what_it_hears()
    while not scene.is_silent():
        assert time.monotonic() < deadline, "it is told for ever"
        scene.rejects_what_it_hears()


def obs_09(scene: Scene) -> None:
    """The observer's own PUT is notified."""
    scene.observe("c.con=1")
    for state, body in [*STATES.items()] * 2:
        answer = scene.peer.ask(PUT, scene.path, payload=state)
        assert answer.code == "2.04", answer
        assert scene.hears(body), f"it heard nothing of {state}"


def obs_10(scene: Scene) -> None:
    """A GET with another token does not cancel."""
    scene.observe()
    for _ in range(5):
        scene.get()
    scene.hears_of_a_change()


def obs_11(scene: Scene) -> None:
    """The state that an observer hears of last is the last one, after a while."""
    scene.observe("c.con=1")
    for _ in range(5):
        last = scene.switch()
        scene.get()
    assert scene.hears(last), "it did not hear of the last state"


def obs_12(scene: Scene) -> None:
    """Observe: 1 cancels, and no late copy of the registration brings it back."""
    scene.observe()
    scene.hears_of_a_change()
    scene.observe(begin=False)
    assert scene.is_silent(), "it is told of what it does not observe"


SCENES = {scene.__name__: scene for scene in (obs_01, obs_02, obs_06, obs_09, obs_10, obs_11, obs_12)}


class LossyObserve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        names = {f"{name}-{seed}": (scene, seed) for name, scene in SCENES.items() for seed in SEEDS}
        leds = [{"name": name, "line": f"GPIO{number}"} for number, name in enumerate(names)]
        cls.node = cls.enterClassContext(Daemon({"coap": {"anonymous": "control"}, "leds": leds}))
        pool = cls.enterClassContext(ThreadPoolExecutor(len(names)))
        cls.runs = {name: pool.submit(cls.run_scene, name, *how) for name, how in names.items()}

    @classmethod
    def run_scene(cls, name: str, play, seed: int) -> dict[str, int]:
        with Scene(cls.node, name, seed) as scene:
            play(scene)
            return scene.relay.counts()

    def check(self, name: str) -> None:
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.runs[f"{name}-{seed}"].result()

    def test_the_links_were_bad(self):
        """A test over a link that was not bad shows nothing."""
        bad = collections.Counter()
        for run in self.runs.values():
            bad.update(run.result())
        for what in ("lost", "repeated", "overtaken"):
            self.assertGreater(bad[what], 0, bad)

    def test_OBS_01(self):
        self.check("obs_01")

    def test_OBS_02(self):
        self.check("obs_02")

    def test_OBS_06(self):
        self.check("obs_06")

    def test_OBS_09(self):
        self.check("obs_09")

    def test_OBS_10(self):
        self.check("obs_10")

    def test_OBS_11(self):
        self.check("obs_11")

    def test_OBS_12(self):
        self.check("obs_12")


if __name__ == "__main__":
    unittest.main()
