// SPDX-License-Identifier: MIT
// How a chart shows samples: gaps where samples are missing, and for long ranges the mean of each bucket with the
// lowest and the highest value. A sample is {time, value}, time in seconds; they come sorted by time.

/** This many intervals without a sample are a gap. */
export const GAP_INTERVALS = 3;
/** More samples than this are drawn as buckets. */
export const MOST_POINTS = 720;
export const BUCKETS = 360;
const NEIGHBOURS = 5;

function median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Whether samples are missing between samples[at - 1] and samples[at]. The interval is that of the neighbours, as it
 *  may have changed in between; the longer one of the two sides counts. */
function isGap(samples, at) {
    const step = (i) => samples[i].time - samples[i - 1].time;
    const before = [];
    const after = [];
    for (let i = Math.max(1, at - NEIGHBOURS); i < at; i++) before.push(step(i));
    for (let i = at + 1; i <= Math.min(samples.length - 1, at + NEIGHBOURS); i++) after.push(step(i));
    const intervals = [before, after].filter((steps) => steps.length > 0).map(median);
    return intervals.length > 0 && step(at) > GAP_INTERVALS * Math.max(...intervals);
}

/** The indexes of the samples that come after a gap. Steps of up to `leastGap` seconds are not gaps. */
export function gapsBefore(samples, leastGap = 0) {
    const gaps = new Set();
    for (let i = 1; i < samples.length; i++) {
        if (samples[i].time - samples[i - 1].time > leastGap && isGap(samples, i)) gaps.add(i);
    }
    return gaps;
}

/** Lowest, highest and mean value and the number of all samples; undefined if there are none. */
export function summary(samples) {
    if (samples.length === 0) return undefined;
    let [least, most, sum] = [Infinity, -Infinity, 0];
    for (const {value} of samples) {
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
    }
    return {least, most, mean: sum / samples.length, count: samples.length};
}

/** [first, end) index pairs: samples that share a bucket of `width` seconds and have no gap between them. */
function spans(samples, gaps, width) {
    const found = [];
    for (let first = 0, i = 1; i <= samples.length; i++) {
        const ends =
            i === samples.length || gaps.has(i) || bucketOf(samples[i], width) !== bucketOf(samples[first], width);
        if (!ends) continue;
        found.push([first, i]);
        first = i;
    }
    return found;
}

const bucketOf = (sample, width) => (width > 0 ? Math.floor(sample.time / width) : sample.time);

/** The columns of the chart: times, mean, lowest, highest; null in a gap. */
export function columns(samples, {from, to, leastGap = 0}) {
    const width = samples.length > MOST_POINTS ? (to - from) / BUCKETS : 0;
    const gaps = gapsBefore(samples, leastGap);
    const table = {times: [], mean: [], least: [], most: [], isBucketed: width > 0};
    const add = (time, mean, least, most) => {
        table.times.push(time);
        table.mean.push(mean);
        table.least.push(least);
        table.most.push(most);
    };
    for (const [first, end] of spans(samples, gaps, width)) {
        if (gaps.has(first)) add((samples[first - 1].time + samples[first].time) / 2, null, null, null);
        const {mean, least, most} = summary(samples.slice(first, end));
        add((samples[first].time + samples[end - 1].time) / 2, mean, least, most);
    }
    return table;
}

/** Both, sorted; a time that is in both appears once. */
export function mergeSamples(samples, others) {
    const byTime = new Map([...samples, ...others].map((sample) => [sample.time, sample]));
    return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** The range of the value axis: with a small margin, and never less than `span`. */
export function axisRange(least, most, span) {
    const room = Math.max(span, (most - least) * 1.1);
    const middle = (least + most) / 2;
    return [middle - room / 2, middle + room / 2];
}
