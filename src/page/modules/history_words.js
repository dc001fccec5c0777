// SPDX-License-Identifier: MIT
// What a chart shows, in words. `shown` is {unit, temperatureUnit, locale, zone}.

import {formatShown, formatValue, unitSign} from "./units.js";
import {momentInWords} from "./zone.js";

/** "Thu 26 Nov, 17:13 CET: 22.1 °C (22.0 °C to 22.2 °C)" of a column that is in the unit that is shown */
export function columnInWords({time, mean, least, most, isBucketed}, {unit, temperatureUnit, locale, zone}) {
    const number = (value) => `${formatShown(value, unit, locale)}\u00a0${unitSign(unit, temperatureUnit)}`;
    const band = isBucketed ? ` (${number(least)} to ${number(most)})` : "";
    return `${momentInWords(time, zone, locale)}: ${number(mean)}${band}`;
}

/** "lowest 20.9 °C, mean 21.4 °C, highest 21.7 °C; 600 samples" of a summary in the unit of the node */
export function summaryInWords(summary, {unit, temperatureUnit, locale}) {
    if (summary === undefined) return "no samples in this time";
    const number = (value) =>
        `${formatValue(value, unit, temperatureUnit, locale)}\u00a0${unitSign(unit, temperatureUnit)}`;
    const {least, mean, most, count} = summary;
    const samples = `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? "sample" : "samples"}`;
    return `lowest ${number(least)}, mean ${number(mean)}, highest ${number(most)}; ${samples}`;
}
