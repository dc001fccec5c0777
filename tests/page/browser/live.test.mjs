// SPDX-License-Identifier: MIT
// Values, failures and states of nodes come with the stream, without a reload.

import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {card, gatewayFor, launch, openPage, reading, shows, until} from "./support.mjs";
import {furnish, furnishMore} from "./scene.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const room = "/sensors/room/temperature";
const celsius = (value) => ({value, unit: "celsius", timestamp: new Date().toISOString()});

test("a value changes without a reload, and shows its unit and age", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    const tile = reading(page, "Living room", "Temperature");
    await shows(tile, /21\.5 °C/);
    await page.evaluate(() => (window.wasHere = true));
    gateway.setValue("living-room", room, celsius(23.25), 65);
    await shows(tile, /23\.3 °C/);
    await shows(tile, "1 min ago");
    gateway.setValue("living-room", room, celsius(24));
    await shows(tile, /24\.0 °C(now|\d s ago)/);
    await shows(tile, "3 s ago"); // it ticks
    assert.equal(await page.evaluate(() => window.wasHere), true);
    assert.equal(await card(page, "Living room").locator(".reading").count(), 3); // /temperature is not shown twice
});

test("a failed sensor says why, once, and works again", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await shows(reading(page, "Living room", "Temperature"), "21.5");
    for (const quantity of ["temperature", "humidity", "pressure"]) {
        gateway.fail("living-room", `/sensors/room/${quantity}`, 503, "no answer at 0x76 on /dev/i2c-1");
    }
    await shows(card(page, "Living room").locator(".sensor > .trouble"), "no answer at 0x76 on /dev/i2c-1");
    await shows(reading(page, "Living room", "Temperature"), "no value");
    assert.doesNotMatch(await card(page, "Living room").locator(".readings").first().textContent(), /21\.5|no answer/);
    await shows(page.locator("#news"), "Living room, temperature of room: no answer at 0x76 on /dev/i2c-1");
    gateway.setValue("living-room", room, celsius(20));
    await shows(reading(page, "Living room", "Temperature"), "20.0 °C");
    await shows(reading(page, "Living room", "Humidity"), "no answer at 0x76"); // now the causes differ
});

test("a node that goes silent, comes back and is removed", async (t) => {
    const gateway = await gatewayFor(t, {furnished: (bare) => furnishMore(furnish(bare))});
    const page = await openPage(t, browser, gateway.url);
    await shows(page.locator("#count"), "3 nodes, 1 with problems");
    await shows(card(page, "Workshop").locator(".trouble"), /does not answer \(since .*\): no answer within 10 s/);
    gateway.setState("living-room", {state: "silent", since: new Date().toISOString(), error: "no answer"});
    await shows(card(page, "Living room").locator(".badge"), "silent");
    await shows(page.locator("#news"), "Living room: The node does not answer");
    gateway.fail("living-room", room, 504, "living-room does not answer");
    await shows(reading(page, "Living room", "Temperature"), "no value");
    const cause = reading(page, "Living room", "Temperature").locator(".cause");
    assert.equal(await cause.isVisible(), false); // the node says why
    gateway.setState("living-room", {state: "up", error: undefined});
    await shows(card(page, "Living room").locator(".badge"), "up");
    await until(() => card(page, "Living room").locator("> .trouble").isHidden(), "no trouble");
    gateway.setState("greenhouse", {clock_offset_seconds: -3700});
    await shows(card(page, "Greenhouse"), "Its clock is 62 min behind.");
    gateway.removeDevice("workshop");
    await until(async () => (await page.getByRole("article").count()) === 2, "two nodes");
});

test("the gateway dies and comes back: the page says so and goes on without a reload", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await shows(reading(page, "Living room", "Temperature"), "21.5");
    await page.evaluate(() => (window.wasHere = true));
    await gateway.stop();
    await shows(page.locator("#notices"), /The values on this page may be out of date/);
    await shows(page.locator("#state"), "no connection");
    gateway.devices.get("living-room").entries.delete("/sensors/room/pressure"); // not repeated: must vanish
    gateway.devices
        .get("living-room")
        .entries.set(room, {event: "value", data: {device: "living-room", path: room, age: 0, payload: celsius(19)}});
    await gateway.start(gateway.port);
    await shows(reading(page, "Living room", "Temperature"), "19.0");
    await shows(page.locator("#state"), "live");
    await until(() => page.locator("#notices > *").isHidden(), "no notice");
    await until(async () => (await card(page, "Living room").locator(".reading").count()) === 2, "two readings");
    assert.equal(await page.evaluate(() => window.wasHere), true);
});

test("a gateway that refuses the stream is asked again, also after many refusals", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.streamStatus = 503;
    const page = await openPage(t, browser, gateway.url, {clock: new Date()});
    const refused = () => shows(page.locator("#notices"), /not now \(503\).*Next attempt in \d+ s/);
    const asked = () => gateway.requests.filter(({path}) => path === "/events").length;
    for (let times = 0; times < 8; times++) {
        await refused();
        const before = asked();
        await page.clock.fastForward(30_000); // the longest wait; the first ones also pass by themselves
        await until(() => asked() > before, `a request after ${before}`);
    }
    await refused();
    gateway.streamStatus = 200;
    await page.clock.fastForward(30_000);
    await shows(reading(page, "Living room", "Temperature"), "21.5");
});

test("two missed pings: the stream is opened anew", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url, {clock: new Date()});
    const opened = () => gateway.requests.filter(({path}) => path === "/events").length;
    await shows(page.locator("#state"), "live");
    await page.clock.fastForward(16_000);
    await page.clock.fastForward(100);
    gateway.setValue("living-room", room, celsius(20)); // whatever is heard counts, as a ping does
    await shows(reading(page, "Living room", "Temperature"), "20.0");
    await page.clock.fastForward(16_000); // 32 s after the first, 16 s after the second
    assert.equal(opened(), 1);
    await page.clock.fastForward(16_000);
    await shows(page.locator("#notices"), "The gateway stopped sending.");
    await page.clock.fastForward(2_000);
    await shows(page.locator("#state"), "live");
    assert.equal(opened(), 2);
});

test("a hidden page has no stream; a shown one takes the state anew", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    const show = (state) =>
        page.evaluate((value) => {
            Object.defineProperty(document, "hidden", {configurable: true, get: () => value === "hidden"});
            Object.defineProperty(document, "visibilityState", {configurable: true, get: () => value});
            document.dispatchEvent(new Event("visibilitychange"));
        }, state);
    await until(() => gateway.streams.size === 1, "one stream");
    await show("hidden");
    await until(() => gateway.streams.size === 0, "no stream");
    gateway.setValue("living-room", room, celsius(18));
    await show("visible");
    await shows(reading(page, "Living room", "Temperature"), "18.0");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    const streams = (count) => () => gateway.requests.filter(({path}) => path === "/events").length === count;
    await until(streams(3), "three streams in all");
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true})));
    await until(streams(4), "a page that the browser kept takes a new one");
    await until(() => gateway.streams.size === 1, "one of them left");
});

test("works under a sub-path", async (t) => {
    const gateway = await gatewayFor(t, {prefix: "/a/b/"});
    const page = await openPage(t, browser, gateway.url);
    await shows(reading(page, "Living room", "Temperature"), "21.5");
    await until(async () => (await page.locator("canvas").count()) === 1, "a chart");
    assert.ok(gateway.requests.every(({search}) => search.startsWith("/a/b/") || search === "/favicon.ico"));
});

test("a node that is not coapnode: values by the titles of its links, and nothing of it is read as HTML", async (t) => {
    const gateway = await gatewayFor(t);
    const nasty = "<img src=x onerror=window.hit=1>";
    gateway.addDevice({name: "other", uri: "coap://192.0.2.10", title: nasty, state: "up"}, [
        {path: "/s/1", title: "Wind", obs: true},
        {path: "/s/2", obs: true},
    ]);
    gateway.setValue("other", "/s/1", {value: 3.25, unit: "m/s"});
    gateway.setValue("other", "/s/2", nasty);
    const page = await openPage(t, browser, gateway.url);
    await shows(reading(page, nasty, "Wind"), /3\.3 m\/s/);
    await shows(reading(page, nasty, "2"), nasty);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(await card(page, nasty).locator("img").count(), 0);
});
