// SPDX-License-Identifier: MIT
// CSV comes in pages, each with its heading; the file that is saved has one.

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/;

const rowsOf = (page) => page.split(/\r?\n/).filter((line) => line !== "");

/** Appends the rows of `page` to `rows`. Returns the moment of its last row, where the next page begins; undefined when
 *  the page had no row of values. */
export function appendPage(rows, page) {
    const [heading, ...values] = rowsOf(page);
    if (heading !== undefined && rows.length === 0) rows.push(heading);
    rows.push(...values);
    return values.at(-1)?.match(MOMENT)?.[0];
}
