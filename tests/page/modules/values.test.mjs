// SPDX-License-Identifier: MIT
// Numbers, units, ages and delays.
import {test} from "node:test";
import assert from "node:assert/strict";
import {parseNumber} from "../../../src/page/modules/numbers.js";
import {formatValue, fromShown, leastSpan, toShown, unitSign} from "../../../src/page/modules/units.js";
import {ageInWords} from "../../../src/page/modules/ages.js";
import {secondsBeforeRetry} from "../../../src/page/modules/backoff.js";

const TYPED = [
    ["21.5", 21.5],
    ["21,5", 21.5],
    [" -3 ", -3],
    ["\u22123", -3],
    ["+4", 4],
    [",5", 0.5],
    ["7.", 7],
    ["1.000,5", undefined],
    ["1,000,000", undefined],
    ["21.5 °C", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
    ["", undefined],
    [".", undefined],
    ["-", undefined],
];

for (const [text, number] of TYPED) {
    test(`"${text}" is ${number}`, () => assert.equal(parseNumber(text), number));
}

const SHOWN = [
    [21.46, "celsius", "celsius", "en", "21.5 °C"],
    [21, "celsius", "celsius", "en", "21.0 °C"],
    [21.5, "celsius", "celsius", "de", "21,5 °C"],
    [-40, "celsius", "fahrenheit", "en", "-40.0 °F"],
    [21.5, "Cel", "fahrenheit", "en", "70.7 °F"],
    [44.88, "percent", "fahrenheit", "en", "44.9 %"],
    [1013, "hectopascal", "celsius", "en", "1013 hPa"],
    [12345, "pascal", "celsius", "en", "12,345 Pa"],
    [8.65, "gram_per_cubic_meter", "celsius", "en", "8.7 g/m³"],
    [3, "lux", "celsius", "en", "3 lx"],
    [850, "ppm", "celsius", "en", "850 ppm"],
    [3, "furlong", "celsius", "en", "3 furlong"],
    [3, "constructor", "celsius", "en", "3 constructor"],
    [3, undefined, "celsius", "en", "3 "],
];

for (const [value, unit, wanted, locale, text] of SHOWN) {
    test(`${value} ${unit} is shown as ${text}`, () => {
        assert.equal(`${formatValue(value, unit, wanted, locale)} ${unitSign(unit, wanted)}`, text);
        assert.ok(Math.abs(fromShown(toShown(value, unit, wanted), unit, wanted) - value) < 1e-9);
    });
}

test("an axis of temperatures spans 2 °C or 3.6 °F", () => {
    assert.deepEqual(
        [leastSpan("celsius", "celsius"), leastSpan("celsius", "fahrenheit"), leastSpan("percent", "fahrenheit")],
        [2, 3.6, 2],
    );
});

const AGES = [
    [-5, "now"],
    [NaN, "now"],
    [0.9, "now"],
    [1, "1 s ago"],
    [59.9, "59 s ago"],
    [60, "1 min ago"],
    [3599, "59 min ago"],
    [3600, "1 h ago"],
    [2 * 86400 - 1, "47 h ago"],
    [2 * 86400, "2 days ago"],
];

for (const [seconds, words] of AGES) {
    test(`${seconds} s are "${words}"`, () => assert.equal(ageInWords(seconds), words));
}

test("the delay doubles from 1 to 30 s, and is up to a fifth less", () => {
    assert.deepEqual(
        [1, 2, 3, 4, 5, 6, 100].map((failures) => secondsBeforeRetry(failures, 0)),
        [1, 2, 4, 8, 16, 30, 30],
    );
    assert.deepEqual(
        [1, 2, 6].map((failures) => secondsBeforeRetry(failures, 1)),
        [1, 1.6, 24],
    );
});
