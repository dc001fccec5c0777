# SPDX-License-Identifier: MIT
"""A node as a Python program is one, by aiocoap. Argument: its port. Prints a line once it serves."""
import asyncio
import sys

import aiocoap
from aiocoap import resource


class Kept(resource.Resource):
    def __init__(self):
        super().__init__()
        self.content = b"x" * 100000

    async def render_get(self, _request):
        return aiocoap.Message(payload=self.content)

    async def render_put(self, request):
        self.content = request.payload
        return aiocoap.Message(code=aiocoap.CHANGED)

    async def render_post(self, _request):
        return aiocoap.Message(code=aiocoap.CREATED, location_path=["made"])


class Count(resource.ObservableResource):
    count = 0

    async def go_on(self):
        while True:
            await asyncio.sleep(0.1)
            self.count += 1
            self.updated_state()

    async def render_get(self, _request):
        return aiocoap.Message(payload=b"%d" % self.count)


async def main():
    site, count = resource.Site(), Count()
    site.add_resource([".well-known", "core"], resource.WKCResource(site.get_resources_as_linkheader))
    site.add_resource(["big"], Kept())
    site.add_resource(["count"], count)
    await aiocoap.Context.create_server_context(site, bind=("127.0.0.1", int(sys.argv[1])))
    print("serving", flush=True)
    await count.go_on()


asyncio.run(main())
