// SPDX-License-Identifier: MIT
// The chart of one reading with its range, its summary in words and its CSV file.

import {element, setNotice, setState, setText, uniqueId} from "./dom.js";
import {Chart, isAvailable} from "./chart.js";
import {RANGES} from "./history.js";
import {HistorySamples} from "./history_samples.js";
import {columnInWords, summaryInWords} from "./history_words.js";
import {columns, summary} from "./statistics.js";
import {localZone, zoneInWords} from "./zone.js";
import {leastSpan, toShown} from "./units.js";
import {sensorOf} from "./resources.js";
import {historyPath, saveCsv} from "./csv_file.js";

const REDRAW_MILLISECONDS = 500;
const NO_UPLOT =
    "Charts need uPlot: its file uplot/uPlot.iife.min.js is not on the gateway. CSV files work without it.";
const SAMPLED = "There are too many samples to show all of them: the chart shows some from each part of the range.";

export class HistoryPanel {
    #zone = localZone();
    #range;
    #history;
    #redraw;
    #chart;
    #pointed;
    #context;
    #heading = element("h4");
    #buttons = RANGES.map((range) =>
        element("button", {type: "button", onclick: () => this.#choose(range)}, `Last ${range.name}`),
    );
    #holder = element("div", {class: "canvas", role: "img"});
    #words = element("p", {class: "summary"});
    #progress = element("p", {class: "hint progress", hidden: true});
    #status = element("p", {class: "hint", role: "status"});
    #zoneLine = element("p", {class: "hint"});
    #csv = element("button", {type: "button", class: "link", onclick: () => this.#save()}, "Save as CSV");

    /** `context` has gateway, device, path, now() in seconds of the node, newest() and shown(): {temperatureUnit,
     *  locale}. */
    constructor(context) {
        const {gateway, device, path, now, newest} = context;
        this.#context = context;
        this.path = path;
        this.id = uniqueId("history");
        this.#history = new HistorySamples({
            ask: (query, signal) => gateway.json(historyPath(device, path, query), {signal}),
            now,
            newest,
            changed: (state) => this.#follow(state),
        });
        const {sensor, quantity} = sensorOf(path);
        setText(this.#heading, `History: ${quantity} of ${sensor}`);
        this.element = element(
            "section",
            {class: "history", id: this.id, "aria-label": this.#heading.textContent},
            this.#heading,
            element("div", {class: "ranges", role: "group", "aria-label": "Range"}, ...this.#buttons),
            this.#holder,
            this.#words,
            this.#progress,
            this.#status,
            element("div", {class: "foot"}, this.#zoneLine, this.#csv),
        );
    }

    /** Called when the element is in the page: the chart takes its width from it. */
    open() {
        this.#holder.hidden = !isAvailable();
        if (isAvailable()) {
            const {locale} = this.#context.shown();
            const range = this.#history.range();
            this.#chart = new Chart(this.#holder, {zone: this.#zone, locale, range, point: (at) => this.#point(at)});
        }
        this.#choose(RANGES[0]);
    }

    close() {
        this.#history.close();
        clearTimeout(this.#redraw);
        this.#chart?.close();
        this.element.remove();
    }

    /** The newest payload of the reading. */
    add(payload) {
        this.#history.add(payload);
        this.draw();
    }

    /** Draws soon, so that many changes are drawn once. */
    draw() {
        this.#redraw ??= setTimeout(() => {
            this.#redraw = undefined;
            this.#drawNow();
        }, REDRAW_MILLISECONDS);
    }

    #choose(range) {
        this.#range = range;
        RANGES.forEach((one, at) => setState(this.#buttons[at], "aria-pressed", one === range));
        this.#history.load(range.seconds);
    }

    /** A change of the percentage is not read out, but the result is. */
    #follow({part, isSampled, error}) {
        setNotice(this.#progress, part < 1 ? `Loading… ${Math.round(part * 100)} %` : "");
        const note = error ? `Cannot show the history: ${error.message}` : isSampled ? SAMPLED : "";
        setText(this.#status, isAvailable() ? note : `${NO_UPLOT} ${note}`.trim());
        this.#drawNow();
    }

    #drawNow() {
        const {temperatureUnit, locale} = this.#context.shown();
        const {from, to} = this.#history.range();
        const {samples, unit, leastGap} = this.#history;
        const converted = samples.map(({time, value}) => ({time, value: toShown(value, unit, temperatureUnit)}));
        const span = leastSpan(unit, temperatureUnit);
        this.#chart?.show(columns(converted, {from, to, leastGap}), {from, to, span});
        this.#showWords();
        setText(this.#zoneLine, `Times in ${zoneInWords(from, to, this.#zone, locale)}`);
    }

    #point(column) {
        this.#pointed = column;
        this.#showWords();
    }

    #showWords() {
        const {samples, unit} = this.#history;
        const shown = {...this.#context.shown(), unit, zone: this.#zone};
        const all = summaryInWords(summary(samples), shown);
        setText(this.#words, this.#pointed ? columnInWords(this.#pointed, shown) : all);
        setState(this.#holder, "aria-label", `Chart, last ${this.#range?.name}: ${all}`);
    }

    async #save() {
        if (this.#csv.getAttribute("aria-disabled") === "true") return;
        setState(this.#csv, "aria-disabled", true);
        const {gateway, device} = this.#context;
        const {from} = this.#history.range();
        const show = (rows) => setNotice(this.#progress, `CSV: ${rows} rows…`);
        await saveCsv({gateway, device, path: this.path, from, show}).then(
            (rows) => setText(this.#status, `Saved ${rows} rows.`),
            (error) => setText(this.#status, `Cannot save the CSV file: ${error.message}`),
        );
        setNotice(this.#progress, "");
        setState(this.#csv, "aria-disabled", false);
    }
}
