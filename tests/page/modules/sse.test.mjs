// SPDX-License-Identifier: MIT
import {test} from "node:test";
import assert from "node:assert/strict";
import {createEventParser, MOST_CHARACTERS, parseObject} from "../../../src/page/modules/sse.js";

function parsed(...pieces) {
    const events = [];
    const parse = createEventParser((event) => events.push(event));
    pieces.forEach(parse);
    return events;
}

const ROWS = [
    {what: "an event", text: "event: value\nid: 17\ndata: {}\n\n", is: [{event: "value", id: "17", data: "{}"}]},
    {what: "no name", text: "data: a\n\n", is: [{event: "message", id: "", data: "a"}]},
    {what: "two lines of data", text: "data: a\ndata:b\n\n", is: [{event: "message", id: "", data: "a\nb"}]},
    {what: "only the first blank is taken off", text: "data:  a\n\n", is: [{event: "message", id: "", data: " a"}]},
    {what: "retry, comments and unknown fields", text: "retry: 2000\n\n: hello\nfoo: bar\n\n", is: []},
    {what: "no data, no event", text: "event: ping\n\n", is: []},
    {what: "a field without a colon", text: "data\n\n", is: [{event: "message", id: "", data: ""}]},
    {
        what: "CR LF and CR",
        text: "data: a\r\n\r\ndata: b\r\rdata: c\n\n",
        is: ["a", "b", "c"].map((data) => ({event: "message", id: "", data})),
    },
    {
        what: "the id stays",
        text: "id: 1\ndata: a\n\ndata: b\n\n",
        is: ["a", "b"].map((data) => ({event: "message", id: "1", data})),
    },
    {what: "half an event", text: "data: a\n", is: []},
];

for (const {what, text, is} of ROWS) {
    test(`${what}, in one piece and in single characters`, () => {
        assert.deepEqual(parsed(text), is);
        assert.deepEqual(parsed(...text), is);
    });
}

test("a line without end is dropped, and the stream goes on", () => {
    const kept = `data: ${"x".repeat(MOST_CHARACTERS - "data: ".length)}`;
    assert.equal(parsed(kept, "\n\n").length, 1);
    assert.deepEqual(parsed(`${kept}x`, "\n\ndata: b\n\n"), [{event: "message", id: "", data: "b"}]);
});

test("data that is no object is ignored", () => {
    assert.deepEqual(parseObject('{"a":1}'), {a: 1});
    assert.deepEqual(["", "{", "null", "7", '"text"'].map(parseObject), Array(5).fill(undefined));
});
