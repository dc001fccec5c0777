// SPDX-License-Identifier: MIT
// Tokens, switches and the thermostat.

import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import {card, gatewayFor, launch, openPage, reading, shows, until} from "./support.mjs";
import {TOKENS} from "./scene.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const lamp = (page) => card(page, "Living room").getByRole("switch", {name: "Lamp"});
const isOn = async (page) => (await lamp(page).getAttribute("aria-checked")) === "true";

async function enter(page, token, remember = false) {
    await page.locator("#state button").click();
    await page.getByLabel("Token").fill(token);
    if (remember) await page.getByLabel("Remember on this device").check();
    await page.getByRole("button", {name: "Enter", exact: true}).click();
}

test("without a token a switch asks for one and nothing is sent", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await lamp(page).click();
    await shows(page.getByRole("dialog"), "Switching needs a token with the role control.");
    assert.equal(
        gateway.requests.some(({method}) => method === "PUT"),
        false,
    );
    assert.equal(await isOn(page), false);
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
});

test("a token is checked, shown with its role, sent in the header alone, and forgotten", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await enter(page, "wrong-token-for-tests");
    await shows(page.getByRole("dialog"), "The gateway does not know this token.");
    await page.getByLabel("Token").fill(TOKENS.read);
    await page.getByLabel("Token").press("Enter");
    await shows(page.locator("#state"), "tablet: read");
    await lamp(page).click();
    await shows(page.getByRole("dialog"), "Switching needs a token with the role control.");
    await page.getByRole("button", {name: "Log out"}).click();
    await page.getByLabel("Token").fill(TOKENS.control);
    await page.getByLabel("Token").press("Enter");
    await shows(page.locator("#state"), "phone: control");
    assert.ok(
        gateway.requests.some(({path, token}) => path === "/events" && token === TOKENS.control),
    );
    assert.ok(gateway.requests.every(({search}) => !search.includes("token")));
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.locator("#state button").click();
    await page.getByRole("button", {name: "Log out"}).click();
    await shows(page.locator("#state"), "Access: read");
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

test("a remembered token is there in the next session", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await enter(page, TOKENS.control, true);
    await shows(page.locator("#state"), "phone: control");
    const next = await page.context().newPage();
    await next.goto(gateway.url);
    await shows(next.locator("#state"), "phone: control");
});

test("a switch moves when the node has confirmed it, and shows that it waits", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.holds = true;
    const page = await openPage(t, browser, gateway.url, {token: TOKENS.control});
    await shows(page.locator("#state"), "phone: control");
    await lamp(page).click();
    await shows(card(page, "Living room").locator(".control"), "waiting…");
    assert.deepEqual([await isOn(page), await lamp(page).getAttribute("aria-busy")], [false, "true"]);
    gateway.release();
    await until(() => isOn(page), "the switch is on");
    await until(async () => (await lamp(page).getAttribute("aria-busy")) === "false", "it waits no more");
    await lamp(page).press("Space"); // by keyboard
    await until(async () => !(await isOn(page)), "the switch is off");
});

test("without an event the state is asked for", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.confirms = false;
    const page = await openPage(t, browser, gateway.url, {token: TOKENS.control});
    await shows(page.locator("#state"), "phone: control");
    await lamp(page).click();
    await until(() => isOn(page), "the switch is on");
});

test("a refused switch stays as it was and says why", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.answer = () => ({status: 503, detail: "GPIO17 cannot be driven"});
    const page = await openPage(t, browser, gateway.url, {token: TOKENS.control});
    await shows(page.locator("#state"), "phone: control");
    await lamp(page).click();
    await shows(card(page, "Living room").locator(".control"), "Not switched: GPIO17 cannot be driven (503)");
    await shows(page.locator("#news"), "Lamp: Not switched");
    assert.equal(await isOn(page), false);
});

test("the thermostat takes a comma, refuses what is no number, and °F", async (t) => {
    const gateway = await gatewayFor(t);
    const sent = [];
    gateway.answer = (_, path, document) => void sent.push([path, document]);
    const page = await openPage(t, browser, gateway.url, {token: TOKENS.control});
    const target = card(page, "Living room").getByLabel("Target, °C");
    await shows(card(page, "Living room").locator(".thermostat"), "not heating, target 21.0 °C, now 21.5 °C");
    await target.fill("22,5");
    await target.press("Enter");
    await shows(card(page, "Living room").locator(".thermostat"), "target 22.5 °C");
    await target.fill("warm");
    await target.press("Enter");
    await shows(card(page, "Living room").locator(".thermostat"), "This is not a number: write 21.5 or 21,5.");
    await page.locator("#state button").click();
    await page.getByLabel("°F").check();
    await page.getByRole("button", {name: "Close"}).click();
    await shows(reading(page, "Living room", "Temperature"), /70\.7 °F/);
    await card(page, "Living room").getByLabel("Target, °F").fill("68");
    await card(page, "Living room").getByLabel("Target, °F").press("Enter");
    await shows(card(page, "Living room").locator(".thermostat"), "target 68.0 °F");
    assert.deepEqual(sent, [
        ["/thermostat", {target: 22.5}],
        ["/thermostat", {target: 20}],
    ]);
});

test("a gateway that shows nothing without a token asks for one", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.anonymous = "none";
    const page = await openPage(t, browser, gateway.url);
    await shows(page.locator("#notices"), "The gateway needs a valid token.");
    await page.locator("#notices").getByRole("button", {name: "Enter a token"}).click();
    await page.getByLabel("Token").fill(TOKENS.read);
    await page.getByLabel("Token").press("Enter");
    await shows(reading(page, "Living room", "Temperature"), "21.5");
});

test("a token that is revoked: the page asks for another one", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url, {token: TOKENS.control});
    await shows(page.locator("#state"), "phone: control");
    gateway.tokens.delete(TOKENS.control);
    await lamp(page).click();
    await shows(card(page, "Living room").locator(".control"), "Not switched: the token is not known (401)");
    await gateway.stop();
    await gateway.start(gateway.port);
    await page.locator("#notices").getByRole("button", {name: "Enter a token"}).click();
    await page.getByLabel("Token").fill(TOKENS.read);
    await page.getByLabel("Token").press("Enter");
    await shows(page.locator("#state"), /live.*tablet: read/);
});

test("a pairing code becomes a token once and leaves the address", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.codes.set("1234-5678", {token: "paired-token-for-tests", name: "phone", role: "control"});
    const page = await openPage(t, browser, `${gateway.url}#pair=1234-5678`);
    await shows(page.locator("#state"), "phone: control");
    assert.equal(page.url(), gateway.url);
    const again = await openPage(t, browser, `${gateway.url}#pair=1234-5678`);
    await shows(again.getByRole("dialog"), "The pairing code did not work: this code was used or is wrong (403)");
    await again.goto(`${gateway.url}#pair=%zz`); // no other page: the same one hears of it
    await shows(again.getByRole("dialog"), "The pairing code did not work: this code was used or is wrong (403)");
    assert.equal(again.url(), gateway.url);
    await again.getByRole("button", {name: "Close"}).click();
    gateway.codes.set("8765", {token: "another-token-for-tests", name: "tablet", role: "read"});
    await again.goto(`${gateway.url}#pair=8765`);
    await shows(again.locator("#state"), "tablet: read");
});
