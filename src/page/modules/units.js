// SPDX-License-Identifier: MIT
// Units as the nodes spell them, and how people read them. Temperatures come in °C and are shown in °C or °F.

const SIGNS = {
    celsius: "°C",
    Cel: "°C",
    percent: "%",
    "%RH": "%",
    "%": "%",
    hectopascal: "hPa",
    hPa: "hPa",
    pascal: "Pa",
    Pa: "Pa",
    gram_per_cubic_meter: "g/m³",
    ppm: "ppm",
    lux: "lx",
    lx: "lx",
};

const isTemperature = (unit) => unit === "celsius" || unit === "Cel";

/** The text after the number; an unknown unit is shown as the node spells it. */
export function unitSign(unit, temperatureUnit) {
    if (isTemperature(unit) && temperatureUnit === "fahrenheit") return "°F";
    return Object.hasOwn(SIGNS, unit) ? SIGNS[unit] : (unit ?? "");
}

export function toShown(value, unit, temperatureUnit) {
    return isTemperature(unit) && temperatureUnit === "fahrenheit" ? value * 1.8 + 32 : value;
}

export function fromShown(value, unit, temperatureUnit) {
    return isTemperature(unit) && temperatureUnit === "fahrenheit" ? (value - 32) / 1.8 : value;
}

/** The smallest range of a chart's axis, as it is shown: 2 °C, so that noise does not look like a change. */
export function leastSpan(unit, temperatureUnit) {
    return isTemperature(unit) && temperatureUnit === "fahrenheit" ? 3.6 : 2;
}

/** "21.5" in English, "21,5" in German: `locale` decides. */
export function formatNumber(value, locale, digits = 1) {
    return new Intl.NumberFormat(locale, {minimumFractionDigits: 0, maximumFractionDigits: digits}).format(value);
}

/** The number as it is shown, without its unit. */
export function formatValue(value, unit, temperatureUnit, locale) {
    return formatShown(toShown(value, unit, temperatureUnit), unit, locale);
}

/** The same for a number that is already converted. Temperatures keep one digit, so that they do not jump in width. */
export function formatShown(shown, unit, locale) {
    const fixed = isTemperature(unit) ? 1 : 0;
    const digits = {minimumFractionDigits: fixed, maximumFractionDigits: 1};
    // 1013, but 12,345
    return new Intl.NumberFormat(locale, {...digits, useGrouping: Math.abs(shown) >= 10_000}).format(shown);
}
