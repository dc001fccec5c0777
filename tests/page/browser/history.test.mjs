// SPDX-License-Identifier: MIT
// The chart, its words and the CSV file.

import {after, before, test} from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import {card, coloursOf, gatewayFor, launch, openPage, reading, shows, until} from "./support.mjs";
import {roomHistory} from "./scene.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Notes what is written on the canvas, from left to right. */
const noteTexts = () => {
    window.texts = [];
    const plain = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        window.texts.push({text, y});
        return plain.apply(this, arguments);
    };
};

const history = (page) => card(page, "Living room").locator(".history");
const choose = (page, range) =>
    history(page)
        .getByRole("button", {name: `Last ${range}`})
        .click();

test("the chart shows history, with a gap, and its words", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await shows(
        history(page).locator(".summary"),
        /lowest \d\d\.\d °C, mean \d\d\.\d °C, highest \d\d\.\d °C; 60\d samples/,
    );
    assert.ok((await coloursOf(page.locator("canvas"))) > 10);
    await shows(history(page), "Times in Europe/Berlin (");
    assert.match(await history(page).getByRole("img").getAttribute("aria-label"), /^Chart, last hour: lowest/);
    const box = await page.locator("canvas").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await shows(history(page).locator(".summary"), /^\w{3}.* \d\d:\d\d.*: \d\d\.\d °C$/);
});

test("a long range is paged and shows a band", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url);
    await choose(page, "day");
    await shows(history(page).locator(".summary"), /17,1\d\d samples/);
    const asked = gateway.requests.filter(({search}) => search.includes("after="));
    assert.ok(asked.length >= 17, `${asked.length} pages`);
    const box = await page.locator("canvas").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await shows(history(page).locator(".summary"), /: \d\d\.\d °C \(\d\d\.\d °C to \d\d\.\d °C\)$/);
});

test("a month of too many samples is sampled, and says so", async (t) => {
    const gateway = await gatewayFor(t);
    const made = roomHistory(20, 30)("", "room", "temperature");
    gateway.history = () => made;
    const page = await openPage(t, browser, gateway.url);
    await choose(page, "month");
    await shows(history(page), "There are too many samples to show all of them", 20_000);
    await shows(history(page).locator(".summary"), /1\d,\d{3} samples/);
});

test("another reading, °F, and closing the chart by its reading", async (t) => {
    const gateway = await gatewayFor(t);
    const page = await openPage(t, browser, gateway.url, {
        init: () => localStorage.setItem("coapnode temperature unit", "fahrenheit"),
    });
    await shows(history(page).locator(".summary"), /lowest \d\d\.\d °F/);
    await reading(page, "Living room", "Humidity").click();
    await shows(history(page), "History: humidity of room");
    await shows(history(page).locator(".summary"), /lowest \d\d(\.\d)? %/);
    assert.equal(await page.locator("canvas").count(), 1);
    await reading(page, "Living room", "Humidity").press("Enter");
    await until(async () => (await page.locator("canvas").count()) === 0, "no chart");
});

const CLOCK_CHANGES = [
    // the hour until 01:20 UTC: 02:20 comes twice
    {
        night: "back",
        now: "2026-10-25T01:20:00Z",
        range: "hour",
        labels: ["02:30", "02:40", "02:50", "02:00", "02:10", "02:20"],
        zone: "(CEST, GMT+2, then CET, GMT+1)",
    },
    // 01:59 is followed by 03:00
    {
        night: "forward",
        now: "2026-03-29T01:20:00Z",
        range: "hour",
        labels: ["01:30", "01:40", "01:50", "03:00", "03:10", "03:20"],
        zone: "(CET, GMT+1, then CEST, GMT+2)",
    },
    // a day with 25 hours: midnight is where it is
    {
        night: "back, by day",
        now: "2026-10-25T20:00:00Z",
        range: "day",
        labels: ["25 Oct", "04:00", "08:00"],
        zone: "(CEST, GMT+2, then CET, GMT+1)",
    },
];

for (const {night, now, range, labels, zone} of CLOCK_CHANGES) {
    test(`the night when clocks go ${night}`, async (t) => {
        const gateway = await gatewayFor(t);
        const made = roomHistory(60, 2, Date.parse(now) / 1000)("", "room", "temperature");
        gateway.history = () => made;
        const page = await openPage(t, browser, gateway.url, {
            clock: now,
            init: noteTexts,
            viewport: {width: 560, height: 900}, // the ticks depend on it
        });
        await shows(history(page).locator(".summary"), /(49|50) samples/);
        await choose(page, range);
        await shows(history(page), zone);
        const drawn = async () => (await page.evaluate(() => window.texts.map(({text}) => text))).join(" ");
        let seen = "";
        await until(async () => (seen = await drawn()).includes(labels.join(" ")), labels.join(" ")).catch((error) => {
            throw new Error(`${error.message}; drawn: ${seen.slice(-300)}`);
        });
    });
}

test("CSV is saved with one heading", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.history = roomHistory(2, 1);
    const page = await openPage(t, browser, gateway.url);
    await shows(history(page).locator(".summary"), "samples");
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        history(page).getByRole("button", {name: "Save as CSV"}).click(),
    ]);
    const rows = fs
        .readFileSync(await download.path(), "utf8")
        .trim()
        .split("\r\n");
    assert.equal(download.suggestedFilename(), "living-room-room-temperature.csv");
    assert.equal(rows[0], "timestamp,sensor,quantity,value,unit");
    assert.equal(new Set(rows).size, rows.length);
    await shows(
        history(page),
        `Saved ${new Intl.NumberFormat("en-GB", {useGrouping: false}).format(rows.length - 1)} rows.`,
    );
    assert.ok(
        rows.length > 1400 &&
            rows.slice(1).every((row) => /^\d{4}-\d\d-\d\dT[\d:.]+Z,room,temperature,[\d.]+,celsius$/.test(row)),
    );
});

test("new values of the stream are added to the chart", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.history = () => [];
    const page = await openPage(t, browser, gateway.url);
    await shows(history(page).locator(".summary"), "1 sample"); // the newest value is there before its record
    gateway.setValue("living-room", "/sensors/room/temperature", {
        value: 30,
        unit: "celsius",
        timestamp: new Date().toISOString(),
    });
    await shows(history(page).locator(".summary"), "highest 30.0 °C; 2 samples");
});

test("without uPlot the page says what is missing", async (t) => {
    const gateway = await gatewayFor(t);
    const context = await browser.newContext();
    t.after(() => context.close());
    await context.route("**/uplot/**", (route) => route.fulfill({status: 404, body: ""}));
    const page = await context.newPage();
    await page.goto(gateway.url);
    await shows(history(page), "Charts need uPlot");
    await shows(history(page).locator(".summary"), "samples");
});

test("a node without a history says so", async (t) => {
    const gateway = await gatewayFor(t);
    gateway.history = () => undefined;
    const page = await openPage(t, browser, gateway.url);
    await shows(history(page), "Cannot show the history: there is no /history (404)");
});
