// SPDX-License-Identifier: MIT
// The samples of one range of one reading: loaded from the node, and continued with what the stream brings. When the
// stream was interrupted, the node is asked for what was missed, so that the chart shows no false gap.

import {RANGES, loadHistory} from "./history.js";
import {gapsBefore, mergeSamples} from "./statistics.js";

const RECENT = 8;

export class HistorySamples {
    samples = [];
    leastGap = 0;
    #unit;
    #loading;
    #seconds = RANGES[0].seconds;
    #node;

    /** `node` has ask(query, signal), now() in its seconds, newest(): its newest payload, and changed({part, isSampled,
     *  error}): `part` is the part that was loaded, 1 for all. */
    constructor(node) {
        this.#node = node;
    }

    get unit() {
        return this.#unit ?? this.#node.newest()?.unit;
    }

    /** The range that is shown: it ends now. Older samples are dropped. */
    range() {
        const to = this.#node.now();
        const from = to - this.#seconds;
        if (this.samples[0]?.time < from) this.samples = this.samples.filter(({time}) => time >= from);
        return {from, to};
    }

    async load(seconds) {
        this.close();
        const loading = (this.#loading = new AbortController());
        this.#seconds = seconds;
        this.samples = [];
        this.#node.changed({part: 0});
        try {
            const {samples, unit, leastGap, isSampled} = await this.#ask(this.range(), loading.signal, (part, some) => {
                this.samples = [...some];
                this.#node.changed({part: Math.min(part, 0.99)});
            });
            Object.assign(this, {samples, leastGap});
            this.#unit = unit;
            this.#loading = undefined;
            this.add(this.#node.newest());
            this.#node.changed({part: 1, isSampled});
        } catch (error) {
            if (loading.signal.aborted) return;
            this.#loading = undefined;
            this.#node.changed({part: 1, error});
        }
    }

    /** A value from the stream. */
    add(payload) {
        const time = Date.parse(payload?.timestamp) / 1000;
        const last = this.samples.at(-1)?.time ?? -Infinity;
        if (this.#loading || !(time > last) || typeof payload.value !== "number") return;
        this.samples.push({time, value: payload.value});
        const recent = this.samples.slice(-RECENT);
        if (gapsBefore(recent, this.leastGap).has(recent.length - 1)) this.#catchUp({from: last, to: time});
    }

    close() {
        this.#loading?.abort();
        this.#loading = undefined;
    }

    #ask(range, signal, progress) {
        const ask = async (query) => {
            const records = await this.#node.ask(query, signal);
            signal.throwIfAborted();
            return records;
        };
        return loadHistory({ask, ...range, progress});
    }

    async #catchUp(range) {
        const loading = (this.#loading = new AbortController());
        const missed = await this.#ask(range, loading.signal, () => undefined).catch(() => undefined);
        if (loading.signal.aborted) return;
        this.#loading = undefined;
        if (missed) this.samples = mergeSamples(this.samples, missed.samples);
        this.#node.changed({part: 1});
    }
}
