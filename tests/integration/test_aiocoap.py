# SPDX-License-Identifier: MIT
"""Clients written with the Python library aiocoap (package python3-aiocoap of Debian 13) are served."""
import asyncio
import json
import re
import unittest

from support.coap import wait_for_content
from support.daemon import Daemon

try:
    import aiocoap
except ImportError:
    aiocoap = None

CONFIG = {
    "coap": {"anonymous": "control"},
    "sensors": [{"name": f"sensor-{i}", "driver": "sht3x", "bus": f"/dev/i2c-{i}", "interval": "1h"} for i in range(6)],
    "leds": [{"name": "led", "line": "GPIO17"}],
}


def setUpModule():
    if aiocoap is None:
        raise unittest.SkipTest("there is no module aiocoap: package python3-aiocoap, which Debian has from release 13 on")


class AioCoap(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.node = self.enterContext(Daemon(CONFIG))
        with self.node.peer() as peer:
            wait_for_content(peer, "/temperature")
        self.client = await aiocoap.Context.create_client_context()
        self.addAsyncCleanup(self.client.shutdown)

    async def ask(self, method: str, path: str, **more):
        uri = f"coap://127.0.0.1:{self.node.port}{path}"
        message = aiocoap.Message(code=getattr(aiocoap, method), uri=uri, **more)
        answer = await self.client.request(message).response
        return answer.code.dotted, answer.payload.decode(), answer.opt

    async def test_it_reads_and_revalidates_a_reading(self):
        code, payload, options = await self.ask("GET", "/temperature")
        self.assertEqual((code, json.loads(payload)["unit"]), ("2.05", "celsius"))
        self.assertGreaterEqual(options.max_age, 1)
        code, payload, _ = await self.ask("GET", "/temperature", etags=[options.etag])
        self.assertEqual((code, payload), ("2.03", ""))

    async def test_it_chooses_a_format(self):
        code, payload, options = await self.ask("GET", "/temperature", accept=110)
        self.assertEqual((code, int(options.content_format), json.loads(payload)[0]["u"]), ("2.05", 110, "Cel"))

    async def test_it_switches_the_led(self):
        self.assertEqual((await self.ask("PUT", "/led", payload=b'{"state":"on"}', content_format=50))[0], "2.04")
        self.assertEqual((await self.ask("GET", "/led"))[1], '{"state":"on"}')
        self.assertEqual((await self.ask("POST", "/led"))[0], "2.04")
        self.assertEqual(self.node.line("GPIO17"), "low")

    async def test_it_observes_the_led_and_ends_it(self):
        uri = f"coap://127.0.0.1:{self.node.port}/led"
        request = self.client.request(aiocoap.Message(code=aiocoap.GET, uri=uri, observe=0, accept=0))
        self.assertEqual((await request.response).payload, b"off")
        notifications = aiter(request.observation)
        for state in (b"on", b"off"):
            await self.ask("POST", "/led")
            self.assertEqual((await anext(notifications)).payload, state)
            await asyncio.sleep(0.2)
        request.observation.cancel()
        for _ in range(40):  # aiocoap tells of its end by a reset of the next confirmable notification, one of 16
            self.assertEqual((await self.ask("POST", "/led"))[0], "2.04")
            await asyncio.sleep(0.12)  # the least distance
            if json.loads((await self.ask("GET", "/stats"))[1])["observers"] == 0:
                return
        self.fail("the node goes on to notify")

    async def test_it_is_told_that_what_it_observes_is_gone(self):
        uri = f"coap://127.0.0.1:{self.node.port}/led"
        request = self.client.request(aiocoap.Message(code=aiocoap.GET, uri=uri, observe=0))
        self.assertEqual((await request.response).code.dotted, "2.05")
        self.node.reload({**CONFIG, "leds": []})

        async def until_the_end():
            return [message.code.dotted async for message in request.observation]
        try:
            heard = await asyncio.wait_for(until_the_end(), 10)
            self.assertEqual(heard, ["4.04"])
        except aiocoap.error.NotObservable:
            pass  # what aiocoap makes of a notification that is an error

    async def test_it_discovers_by_blocks(self):
        code, links, _ = await self.ask("GET", "/.well-known/core")
        self.assertEqual((code, len(re.findall(r"<(/[^>]*)>", links))), ("2.05", 27))
        self.assertGreater(len(links), 1024)
        filtered = (await self.ask("GET", "/.well-known/core?rt=led"))[1]
        self.assertEqual(re.findall(r"<(/[^>]*)>", filtered), ["/led", "/leds/led"])

    async def test_it_is_told_that_a_large_body_is_too_large(self):
        self.assertEqual((await self.ask("PUT", "/led", payload=b"x" * 3000))[0], "4.13")


if __name__ == "__main__":
    unittest.main()
