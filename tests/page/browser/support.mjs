// SPDX-License-Identifier: MIT
// Opens the page in headless Chromium, and notes what a browser complains of.

import {chromium} from "playwright-core";
import {FakeGateway} from "./fake_gateway.mjs";
import {furnish} from "./scene.mjs";

export const FOLDER = process.env.COAPNODE_PAGE;
const CHROMIUM = process.env.COAPNODE_CHROMIUM ?? "/usr/bin/chromium";
export const SOON = 10_000; // milliseconds that the page may take for anything, on a busy machine

export function launch() {
    return chromium.launch({
        executablePath: CHROMIUM,
        args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });
}

/** A furnished gateway that ends with the test. */
export async function gatewayFor(t, {prefix, furnished = furnish} = {}) {
    const gateway = await furnished(new FakeGateway({folder: FOLDER, prefix})).start();
    t.after(() => gateway.stop().catch(() => undefined));
    return gateway;
}

/** A page of its own context; `page.complaints` are errors and violations of the Content-Security-Policy. */
export async function openPage(t, browser, url, {init, token, clock, ...options} = {}) {
    const context = await browser.newContext({
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        viewport: {width: 1100, height: 900},
        ...options,
    });
    t.after(() => context.close());
    const page = await context.newPage();
    page.complaints = [];
    page.setDefaultTimeout(SOON);
    page.on("pageerror", (error) => page.complaints.push(`error: ${error.message}`));
    page.on(
        "console",
        (message) => message.text().includes("Content Security Policy") && page.complaints.push(message.text()),
    );
    await page.addInitScript(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) =>
            window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
        );
    });
    if (init) await page.addInitScript(init);
    if (clock) await page.clock.install({time: clock});
    if (token)
        await page.addInitScript(
            ([base, value]) => sessionStorage.setItem(`coapnode token ${base}`, value),
            [url, token],
        );
    await page.goto(url);
    return page;
}

export const card = (page, name) => page.getByRole("article", {name});
export const reading = (page, name, label) => card(page, name).locator(".reading").filter({hasText: label});

/** Waits until `isSo()` is true. */
export async function until(isSo, what, milliseconds = SOON) {
    const end = Date.now() + milliseconds;
    while (!(await isSo())) {
        if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

/** Waits until the element shows the text. */
export async function shows(locator, text, milliseconds = SOON) {
    let seen = "";
    const fits = (value) => (text instanceof RegExp ? text.test(value) : value.includes(text));
    const look = async () =>
        fits(
            (seen = (
                (await locator.textContent({timeout: SOON}).catch((error) => `(${error.message})`)) ?? ""
            ).replaceAll("\u00a0", " ")),
        );
    await until(look, `text ${text}`, milliseconds).catch(() => {
        throw new Error(`no ${text} within ${milliseconds} ms in: ${seen}`);
    });
}

/** How many different colours the pixels of a canvas have: 1 while nothing is drawn. */
export function coloursOf(canvas) {
    return canvas.evaluate((of) => {
        const {data} = of.getContext("2d").getImageData(0, 0, of.width, of.height);
        return new Set(new Uint32Array(data.buffer)).size;
    });
}
