// SPDX-License-Identifier: MIT
// node screenshots.mjs FOLDER: the pictures of the page for the documentation, with few colours, so that they are
// small.

import {execFileSync} from "node:child_process";
import path from "node:path";
import {FakeGateway} from "./fake_gateway.mjs";
import {FOLDER, launch, shows, until} from "./support.mjs";
import {TOKENS, furnish, furnishMore, roomHistory} from "./scene.mjs";

const folder = process.argv[2];
const CAUSE = "no answer at 0x76 on /dev/i2c-1";

async function picture(browser, name, {furnished, range, ...options}) {
    const gateway = await furnished(new FakeGateway({folder: FOLDER})).start();
    const context = await browser.newContext({locale: "en-GB", timezoneId: "Europe/Berlin", ...options});
    const page = await context.newPage();
    await page.addInitScript(
        ([base, token]) => sessionStorage.setItem(`coapnode token ${base}`, token),
        [gateway.url, TOKENS.control],
    );
    await page.goto(gateway.url);
    await shows(page.locator("#state"), "phone: control");
    for (const card of await page
        .getByRole("article")
        .filter({has: page.locator("button.reading")})
        .all()) {
        if ((await card.locator(".history").count()) === 0) await card.locator("button.reading").first().click();
        await card.getByRole("button", {name: `Last ${range}`}).click();
        await shows(card.locator(".history .summary"), "samples");
        const isLoading = () => card.locator(".history .progress").isVisible();
        await until(async () => !(await isLoading()), "all of the history", 60_000);
    }
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1000); // the drawing is at most half a second late
    const file = path.join(folder, name);
    await page.screenshot({path: file, fullPage: true});
    execFileSync("pngquant", ["--force", "--speed", "1", "--output", file, "64", file]);
    await context.close();
    await gateway.stop();
}

function lit(gateway) {
    furnish(gateway);
    gateway.setValue("living-room", "/leds/lamp", {state: "on"});
    return gateway;
}

function failing(gateway) {
    furnish(gateway);
    gateway.setValue("living-room", "/thermostat", {target: 21, output: "off", mode: "heat", error: CAUSE});
    gateway.history = roomHistory(5, 1, Date.now() / 1000, [720, 0]);
    for (const quantity of ["temperature", "humidity", "pressure"])
        gateway.fail("living-room", `/sensors/room/${quantity}`, 503, CAUSE);
    return gateway;
}

const browser = await launch();
const phone = {viewport: {width: 390, height: 600}, deviceScaleFactor: 2};
await picture(browser, "page-phone.png", {...phone, furnished: lit, range: "hour"});
await picture(browser, "page-failed-sensor.png", {...phone, furnished: failing, range: "hour"});
await picture(browser, "page-desktop.png", {
    viewport: {width: 1280, height: 600},
    colorScheme: "dark",
    furnished: (bare) => furnishMore(lit(bare)),
    range: "day",
});
await browser.close();
