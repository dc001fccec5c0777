// SPDX-License-Identifier: MIT
// The page behind nginx, two levels below its root, where a password (Basic) is asked for besides the token.

import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {card, gatewayFor, launch, openPage, reading, shows, until} from "./support.mjs";
import {BELOW, LOGIN, nginxFor, program} from "./nginx.mjs";
import {TOKENS} from "./scene.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("live values, a chart and a switch behind nginx", {skip: !program && "nginx is not here"}, async (t) => {
    const gateway = await gatewayFor(t);
    const url = await nginxFor(t, gateway.port);
    const page = await openPage(t, browser, url, {httpCredentials: LOGIN, token: TOKENS.control});
    await shows(page.locator("#state"), "phone: control");
    await shows(reading(page, "Living room", "Temperature"), "21.5");
    await until(async () => (await page.locator("canvas").count()) === 1, "a chart");

    gateway.setValue("living-room", "/sensors/room/temperature", {value: 18, unit: "celsius"});
    await shows(reading(page, "Living room", "Temperature"), "18.0");

    const lamp = card(page, "Living room").getByRole("switch", {name: "Lamp"});
    const wasOn = await lamp.getAttribute("aria-checked");
    await lamp.click();
    await until(async () => (await lamp.getAttribute("aria-checked")) !== wasOn, "the switch moved");

    assert.deepEqual(page.complaints, []);
    assert.ok(page.url().endsWith(BELOW));
    assert.ok(gateway.requests.every(({search}) => !search.includes(BELOW)));
    assert.ok(gateway.requests.some(({method, token}) => method === "PUT" && token === TOKENS.control));
});
