// SPDX-License-Identifier: MIT
import {test} from "node:test";
import assert from "node:assert/strict";
import {
    axisRange,
    BUCKETS,
    columns,
    GAP_INTERVALS,
    gapsBefore,
    mergeSamples,
    MOST_POINTS,
    summary,
} from "../../../src/page/modules/statistics.js";

const at = (...times) => times.map((time) => ({time, value: time}));
const every = (interval, count, from = 0) =>
    Array.from({length: count}, (_, i) => ({time: from + i * interval, value: i}));

const GAPS = [
    {what: "none at three intervals", samples: at(0, 5, 10, 25, 30, 35), gaps: []},
    {what: "one past three intervals", samples: at(0, 5, 10, 25.1, 30, 35), gaps: [3]},
    {what: "the interval was changed from 5 to 60 s", samples: [...every(5, 10), ...every(60, 10, 105)], gaps: []},
    {what: "and back", samples: [...every(60, 10), ...every(5, 10, 600)], gaps: []},
    {what: "a gap longer than both intervals", samples: [...every(5, 10), ...every(60, 10, 300)], gaps: [10]},
    {what: "two gaps near each other", samples: at(0, 5, 10, 100, 105, 110, 200, 205, 210), gaps: [3, 6]},
    {what: "two samples alone say nothing of their interval", samples: at(0, 1000), gaps: []},
    {what: "one sample", samples: at(0), gaps: []},
    {what: "no sample", samples: [], gaps: []},
];

for (const {what, samples, gaps} of GAPS) {
    test(`gaps: ${what}`, () => assert.deepEqual([...gapsBefore(samples)], gaps));
}

test("steps up to leastGap are no gaps", () => {
    const samples = at(0, 5, 10, 100, 105, 110);
    assert.deepEqual([...gapsBefore(samples, 90)], []);
    assert.deepEqual([...gapsBefore(samples, 89)], [3]);
    assert.equal(GAP_INTERVALS, 3);
});

test("a summary of all samples", () => {
    assert.deepEqual(summary(at(1, 2, 6)), {least: 1, most: 6, mean: 3, count: 3});
    assert.equal(summary([]), undefined);
});

test("few samples are drawn as they are, with null in a gap", () => {
    const table = columns(at(0, 5, 10, 100, 105, 110), {from: 0, to: 200});
    assert.deepEqual(table.times, [0, 5, 10, 55, 100, 105, 110]);
    assert.deepEqual(table.mean, [0, 5, 10, null, 100, 105, 110]);
    assert.equal(table.isBucketed, false);
});

test("up to MOST_POINTS samples are no buckets, one more is", () => {
    const range = {from: 0, to: MOST_POINTS + 1};
    assert.equal(columns(every(1, MOST_POINTS), range).isBucketed, false);
    assert.equal(columns(every(1, MOST_POINTS + 1), range).isBucketed, true);
});

test("a bucket has the mean, the least and the most of its samples", () => {
    const samples = every(1, 3600).map(({time}) => ({time, value: time % 10}));
    const table = columns(samples, {from: 0, to: 3600});
    assert.equal(table.times.length, BUCKETS);
    assert.deepEqual([table.times[0], table.mean[0], table.least[0], table.most[0]], [4.5, 4.5, 0, 9]);
});

test("a gap in a long range is a gap, also within a bucket", () => {
    const samples = [...every(1, 2005), ...every(1, 1500, 2055)];
    const table = columns(samples, {from: 0, to: 36000}); // buckets of 100 s
    const gap = table.mean.indexOf(null);
    assert.equal(table.times[gap], (2004 + 2055) / 2);
    assert.equal(table.mean.filter((value) => value === null).length, 1);
    assert.ok(table.times.every((time, i) => i === 0 || time > table.times[i - 1]));
});

test("merged samples are sorted, and each moment comes once", () => {
    assert.deepEqual(mergeSamples(at(1, 3, 5), at(2, 3, 4)), at(1, 2, 3, 4, 5));
});

test("the axis spans at least what is asked", () => {
    assert.deepEqual(axisRange(21, 21.2, 2), [20.1, 22.1]);
    const [low, high] = axisRange(10, 30, 2);
    assert.ok(low < 10 && high > 30 && high - low < 23);
});
