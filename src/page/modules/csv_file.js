// SPDX-License-Identifier: MIT
// Saves the history of a reading as a CSV file as the gateway writes it: with UTC and decimal points, whatever the page
// shows.

import {element} from "./dom.js";
import {appendPage} from "./csv.js";
import {PAGE} from "./history.js";
import {resourcePath} from "./commands.js";
import {sensorOf} from "./resources.js";

/** The browser does not build a file of more rows than this in its memory. */
export const MOST_ROWS = 2_000_000;

export function historyPath(device, path, query) {
    const {sensor, quantity} = sensorOf(path);
    // Not URLSearchParams: it writes a space as "+", which is a plus sign in a CoAP query.
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
        if (next === last) break; // the node sends the same page again
        last = next;
    }
    return rows;
}

/** Resolves with the number of rows, without the heading. */
export async function saveCsv(of) {
    const rows = await load(of);
    const address = URL.createObjectURL(new Blob([rows.join("\r\n"), "\r\n"], {type: "text/csv"}));
    const {sensor, quantity} = sensorOf(of.path);
    element("a", {href: address, download: `${of.device}-${sensor}-${quantity}.csv`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return Math.max(0, rows.length - 1);
}
