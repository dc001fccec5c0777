// SPDX-License-Identifier: MIT
// What a node keeps: records of a made-up room, and the answers to queries of /history.

const asMoment = (seconds) => new Date(seconds * 1000).toISOString();

/** A record each `interval` seconds in [from, to), but none in the `gaps` ([begin, end) pairs). */
export function records({name, quantity, unit, from, to, interval, gaps = [], value}) {
    const made = [];
    for (let time = from; time < to; time += interval) {
        if (gaps.some(([begin, end]) => time >= begin && time < end)) continue;
        made.push({name, quantity, value: Number(value(time).toFixed(2)), unit, timestamp: asMoment(time)});
    }
    return made;
}

/** The oldest records that fit since=, after=, until= and limit=. */
export function pageOf(all, query) {
    const since = query.get("since") ?? "";
    const after = query.get("after") ?? "";
    const until = query.get("until") ?? "9999";
    const found = all.filter(({timestamp}) => timestamp >= since && timestamp > after && timestamp < until);
    return found.slice(0, Number(query.get("limit") ?? 100));
}

export function asCsv(page) {
    const rows = page.map((one) => [one.timestamp, one.name, one.quantity, one.value, one.unit].join(","));
    return ["timestamp,sensor,quantity,value,unit", ...rows, ""].join("\r\n");
}
