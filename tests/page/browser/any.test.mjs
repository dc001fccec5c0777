// SPDX-License-Identifier: MIT
// What any gateway with a node, a sensor, a history and an LED must show. COAPNODE_GATEWAY_URL names a running one,
// with the token of role control in COAPNODE_GATEWAY_TOKEN; otherwise a fake one is met.

import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import axe from "axe-core";
import {coloursOf, gatewayFor, launch, openPage, shows, until} from "./support.mjs";
import {TOKENS, furnish, furnishMore} from "./scene.mjs";

const REAL = process.env.COAPNODE_GATEWAY_URL;
const TOKEN = process.env.COAPNODE_GATEWAY_TOKEN ?? TOKENS.control;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function open(t, options) {
    const url = REAL ?? (await gatewayFor(t, {furnished: (bare) => furnishMore(furnish(bare))})).url;
    const page = await openPage(t, browser, url, options);
    await shows(page.locator("#state"), "live");
    await shows(page.locator(".reading .number").first(), /\d/);
    return page;
}

async function openChart(page) {
    if ((await page.locator("canvas").count()) === 0) await page.locator("button.reading").first().click();
    await shows(page.locator(".history .summary"), "samples");
}

/** Opens the links of a node that has an LED. */
async function explore(page) {
    const node = page
        .getByRole("article")
        .filter({has: page.getByRole("switch")})
        .first();
    await node.locator("summary").click();
    return node.locator(".links");
}

async function seriousFindings(page) {
    await page.evaluate(axe.source); // by the debugger, which no policy stops
    const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
    return violations
        .filter(({impact}) => ["serious", "critical"].includes(impact))
        .map(
            ({id, nodes}) =>
                `${id}: ${nodes
                    .map(({html}) => html)
                    .join(" ")
                    .slice(0, 300)}`,
        );
}

const VIEWS = [
    {view: "on a phone", viewport: {width: 390, height: 844}, colorScheme: "light"},
    {view: "on a phone in the dark", viewport: {width: 390, height: 844}, colorScheme: "dark"},
    {view: "on a small phone with large text", viewport: {width: 320, height: 640}, colorScheme: "light"},
    {view: "on a desk", viewport: {width: 1280, height: 900}, colorScheme: "light"},
];

for (const {view, viewport, colorScheme} of VIEWS) {
    test(`nothing overflows, and axe finds nothing serious, ${view}`, async (t) => {
        const page = await open(t, {viewport, colorScheme, token: TOKEN});
        await openChart(page);
        await (await explore(page)).getByRole("button").first().click();
        await shows(page.locator(".exchange"), "coapnode get");
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= viewport.width, `${width} wide`);
        assert.deepEqual(await seriousFindings(page), []);
        await page.locator("#state button").click();
        assert.deepEqual(await seriousFindings(page), []);
        const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(ground === "rgb(244, 245, 242)", colorScheme === "light");
    });
}

test("the browser complains of nothing", async (t) => {
    const page = await open(t, {token: TOKEN});
    await openChart(page);
    assert.ok((await coloursOf(page.locator("canvas").first())) > 10);
    await (
        await explore(page)
    )
        .getByRole("button", {name: /^observe /})
        .first()
        .click();
    await until(async () => /\d/.test(await page.locator(".output").textContent()), "an observed value");
    assert.deepEqual(page.complaints, []);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
});

test("a switch moves with the token, and not without", async (t) => {
    const stranger = await open(t, {});
    await stranger.getByRole("switch").first().click();
    await shows(stranger.getByRole("dialog"), "Switching needs a token");
    const page = await open(t, {token: TOKEN});
    await shows(page.locator("#state"), "control");
    const led = page.getByRole("switch").first();
    const before = await led.getAttribute("aria-checked");
    await led.click();
    await until(async () => (await led.getAttribute("aria-checked")) !== before, "it moved");
    await until(async () => (await led.getAttribute("aria-busy")) === "false", "confirmed");
    await led.click();
    await until(async () => (await led.getAttribute("aria-checked")) === before, "it moved back");
});

test("everything is reached with the keyboard", async (t) => {
    const page = await open(t, {token: TOKEN});
    const reached = new Set();
    for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press("Tab");
        reached.add(await page.evaluate(() => document.activeElement.className || document.activeElement.tagName));
    }
    for (const name of ["reading", "switch", "SUMMARY", "small"])
        assert.ok(reached.has(name), `${name} in ${[...reached]}`);
});

test("works without anything from elsewhere", async (t) => {
    const elsewhere = [];
    const page = await open(t, {});
    page.on(
        "request",
        (request) => !request.url().startsWith(new URL(".", page.url()).href) && elsewhere.push(request.url()),
    );
    await page.reload();
    await openChart(page);
    assert.deepEqual(
        elsewhere.filter((url) => !/^(blob|data):/.test(url)),
        [],
    );
});
