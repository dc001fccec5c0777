// SPDX-License-Identifier: MIT
// Draws columns of history with uPlot, in the colours of the page.

import {axisRange} from "./statistics.js";
import {tickLabels} from "./zone.js";
import {formatNumber} from "./units.js";

export const isAvailable = () => typeof window.uPlot === "function";

const HEIGHT = 220;
const colour = (name) => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const FONT = "12px system-ui, sans-serif";

/** A sample between two gaps has no line, so it is drawn as a point. */
function lonePoints(chart, series, show) {
    if (show) return null;
    const values = chart.data[series];
    const alone = values.flatMap((value, i) =>
        value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? [i] : [],
    );
    return alone.length > 0 ? alone : null;
}

function extremes({least, most}) {
    const known = (values) => values.filter((value) => value !== null);
    return least.length === 0 ? [0, 0] : [Math.min(...known(least)), Math.max(...known(most))];
}

export class Chart {
    #chart;
    #holder;
    #range;
    #columns = {times: [], mean: [], least: [], most: []};
    #span = 2;
    #resizing;
    #theme = window.matchMedia("(prefers-color-scheme: dark)");
    #redraw = () => this.#chart.redraw(false);

    /** `point(column)` is called with the column under the pointer, or undefined. */
    constructor(holder, {zone, locale, range, point}) {
        this.#holder = holder;
        this.#range = range;
        this.#chart = new window.uPlot(this.#options(zone, locale, point), [[], [], [], []], holder);
        this.#resizing = new ResizeObserver(() => this.#chart.setSize(this.#size()));
        this.#resizing.observe(holder);
        this.#theme.addEventListener("change", this.#redraw);
    }

    show(columns, {from, to, span}) {
        this.#columns = columns;
        this.#range = {from, to};
        this.#span = span;
        this.#chart.setData([columns.times, columns.mean, columns.least, columns.most]);
    }

    close() {
        this.#resizing.disconnect();
        this.#theme.removeEventListener("change", this.#redraw);
        this.#chart.destroy();
    }

    #size() {
        return {width: Math.max(100, this.#holder.clientWidth), height: HEIGHT};
    }

    #options(zone, locale, point) {
        const grid = {stroke: colour("--grid"), width: 1};
        const axis = {stroke: colour("--muted"), font: FONT, grid, ticks: grid};
        const edge = {width: 0, points: {show: false}};
        return {
            ...this.#size(),
            tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1000), zone),
            legend: {show: false},
            padding: [10, 24, 0, 0],
            cursor: {drag: {x: false, y: false}, y: false},
            scales: {
                x: {range: () => [this.#range.from, this.#range.to]},
                y: {range: () => axisRange(...extremes(this.#columns), this.#span)},
            },
            axes: [
                {
                    ...axis,
                    space: 60,
                    size: 34,
                    values: (_, ticks, __, ___, step) => tickLabels(ticks, step, zone, locale),
                },
                {
                    ...axis,
                    size: 48,
                    values: (_, ticks, __, ___, step) =>
                        ticks.map((tick) => formatNumber(tick, locale, step < 0.1 ? 2 : 1)),
                },
            ],
            series: [
                {},
                {stroke: colour("--line"), width: 2, points: {filter: lonePoints, size: 5, fill: colour("--line")}},
                edge,
                edge,
            ],
            bands: [{series: [3, 2], fill: colour("--band")}],
            hooks: {setCursor: [(chart) => point(this.#column(chart.cursor.idx))]},
        };
    }

    #column(at) {
        const {times, mean, least, most, isBucketed} = this.#columns;
        if (at === null || at === undefined || (mean[at] ?? null) === null) return undefined;
        return {time: times[at], mean: mean[at], least: least[at], most: most[at], isBucketed};
    }
}
