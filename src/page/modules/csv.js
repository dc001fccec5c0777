// SPDX-License-Identifier: MIT
// CSV comes in pages, each with a heading line; the saved file has only one.

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/;

const rowsOf = (page) => page.split(/\r?\n/).filter((line) => line !== "");

/** Appends the rows of `page` to `rows`. Returns the time of its last row, where the next page begins; undefined if
 *  the page had no rows. */
export function appendPage(rows, page) {
    const [heading, ...values] = rowsOf(page);
    if (heading !== undefined && rows.length === 0) rows.push(heading);
    rows.push(...values);
    return values.at(-1)?.match(MOMENT)?.[0];
}
