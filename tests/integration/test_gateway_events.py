# SPDX-License-Identifier: MIT
"""Server-Sent Events: the whole state first, then what changes; a failure takes a value away everywhere at once; and one CoAP
observation serves however many clients."""
import contextlib
import dataclasses
import json
import time
import unittest

from support.coap import CONTENT_FORMAT, EMPTY, GET, JSON, LINK_FORMAT, MAX_AGE, OBSERVE, Message, Type, request, uint
from support.gateway import Gateway
from support.gnutls import DtlsSession
from support.http import PATIENCE, Event
from support.server import Server, always, numbered, reply, reset
from support.small_node import HUMIDITY, KEY, LAMP, ROOM, TEMPERATURE, known_as, start_node
from support.workspace import wait_until

SAMPLE = 'coapnode_reading_celsius{node="house",quantity="temperature",sensor="room"}'


def paths(events: list[Event]) -> set[str]:
    return {event.data.get("path") for event in events}


class Streams(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.node = cls.enterClassContext(start_node())
        cls.gateway = cls.enterClassContext(Gateway({"nodes": [known_as("house", cls.node)]}))

    def setUp(self):
        self.node.play(ROOM, "temperature=21.5 humidity=40")
        self.set_lamp("off")

    def set_lamp(self, state: str) -> None:
        self.assertIn(self.gateway.put("/devices/house/leds/lamp", json.dumps({"state": state}).encode()).status, (200, 204))

    def stats(self) -> dict:
        with DtlsSession(self.node.secure_port, "other", KEY.encode()) as session:
            return json.loads(session.ask(request(GET, "/stats")).payload)

    def test_the_whole_state_comes_first(self):
        with self.gateway.events() as first:
            first.wait_all({("house", path) for path in (TEMPERATURE, HUMIDITY, LAMP)})
            first.wait_ever(lambda event: event.data.get("payload") == {"state": "off"}, "the lamp is off")
        with self.gateway.events() as stream:
            self.assertEqual((stream.status, stream.fields["content-type"]), (200, "text/event-stream"))
            self.assertEqual((stream.fields["cache-control"], stream.fields["x-accel-buffering"]), ("no-store", "no"))
            whole = [stream.next(time.monotonic() + PATIENCE) for _ in range(4)]
        self.assertEqual(stream.retry, 2000)
        self.assertEqual([event.name for event in whole], ["device", "value", "value", "value"])
        self.assertEqual((whole[0].data["name"], whole[0].data["state"], whole[0].data["source"]), ("house", "up", "configured"))
        self.assertEqual(paths(whole[1:]), {TEMPERATURE, HUMIDITY, LAMP})
        values = {event.data["path"]: event.data for event in whole[1:]}
        self.assertEqual(values[LAMP]["payload"], {"state": "off"})
        self.assertEqual((values[TEMPERATURE]["device"], values[TEMPERATURE]["payload"]["unit"]), ("house", "celsius"))
        self.assertLess(values[TEMPERATURE]["age"], 5)

    def test_changes_come_without_a_question(self):
        with self.gateway.events() as stream:
            stream.wait_value(LAMP, lambda payload: payload == {"state": "off"})
            before = stream.seen[-1].id
            self.set_lamp("on")
            changed = stream.wait_value(LAMP)
            self.assertEqual(changed.data["payload"], {"state": "on"})
            self.assertGreater(changed.id, before)
            self.node.play(ROOM, "temperature=25 humidity=40")
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 25)

    def test_a_filter_lets_only_its_own_through(self):
        with self.gateway.events(f"/events?device=house&path={LAMP}") as lamp, self.gateway.events("/events?device=nobody") as nobody, \
                self.gateway.events() as everything:
            lamp.wait_value(LAMP)
            everything.wait_value(TEMPERATURE)
            self.set_lamp("on")
            everything.wait_value(LAMP, lambda payload: payload["state"] == "on")
            everything.wait_value(TEMPERATURE)
            self.set_lamp("off")
            lamp.wait_value(LAMP, lambda payload: payload["state"] == "on")
            lamp.wait_value(LAMP, lambda payload: payload["state"] == "off")
            self.assertEqual(paths(lamp.seen), {LAMP})
            self.assertEqual(nobody.seen, [])
        for query in ("path", "device=house&x=1", "&".join(f"device=n{i}" for i in range(65))):
            with self.subTest(query):
                self.assertEqual(self.gateway.get(f"/events?{query}").status, 400)

    def test_a_filter_knows_every_path_of_a_resource(self):
        for path, resources in (("/led", {LAMP}), ("/temperature", {TEMPERATURE}), ("/sensors/room", {TEMPERATURE, HUMIDITY})):
            with self.subTest(path), self.gateway.events(f"/events?path={path}") as stream:
                stream.wait_all({("house", resource) for resource in resources})
                self.assertEqual(paths(stream.seen), resources)

    def test_a_head_is_that_of_the_stream_and_ends_with_it(self):
        rows = [("/events", {}, 200), ("/events?colour=red", {}, 400), ("/devices/house/leds/lamp", {"accept": "text/event-stream"}, 200)]
        for target, fields, status in rows:
            with self.subTest(target):
                head = self.gateway.ask("HEAD", target, fields)
                self.assertEqual(head.status, status)
                if status == 200:
                    self.assertEqual(head.fields["content-type"], "text/event-stream")
                    self.assertNotIn("content-length", head.fields)  # a GET has none (RFC 9110 section 8.6)
        wait_until(lambda: int(self.gateway.metrics()["coapnode_gateway_event_clients"]) == 0, "no stream stays")

    def test_a_resource_has_a_stream_of_its_own(self):
        with self.gateway.events("/devices/house/leds/lamp") as stream:
            self.assertEqual(stream.wait_value(LAMP).data["payload"], {"state": "off"})
            self.set_lamp("on")
            self.assertEqual(stream.wait_value(LAMP).data["payload"], {"state": "on"})
            self.assertEqual({event.name for event in stream.seen}, {"value"})

    def test_what_is_not_there_is_a_failure_in_its_stream(self):
        with self.gateway.events("/devices/house/nowhere") as stream:
            self.assertEqual(stream.wait_failure("/nowhere").data["status"], 404)

    def test_a_condition_goes_to_the_node(self):
        target = f"{TEMPERATURE}?c.gt=25"
        with self.gateway.events(f"/devices/house{target}") as hot, self.gateway.events() as everything:
            self.assertEqual(hot.wait_value(target).data["payload"]["value"], 21.5)
            for value in (23, 30):
                self.node.play(ROOM, f"temperature={value} humidity=40")
                everything.wait_value(TEMPERATURE, lambda payload, value=value: payload["value"] == value)
            self.assertEqual(hot.wait_value(target).data["payload"]["value"], 30)

    def test_one_observation_serves_all_clients_until_a_ping_finds_that_they_left(self):
        pinged = self.enterContext(self.gateway.events(f"/events?path={LAMP}"))
        before = wait_until(lambda: (now := self.stats())["observers"] == 3 and now, "three resources are observed")
        with contextlib.ExitStack() as clients:
            streams = [clients.enter_context(self.gateway.events()) for _ in range(20)]
            streams += [clients.enter_context(self.gateway.events(f"/devices/house{LAMP}")) for _ in range(20)]
            self.set_lamp("on")
            for stream in streams:
                stream.wait_value(LAMP, lambda payload: payload["state"] == "on")
            self.assertEqual(self.stats()["observers"], before["observers"])
            clients.enter_context(self.gateway.events(f"/devices/house{TEMPERATURE}?c.gt=25"))
            wait_until(lambda: self.stats()["observers"] == 4, "another query is another observation")
        # A client that has left is noticed when it is written to.
        self.assertEqual(pinged.wait(lambda event: event.name == "ping", "a ping").data, {})
        wait_until(lambda: self.stats()["observers"] == 3, "the observation ended with its last client")
        wait_until(lambda: self.gateway.metrics()["coapnode_gateway_event_clients"] == 1, "those that left are noticed")


class Failures(unittest.TestCase):
    def setUp(self):
        self.node = self.enterContext(start_node())
        self.gateway = self.enterContext(Gateway({"nodes": [known_as("house", self.node)]}))

    def test_a_failure_takes_the_value_away_everywhere_at_once(self):
        with self.gateway.events() as stream:
            stream.wait_value(TEMPERATURE)
            stream.seen.clear()
            self.assertEqual(self.gateway.metrics()[SAMPLE], 21.5)
            self.assertEqual(self.gateway.get(f"/devices/house{TEMPERATURE}").status, 200)

            self.node.play(ROOM, "fault=no_answer")
            failure = stream.wait_failure(TEMPERATURE)
            answer = self.gateway.get(f"/devices/house{TEMPERATURE}")
            self.assertNotIn(SAMPLE, self.gateway.metrics())
            self.assertEqual((failure.data["status"], failure.data["error"]), (503, "no answer at 0x44 on /dev/i2c-1"))
            self.assertEqual((answer.status, answer.body), (503, b"no answer at 0x44 on /dev/i2c-1"))
            self.assertIn(int(answer.fields["retry-after"]), range(1, 61))
            with self.gateway.events() as late:
                self.assertEqual(late.wait_failure(TEMPERATURE).data, failure.data)
            self.assertEqual(self.gateway.metrics()['coapnode_up{node="house"}'], 1)  # it is the sensor's failure, not the node's

            self.node.play(ROOM, "temperature=30 humidity=40")
            stream.wait_value(TEMPERATURE, lambda payload: payload["value"] == 30)
            self.assertEqual(self.gateway.metrics()[SAMPLE], 30)
            self.assertEqual(self.gateway.get(f"/devices/house{TEMPERATURE}").json()["value"], 30)
            told = [event for event in stream.seen if event.name == "failure" and event.data["path"] == TEMPERATURE]
            self.assertEqual(len(told), 1, told)


class SmallNode:
    """A node with one temperature that stays 21.5 and holds for a second. It is asked again and again, since it tells no change
    by itself; once it resets, it knows nothing of an observation."""

    def __init__(self):
        self.resets = False
        self._links = always(payload=f'<{TEMPERATURE}>;rt="sensor temperature";ct=50;obs'.encode(),
                             options=((CONTENT_FORMAT, uint(LINK_FORMAT)),))

    def __call__(self, request: Message) -> list[Message]:
        if request.code == EMPTY or request.option(OBSERVE) is None:
            return self._links(request)
        if self.resets:
            return [reset(request)]
        state = reply(request, payload=b'{"value":21.5,"unit":"celsius"}', options=((CONTENT_FORMAT, uint(JSON)), (MAX_AGE, uint(1))))
        return [numbered(state, OBSERVE, uint(request.mid & 0x7f))]


class Resets(unittest.TestCase):
    def test_a_reset_observation_takes_the_value_away_everywhere(self):
        answer = SmallNode()
        with Server(answer) as node, Gateway({"nodes": [{"name": "house", "uri": node.uri()}]}) as gateway, gateway.events() as stream:
            stream.wait_value(TEMPERATURE)
            self.assertEqual(gateway.metrics()[SAMPLE], 21.5)

            answer.resets = True
            failure = stream.wait_failure(TEMPERATURE)
            self.assertEqual((failure.data["status"], failure.data["device"]), (502, "house"))  # 504 would be its Max-Age
            self.assertNotIn(SAMPLE, gateway.metrics())
            with gateway.events() as late:
                self.assertEqual(late.wait_failure(TEMPERATURE).data, failure.data)
            self.assertNotIn(b"21.5", gateway.get(f"/devices/house{TEMPERATURE}").body)

            answer.resets = False
            self.assertEqual(stream.wait_value(TEMPERATURE).data["payload"]["value"], 21.5)
            self.assertEqual(gateway.metrics()[SAMPLE], 21.5)

    def test_a_state_that_the_node_confirms_stays(self):
        with Server(SmallNode()) as node, Gateway({"nodes": [{"name": "house", "uri": node.uri()}]}) as gateway, gateway.events() as stream:
            stream.wait_value(TEMPERATURE)
            def registrations() -> int:
                return sum(request.option(OBSERVE) is not None for request in node.requests)

            wait_until(lambda: registrations() > 3, "it is asked again and again")  # longer than Max-Age and its grace
            self.assertEqual(gateway.metrics()[SAMPLE], 21.5)
            self.assertNotIn("failure", {event.name for event in stream.seen})


class LateNode:
    """A node whose notification overtakes nothing: it comes after the answer to the deregistration."""

    def __init__(self):
        self._links = always(payload=b"</counter>;obs", options=((CONTENT_FORMAT, uint(LINK_FORMAT)),))
        self.deregistered = 0

    def __call__(self, request: Message) -> list[Message]:
        observe = request.number(OBSERVE)
        if request.code == EMPTY or observe is None:
            return self._links(request)
        state = reply(request, payload=b"%d" % request.mid, options=((MAX_AGE, uint(1)),))
        if observe == 0:
            return [numbered(state, OBSERVE, uint(request.mid))]
        self.deregistered += 1
        late = dataclasses.replace(state, type=Type.NON, mid=request.mid ^ 0x8000)
        return [state, numbered(late, OBSERVE, uint(request.mid)), dataclasses.replace(late, mid=request.mid ^ 0x4000)]


class Leaving(unittest.TestCase):
    def test_a_notification_after_the_end_of_the_last_stream_is_nobodys(self):
        answer = LateNode()
        with Server(answer) as node, Gateway({"nodes": [{"name": "house", "uri": node.uri()}]}) as gateway:
            for number in range(3):
                with gateway.events(f"/devices/house/counter?n={number}") as stream:
                    stream.wait(lambda event: event.name == "value", "a value")
                # The gateway notices at the next state that it cannot write.
                wait_until(lambda number=number: answer.deregistered > number, "it deregistered")
            self.assertEqual(gateway.get("/devices/house/counter").status, 200)


if __name__ == "__main__":
    unittest.main()
