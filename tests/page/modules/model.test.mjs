// SPDX-License-Identifier: MIT
import {test} from "node:test";
import assert from "node:assert/strict";
import {Model} from "../../../src/page/modules/model.js";
import {clockInWords, newsInWords, nodesInWords, stateInWords, troubleOf} from "../../../src/page/modules/words.js";

const PATH = "/sensors/room/temperature";
const value = (number, age = 0) => ({device: "pi", path: PATH, age, payload: {value: number, unit: "celsius"}});
const failure = (error) => ({device: "pi", path: PATH, status: 503, error});
const info = (state, more = {}) => ({name: "pi", title: "Living room", state, ...more});

function started() {
    const model = new Model();
    model.begin();
    model.apply("device", info("up"), 0);
    return model;
}

const entry = (model) => model.device("pi").entries.get(PATH);

test("a value is as old as its age when it came", () => {
    const model = started();
    model.apply("value", value(21.5, 2.5), 100);
    assert.deepEqual([entry(model).payload.value, entry(model).at], [21.5, 97.5]);
});

test("a failure takes the value away, and is news once", () => {
    const model = started();
    model.apply("value", value(21.5), 0);
    const news = model.apply("failure", failure("no answer"), 1);
    assert.deepEqual([entry(model).payload, entry(model).error], [undefined, "no answer"]);
    assert.equal(newsInWords(news), "Living room, temperature of room: no answer");
    assert.equal(model.apply("failure", failure("no answer"), 2), undefined);
    assert.equal(newsInWords(model.apply("value", value(20), 3)), "Living room, temperature of room: works again");
});

test("a failure without words has its status", () => {
    const model = started();
    model.apply("failure", {...failure(""), status: 504}, 1);
    assert.equal(entry(model).error, "status 504");
});

test("a node that goes and comes is news; one that is new is none", () => {
    const model = new Model();
    assert.equal(model.apply("device", info("silent"), 0), undefined);
    const back = model.apply("device", info("up"), 0);
    assert.equal(newsInWords(back), "Living room: answers again");
    assert.equal(model.apply("device", info("up", {clock_offset_seconds: 41}), 0), undefined);
    const lost = model.apply("device", info("unreachable", {error: "no route"}), 0);
    assert.equal(newsInWords(lost), "Living room: The node cannot be reached: no route");
});

test("after a reconnect, what is not repeated is removed", () => {
    const model = started();
    model.apply("device", {name: "attic", state: "up"}, 0);
    model.apply("value", value(21.5), 0);
    model.apply("value", {...value(40), path: "/sensors/room/humidity"}, 0);
    model.begin();
    model.apply("value", value(19), 10);
    assert.equal(model.devices.length, 2); // nothing vanishes before the whole state came
    model.sweep();
    assert.deepEqual(
        model.devices.map(({info: of}) => of.name),
        ["pi"],
    );
    assert.deepEqual([...model.device("pi").entries.keys()], [PATH]);
    assert.equal(entry(model).payload.value, 19);
});

test("gone removes a node with its values", () => {
    const model = started();
    model.apply("value", value(21.5), 0);
    model.apply("gone", {device: "pi"}, 0);
    assert.deepEqual(model.devices, []);
    model.apply("device", info("up"), 0);
    assert.equal(entry(model), undefined);
});

test("nodes are sorted by their title; unknown events change nothing", () => {
    const model = started();
    model.apply("device", {name: "zoo", title: "Attic", state: "up"}, 0);
    model.apply("rumour", {device: "pi"}, 0);
    assert.deepEqual(
        model.devices.map(({info: of}) => of.name),
        ["zoo", "pi"],
    );
});

const TROUBLE = [
    [{state: "up"}, "", ""],
    [{state: "unknown"}, "", ""],
    [{state: "silent"}, "10:31", "The node does not answer (since 10:31)."],
    [{state: "refused", error: "wrong key"}, "", "The node refuses the key of the gateway: wrong key"],
    [{state: "failed"}, "", "The node sends invalid answers."],
    [{state: "constructor"}, "", ""],
];

for (const [of, since, words] of TROUBLE) {
    test(`trouble of ${JSON.stringify(of)}`, () => assert.equal(troubleOf(of, since), words));
}

test("states, counts and clocks in words", () => {
    assert.deepEqual(["up", "refused", "new state"].map(stateInWords), ["up", "refuses the key", "new state"]);
    assert.equal(nodesInWords([{info: {state: "up"}}]), "1 node");
    assert.equal(nodesInWords([{info: {state: "up"}}, {info: {state: "silent"}}]), "2 nodes, 1 with problems");
    assert.deepEqual([0, 30, 41, -600, 7200].map(clockInWords), [
        "",
        "",
        "Its clock is 41 s ahead.",
        "Its clock is 10 min behind.",
        "Its clock is 2 h ahead.",
    ]);
});
