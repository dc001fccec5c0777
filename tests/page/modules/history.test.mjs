// SPDX-License-Identifier: MIT
import {test} from "node:test";
import assert from "node:assert/strict";
import {loadHistory, MOST_PAGES, PAGE, SLICE_SAMPLES, SLICES} from "../../../src/page/modules/history.js";
import {HistorySamples} from "../../../src/page/modules/history_samples.js";
import {momentInWords, tickLabels, timeInWords, zoneInWords} from "../../../src/page/modules/zone.js";
import {TokenStore} from "../../../src/page/modules/storage.js";
import {takePairingCode} from "../../../src/page/modules/access.js";

const START = Date.parse("2026-11-01T00:00:00Z") / 1000;

/** A node with a record each `interval` seconds from START on. */
function node(interval, count) {
    const all = Array.from({length: count}, (_, i) => ({
        timestamp: new Date((START + i * interval) * 1000).toISOString(),
        value: i,
        unit: "celsius",
    }));
    const asked = [];
    const ask = async (query) => {
        asked.push(query);
        const {since = "", after = "", until = "9", limit} = query;
        return all
            .filter(({timestamp}) => timestamp >= since && timestamp > after && timestamp < until)
            .slice(0, limit);
    };
    return {ask, asked};
}

const load = (of, seconds) => loadHistory({ask: of.ask, from: START, to: START + seconds, progress: () => undefined});

test("pages are asked for with after= until one is empty, and each record comes once", async () => {
    const of = node(10, 2 * PAGE + 5);
    const {samples, unit, isSampled} = await load(of, 10 * (2 * PAGE + 5));
    assert.deepEqual(
        [samples.length, new Set(samples.map(({time}) => time)).size, unit, isSampled],
        [2 * PAGE + 5, 2 * PAGE + 5, "celsius", false],
    );
    assert.deepEqual(
        of.asked.map(({since, after}) => [since !== undefined, after !== undefined]),
        [
            [true, false],
            [false, true],
            [false, true],
            [false, true],
        ],
    );
});

test("no record is no sample", async () => {
    assert.deepEqual(await load(node(1, 0), 3600), {samples: [], unit: undefined, leastGap: 0, isSampled: false});
});

test("up to MOST_PAGES are loaded whole, more are sampled in slices", async () => {
    // A page reaches (PAGE - 1) intervals.
    const whole = node(1, 1),
        sampled = node(1, MOST_PAGES * PAGE + 2 * PAGE);
    assert.equal((await load(node(1, MOST_PAGES * PAGE), MOST_PAGES * (PAGE - 1))).isSampled, false);
    assert.equal((await load(whole, 1e9)).isSampled, false);
    const {samples, isSampled, leastGap} = await load(sampled, MOST_PAGES * PAGE + PAGE);
    assert.deepEqual([isSampled, samples.length, sampled.asked.length], [true, SLICES * SLICE_SAMPLES, SLICES + 1]);
    assert.ok(leastGap > (MOST_PAGES * PAGE) / SLICES);
});

test("a node that repeats itself does not keep the page busy", async () => {
    const record = {timestamp: "2026-11-01T00:00:00Z", value: 1};
    let answers = 0;
    const {samples} = await load({ask: async () => ((answers += 1), [record])}, 3600);
    assert.deepEqual([samples.length, answers], [1, 2]);
});

test("what is no number or has no time is left out", async () => {
    const records = [
        {timestamp: "nonsense", value: 1},
        {timestamp: "2026-11-01T00:00:00Z", value: null},
        {timestamp: "2026-11-01T00:00:01Z", value: 2},
    ];
    const {samples} = await load({ask: async ({after}) => (after ? [] : records)}, 3600);
    assert.deepEqual(samples, [{time: START + 1, value: 2}]);
});

/** Samples of the last hour of a node that goes on measuring every 10 s while the stream is interrupted. */
function followed() {
    const of = node(10, 500);
    const clock = {now: START + 1000};
    const states = [];
    const payload = (time) => ({value: (time - START) / 10, timestamp: new Date(time * 1000).toISOString()});
    const known = async (query) =>
        (await of.ask(query)).filter(({timestamp}) => Date.parse(timestamp) / 1000 <= clock.now);
    const history = new HistorySamples({
        ask: known,
        now: () => clock.now,
        newest: () => payload(clock.now),
        changed: (state) => states.push(state),
    });
    return {history, clock, states, payload, asked: of.asked};
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
const steps = ({samples}) => new Set(samples.slice(1).map(({time}, i) => time - samples[i].time));

test("what the stream brings goes on where the history ended", async () => {
    const {history, clock, states, payload, asked} = followed();
    await history.load(3600);
    assert.deepEqual(
        [history.samples.length, history.unit, states.at(-1)],
        [101, "celsius", {part: 1, isSampled: false}],
    );
    const before = asked.length;
    for (clock.now += 10; clock.now <= START + 1100; clock.now += 10) history.add(payload(clock.now));
    history.add(payload(START + 1100)); // twice
    assert.deepEqual([history.samples.length, [...steps(history)], asked.length], [111, [10], before]);
});

test("what the stream missed is asked for", async () => {
    const {history, clock, payload} = followed();
    await history.load(3600);
    clock.now = START + 2000;
    history.add(payload(clock.now));
    await turn();
    assert.deepEqual([history.samples.length, [...steps(history)]], [201, [10]]);
});

test("samples that are older than the range are dropped", async () => {
    const {history, clock} = followed();
    await history.load(500);
    assert.deepEqual(history.samples.length, 51);
    clock.now += 100;
    history.range();
    assert.equal(history.samples.length, 41);
});

test("a range that is left while it loads changes nothing more", async () => {
    const {history, states} = followed();
    const first = history.load(3600);
    await history.load(500);
    await first;
    assert.deepEqual([history.samples.length, states.filter(({part}) => part === 1).length], [51, 1]);
});

test("a node without a history", async () => {
    const {payload} = followed();
    const states = [];
    const refuse = async () => {
        throw new Error("there is no /history");
    };
    const history = new HistorySamples({
        ask: refuse,
        now: () => START,
        newest: () => payload(START),
        changed: (state) => states.push(state),
    });
    await history.load(3600);
    assert.equal(states.at(-1).error.message, "there is no /history");
});

const seconds = (iso) => Date.parse(iso) / 1000;
const BERLIN = "Europe/Berlin";

test("the night when clocks go back has 02:00 twice, and both are told apart", () => {
    const ticks = [
        "2026-10-24T23:30:00Z",
        "2026-10-25T00:00:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:00:00Z",
        "2026-10-25T01:30:00Z",
    ].map(seconds);
    assert.deepEqual(tickLabels(ticks, 1800, BERLIN, "en-GB"), ["01:30", "02:00", "02:30", "02:00", "02:30"]);
    const [first, second] = [ticks[2], ticks[4]].map((tick) => momentInWords(tick, BERLIN, "en-GB"));
    assert.match(first, /25 Oct.* 02:30 CEST/);
    assert.match(second, /25 Oct.* 02:30 CET/);
    assert.equal(zoneInWords(ticks[0], ticks[4], BERLIN, "en-GB"), "Europe/Berlin (CEST, GMT+2, then CET, GMT+1)");
});

test("the night when clocks go forward has no 02:30", () => {
    const ticks = ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"].map(seconds);
    assert.deepEqual(tickLabels(ticks, 1800, BERLIN, "en-GB"), ["01:30", "03:00"]);
});

test("midnight shows its day, also where it is 12 AM; zones without a name", () => {
    const ticks = ["2026-11-26T23:00:00Z", "2026-11-27T00:00:00Z"].map(seconds);
    assert.deepEqual(tickLabels(ticks, 3600, BERLIN, "en-GB"), ["27 Nov", "01:00"]);
    assert.deepEqual(tickLabels(ticks, 3600, "UTC", "en-US")[1], "Nov 27");
    assert.deepEqual(tickLabels(ticks, 86400, BERLIN, "en-GB"), ["27 Nov", "27 Nov"]);
    assert.equal(zoneInWords(ticks[0], ticks[1], "Asia/Tokyo", "en-GB"), "Asia/Tokyo (GMT+9)");
});

test("a time shows its day when it is not of these hours", () => {
    const now = Date.parse("2026-11-27T10:00:00Z");
    assert.equal(timeInWords("2026-11-27T08:31:00Z", now, BERLIN, "en-GB"), "09:31");
    assert.match(timeInWords("2026-11-25T08:31:00Z", now, BERLIN, "en-GB"), /25 Nov/);
    assert.equal(timeInWords("never", now, BERLIN, "en-GB"), "");
});

function memory() {
    const kept = new Map();
    return {
        get: (key) => kept.get(key) ?? null,
        set: (key, value) => kept.set(key, value),
        remove: (key) => kept.delete(key),
        kept,
    };
}

test("a token is kept for the session or on the device, for one gateway", () => {
    const [session, device] = [memory(), memory()];
    const tokens = new TokenStore("http://pi/a/", session, device);
    tokens.keep("secret", false);
    assert.deepEqual([tokens.token, tokens.isRemembered, device.kept.size], ["secret", false, 0]);
    assert.equal(new TokenStore("http://pi/b/", session, device).token, "");
    tokens.keep("other", true);
    assert.deepEqual([tokens.token, tokens.isRemembered, session.kept.size], ["other", true, 0]);
    tokens.forget();
    assert.deepEqual([tokens.token, session.kept.size, device.kept.size], ["", 0, 0]);
});

test("a pairing code is taken out of the address", () => {
    const replaced = [];
    const history = {replaceState: (_, __, url) => replaced.push(url)};
    assert.equal(takePairingCode({hash: "#pair=a-B_9", pathname: "/a/", search: ""}, history), "a-B_9");
    assert.equal(takePairingCode({hash: "#other", pathname: "/a/", search: ""}, history), undefined);
    assert.deepEqual(replaced, ["/a/"]);
});
