// SPDX-License-Identifier: MIT
// Saves the history of a reading as a CSV file: UTC, dots, as the gateway writes it, whatever the page shows.

import {element} from "./dom.js";
import {appendPage} from "./csv.js";
import {PAGE} from "./history.js";
import {resourcePath} from "./commands.js";
import {sensorOf} from "./resources.js";

/** A file of more rows than these is not made in a browser's memory. */
export const MOST_ROWS = 2_000_000;

export function historyPath(device, path, query) {
    const {sensor, quantity} = sensorOf(path);
    // Not URLSearchParams: it writes a blank as "+", which is a plus in a CoAP query.
    const parts = Object.entries({sensor, quantity, ...query}).map(
        ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return `${resourcePath(device, "/history")}?${parts.join("&")}`;
}

async function load({gateway, device, path, from, show}) {
    const rows = [];
    const ask = (query) => gateway.text(historyPath(device, path, {...query, limit: PAGE}), {accept: "text/csv"});
    let last = appendPage(rows, await ask({since: new Date(from * 1000).toISOString()}));
    while (last !== undefined && rows.length < MOST_ROWS) {
        show(rows.length - 1);
        const next = appendPage(rows, await ask({after: last}));
        if (next === last) break; // a node that repeats itself
        last = next;
    }
    return rows;
}

/** Resolves with the number of rows without their heading. */
export async function saveCsv(of) {
    const rows = await load(of);
    const address = URL.createObjectURL(new Blob([rows.join("\r\n"), "\r\n"], {type: "text/csv"}));
    const {sensor, quantity} = sensorOf(of.path);
    element("a", {href: address, download: `${of.device}-${sensor}-${quantity}.csv`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return Math.max(0, rows.length - 1);
}
