// SPDX-License-Identifier: MIT
// The chart of one reading with its range, its summary in words and its CSV file. New values of the stream are added.

import {element, setNotice, setState, setText, uniqueId} from "./dom.js";
import {Chart, isAvailable} from "./chart.js";
import {RANGES, loadHistory} from "./history.js";
import {columns, summary} from "./statistics.js";
import {columnInWords, summaryInWords} from "./history_words.js";
import {localZone, zoneInWords} from "./zone.js";
import {leastSpan, toShown} from "./units.js";
import {sensorOf} from "./resources.js";
import {historyPath, saveCsv} from "./csv_file.js";

const REDRAW_MILLISECONDS = 500;
const NO_UPLOT = "Charts need uPlot: its file uplot/uPlot.iife.min.js is not on the gateway. CSV works without it.";

export class HistoryPanel {
    #zone = localZone();
    #range = RANGES[0];
    #samples = [];
    #leastGap = 0;
    #unit;
    #loading;
    #redraw;
    #chart;
    #pointed;
    #heading = element("h4");
    #buttons = RANGES.map((range) =>
        element("button", {type: "button", onclick: () => this.#choose(range)}, `Last ${range.name}`),
    );
    #holder = element("div", {class: "canvas", role: "img"});
    #words = element("p", {class: "summary"});
    #status = element("p", {class: "hint", role: "status"});
    #zoneLine = element("p", {class: "hint"});
    #csv = element("button", {type: "button", class: "link", onclick: () => this.#save()}, "Save as CSV");

    /** `context` has gateway, device, path, now() in seconds of the node, newest() and shown(): {temperatureUnit,
     *  locale}. */
    constructor(context) {
        this.context = context;
        this.path = context.path;
        this.id = uniqueId("history");
        const ranges = element("div", {class: "ranges", role: "group", "aria-label": "Range"}, ...this.#buttons);
        this.element = element(
            "section",
            {class: "history", id: this.id},
            this.#heading,
            ranges,
            this.#holder,
            this.#words,
            this.#status,
            element("div", {class: "foot"}, this.#zoneLine, this.#csv),
        );
        const {sensor, quantity} = sensorOf(this.path);
        setText(this.#heading, `History: ${quantity} of ${sensor}`);
        this.element.setAttribute("aria-label", this.#heading.textContent);
    }

    /** When the element stands in the page: the chart takes its width from it. */
    open() {
        this.#holder.hidden = !isAvailable();
        if (isAvailable() && !this.#chart) {
            const {locale} = this.context.shown();
            this.#chart = new Chart(this.#holder, {
                zone: this.#zone,
                locale,
                range: this.#bounds(),
                point: (column) => this.#point(column),
            });
        }
        this.#choose(this.#range);
    }

    close() {
        this.#loading?.abort();
        clearTimeout(this.#redraw);
        this.#chart?.close();
        this.element.remove();
    }

    /** A new value came with the stream. */
    add(payload) {
        const time = Date.parse(payload?.timestamp) / 1000;
        const last = this.#samples.at(-1)?.time ?? -Infinity;
        if (!(time > last) || typeof payload.value !== "number" || this.#isLoading) return;
        this.#samples.push({time, value: payload.value});
        this.draw();
    }

    /** Draws soon: many changes are one drawing. */
    draw() {
        this.#redraw ??= setTimeout(() => {
            this.#redraw = undefined;
            this.#drawNow();
        }, REDRAW_MILLISECONDS);
    }

    get #isLoading() {
        return this.#loading !== undefined && !this.#loading.signal.aborted;
    }

    get #knownUnit() {
        return this.#unit ?? this.context.newest()?.unit;
    }

    #point(column) {
        this.#pointed = column;
        this.#showWords();
    }

    #bounds() {
        const to = this.context.now();
        return {from: to - this.#range.seconds, to};
    }

    #choose(range) {
        this.#range = range;
        RANGES.forEach((one, at) => setState(this.#buttons[at], "aria-pressed", one === range));
        this.#load();
    }

    async #load() {
        this.#loading?.abort();
        const loading = (this.#loading = new AbortController());
        const {signal} = loading;
        const {gateway, device} = this.context;
        this.#samples = [];
        setText(this.#status, "Loading…");
        const ask = (query) => gateway.json(historyPath(device, this.path, query), {signal});
        const progress = (part, samples) => this.#take({samples}, `Loading… ${Math.round(part * 100)} %`);
        try {
            const loaded = await loadHistory({ask, ...this.#bounds(), progress});
            const note = loaded.isSampled
                ? "There are too many samples for all of them: some of each part of the range are shown."
                : "";
            this.#take(loaded, note);
        } catch (error) {
            if (signal.aborted) return;
            this.#take({}, `No history: ${error.message}`);
        }
        if (this.#loading !== loading) return;
        this.#loading = undefined;
        this.add(this.context.newest());
    }

    #take({samples, unit, leastGap}, status) {
        if (samples) this.#samples = samples;
        this.#unit = unit ?? this.#unit;
        this.#leastGap = leastGap ?? 0;
        setText(this.#status, isAvailable() ? status : [NO_UPLOT, status].join(" ").trim());
        this.#drawNow();
    }

    #drawNow() {
        const {from, to} = this.#bounds();
        const {temperatureUnit, locale} = this.context.shown();
        const unit = this.#knownUnit;
        const inRange = this.#samples.filter(({time}) => time >= from);
        const shown = inRange.map(({time, value}) => ({time, value: toShown(value, unit, temperatureUnit)}));
        this.#samples = inRange;
        this.#chart?.show(columns(shown, {from, to, leastGap: this.#leastGap}), {
            from,
            to,
            span: leastSpan(unit, temperatureUnit),
        });
        this.#showWords();
        setText(this.#zoneLine, `Times in ${zoneInWords(from, to, this.#zone, locale)}`);
    }

    #showWords() {
        const shown = {...this.context.shown(), unit: this.#knownUnit, zone: this.#zone};
        const all = summaryInWords(summary(this.#samples), shown);
        setText(this.#words, this.#pointed ? columnInWords(this.#pointed, shown) : all);
        setState(this.#holder, "aria-label", `Chart, last ${this.#range.name}: ${all}`);
    }

    async #save() {
        setState(this.#csv, "aria-disabled", true);
        const {gateway, device} = this.context;
        const show = (rows) => setText(this.#status, `CSV: ${rows} rows…`);
        await saveCsv({gateway, device, path: this.path, from: this.#bounds().from, show}).then(
            (rows) => setText(this.#status, `Saved ${rows} rows.`),
            (error) => setText(this.#status, `No CSV: ${error.message}`),
        );
        setState(this.#csv, "aria-disabled", false);
    }
}
