// SPDX-License-Identifier: MIT
// The past readings of a sensor, asked for page by page. A range with too many samples is asked for in slices,
// and each slice gives its first samples.

export const RANGES = [
    {name: "hour", seconds: 3600},
    {name: "day", seconds: 86400},
    {name: "month", seconds: 30 * 86400},
];

/** Samples in one answer: the limit of a node. */
export const PAGE = 1000;
/** A range of more pages than this is sampled. */
export const MOST_PAGES = 30;
export const SLICES = 120;
export const SLICE_SAMPLES = 100;

const asMoment = (seconds) => new Date(seconds * 1000).toISOString();

function samplesOf(records) {
    const samples = [];
    for (const {timestamp, value} of records) {
        const time = Date.parse(timestamp) / 1000;
        if (Number.isFinite(time) && typeof value === "number") samples.push({time, value});
    }
    return samples;
}

/** How many pages the range needs if all are as dense as the first one. */
function pagesExpected(first, from, to) {
    const span = first.length < PAGE ? Infinity : first.at(-1).time - first[0].time;
    return span > 0 ? (to - Math.max(from, first[0]?.time ?? to)) / span : Infinity;
}

/** `ask(query)` returns the records of one answer. `progress(part, samples)` is called after each; the result is
 *  {samples, unit, leastGap, isSampled}. Steps of up to leastGap are not gaps. */
export async function loadHistory({ask, from, to, progress}) {
    const first = await ask({since: asMoment(from), limit: PAGE});
    const unit = first[0]?.unit;
    const samples = samplesOf(first);
    if (pagesExpected(samples, from, to) > MOST_PAGES) return {...(await loadSlices({ask, from, to, progress})), unit};
    for (let page = first; page.length > 0;) {
        const last = page.at(-1).timestamp;
        progress(Math.min(1, Math.max(0, (Date.parse(last) / 1000 - from) / (to - from))), samples);
        page = await ask({after: last, limit: PAGE});
        if (page.at(-1)?.timestamp === last) break; // the node sends the same page again
        samples.push(...samplesOf(page));
    }
    return {samples, unit, leastGap: 0, isSampled: false};
}

async function loadSlices({ask, from, to, progress}) {
    const width = (to - from) / SLICES;
    const samples = [];
    for (let slice = 0; slice < SLICES; slice++) {
        const begin = from + slice * width;
        samples.push(
            ...samplesOf(await ask({since: asMoment(begin), until: asMoment(begin + width), limit: SLICE_SAMPLES})),
        );
        progress((slice + 1) / SLICES, samples);
    }
    return {samples, leastGap: 1.5 * width, isSampled: true};
}
