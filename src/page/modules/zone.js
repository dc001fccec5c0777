// SPDX-License-Identifier: MIT
// Times as they are written below and beside a chart, in one time zone. On the night when clocks go back 02:30 comes
// twice; the zone's short name tells the two apart.

/** "Europe/Berlin" */
export const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const dateOf = (seconds) => new Date(seconds * 1000);

function formatter(locale, zone, options) {
    return new Intl.DateTimeFormat(locale, {timeZone: zone, ...options});
}

function zoneName(seconds, zone, locale, style) {
    const parts = formatter(locale, zone, {timeZoneName: style}).formatToParts(dateOf(seconds));
    return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** "Europe/Berlin (CET, GMT+1)"; both names for a range in which the clock changes. */
export function zoneInWords(from, to, zone, locale) {
    const names = [];
    for (const seconds of [from, to]) {
        const [short, offset] = ["short", "shortOffset"].map((style) => zoneName(seconds, zone, locale, style));
        names.push(short === offset ? offset : `${short}, ${offset}`);
    }
    return `${zone} (${[...new Set(names)].join(", then ")})`;
}

/** Labels of an axis whose ticks are `step` seconds apart: hours, or days where a day begins. */
export function tickLabels(ticks, step, zone, locale) {
    const hour = formatter(locale, zone, {hour: "2-digit", minute: "2-digit"});
    const day = formatter(locale, zone, {day: "numeric", month: "short"});
    const isMidnight = (seconds) => /^(00|24)00$/.test(clock24(seconds, zone));
    return ticks.map((tick) => (step >= 86400 || isMidnight(tick) ? day : hour).format(dateOf(tick)));
}

function clock24(seconds, zone) {
    const parts = formatter("en-GB", zone, {hour: "2-digit", minute: "2-digit", hour12: false}).formatToParts(
        dateOf(seconds),
    );
    return parts
        .filter(({type}) => type === "hour" || type === "minute")
        .map(({value}) => value)
        .join("");
}

/** "Sun 25 Oct, 02:30 CEST" */
export function momentInWords(seconds, zone, locale) {
    const options = {
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
        timeZoneName: "short",
    };
    return formatter(locale, zone, options).format(dateOf(seconds));
}

/** "10:31", with the day when that is not today */
export function timeInWords(iso, now, zone, locale) {
    const then = new Date(iso);
    if (Number.isNaN(then.getTime())) return "";
    const isLong = Math.abs(now - then) > 20 * 3600 * 1000;
    const options = {hour: "2-digit", minute: "2-digit", ...(isLong ? {day: "numeric", month: "short"} : {})};
    return formatter(locale, zone, options).format(then);
}
