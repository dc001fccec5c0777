// SPDX-License-Identifier: MIT
import {test} from "node:test";
import assert from "node:assert/strict";
import {arrange, commonError, labelOf, numberOf, sensorOf} from "../../../src/page/modules/resources.js";
import {commandLines, resourcePath, shellQuoted} from "../../../src/page/modules/commands.js";
import {formatsInWords} from "../../../src/page/modules/formats.js";
import {appendPage} from "../../../src/page/modules/csv.js";

const reading = (path) => ({path, payload: {value: 1, unit: "celsius"}});
const paths = (entries) => entries.map(({path}) => path);

test("readings stand by their sensor, temperature first", () => {
    const {sensors} = arrange(
        [
            "/sensors/b/pressure",
            "/sensors/b/humidity",
            "/sensors/b/co2",
            "/sensors/b/temperature",
            "/sensors/a/humidity",
        ].map(reading),
    );
    assert.deepEqual(
        sensors.map(({name, entries}) => [name, ...paths(entries)]),
        [
            ["a", "/sensors/a/humidity"],
            ["b", "/sensors/b/temperature", "/sensors/b/humidity", "/sensors/b/pressure", "/sensors/b/co2"],
        ],
    );
});

test("what is there twice is shown once", () => {
    const entries = [
        reading("/temperature"),
        reading("/sensors/room/temperature"),
        {path: "/led", payload: {state: "on"}},
        {path: "/leds/lamp", payload: {state: "on"}},
    ];
    const {sensors, leds, others} = arrange(entries);
    assert.deepEqual(
        [paths(sensors[0].entries), paths(leds), others],
        [["/sensors/room/temperature"], ["/leds/lamp"], []],
    );
    assert.deepEqual(paths(arrange([reading("/temperature")]).others), ["/temperature"]);
    assert.deepEqual(paths(arrange([{path: "/led", payload: {state: "on"}}]).leds), ["/led"]);
});

test("foreign values are shown, documents are not", () => {
    const entries = [
        {path: "/time", payload: "10:31"},
        {path: "/n", payload: 7},
        {path: "/sensors", payload: {sensors: []}},
        {path: "/x", error: "gone"},
        {path: "/nothing", payload: null},
    ];
    assert.deepEqual(paths(arrange(entries).others), ["/n", "/time", "/x"]);
});

test("the thermostat, and one that fails", () => {
    assert.equal(arrange([{path: "/thermostat", payload: {target: 20}}]).thermostat.payload.target, 20);
    assert.equal(arrange([{path: "/thermostat", error: "gone"}]).thermostat.error, "gone");
});

test("sensors, labels and numbers", () => {
    assert.deepEqual(sensorOf("/sensors/living%20room/temperature"), {sensor: "living room", quantity: "temperature"});
    assert.deepEqual(["/sensors/room", "/sensors/a/b/c", "/leds/x", "/%"].map(sensorOf), [
        undefined,
        undefined,
        undefined,
        undefined,
    ]);
    assert.deepEqual(
        ["/sensors/a/temperature", "/sensors/a/dew_point", "/leds/lamp", "/a/b", "/", "/leds/%"].map((path) => labelOf(path)),
        ["Temperature", "Dew point", "Lamp", "B", "/", "%"],
    );
    assert.equal(labelOf("/x", "Outside"), "Outside");
    assert.deepEqual([{value: 1.5}, 2, "3.5", "3 x", {value: "4"}, {}, null, undefined, true].map(numberOf), [
        1.5,
        2,
        3.5,
        undefined,
        4,
        undefined,
        undefined,
        undefined,
        undefined,
    ]);
});

test("the cause that all readings share", () => {
    assert.equal(commonError([{error: "a"}, {error: "a"}]), "a");
    assert.equal(commonError([{error: "a"}, {error: "b"}]), undefined);
    assert.equal(commonError([{error: "a"}, {payload: 1}]), undefined);
});

test("formats by name", () => {
    assert.equal(formatsInWords([50, 60, 110, 112, 0, 65000]), "JSON, CBOR, SenML, SenML CBOR, text, format 65000");
});

test("lines to copy", () => {
    const of = {uri: "coaps://192.0.2.7", path: "/leds/lamp", url: "http://gateway/devices/pi/leds/lamp"};
    assert.deepEqual(commandLines({...of, observe: false, hasToken: false}), {
        coapnode: "coapnode get coaps://192.0.2.7/leds/lamp",
        curl: "curl http://gateway/devices/pi/leds/lamp",
    });
    assert.deepEqual(commandLines({...of, observe: true, hasToken: true}), {
        coapnode: "coapnode observe coaps://192.0.2.7/leds/lamp",
        curl: `curl -N -H 'Accept: text/event-stream' -H "Authorization: Bearer $TOKEN" ${of.url}`,
    });
});

test("nothing that a node names runs in a shell", () => {
    assert.equal(shellQuoted("coap://[fe80::1%25eth0]/a"), "'coap://[fe80::1%25eth0]/a'");
    assert.equal(shellQuoted("a'; rm -rf ~; '"), `'a'\\''; rm -rf ~; '\\'''`);
    assert.equal(resourcePath("living room/../x", "/a%2Fb"), "devices/living%20room%2F..%2Fx/a%2Fb");
});

test("pages of CSV become one file", () => {
    const rows = [];
    assert.equal(
        appendPage(rows, "timestamp,value\r\n2026-11-27T05:00:00Z,1\r\n2026-11-27T05:00:05.5Z,2\r\n"),
        "2026-11-27T05:00:05.5Z",
    );
    assert.equal(appendPage(rows, "timestamp,value\n2026-11-27T05:00:10Z,3"), "2026-11-27T05:00:10Z");
    assert.equal(appendPage(rows, "timestamp,value\r\n"), undefined);
    assert.equal(appendPage(rows, ""), undefined);
    assert.deepEqual(rows, [
        "timestamp,value",
        "2026-11-27T05:00:00Z,1",
        "2026-11-27T05:00:05.5Z,2",
        "2026-11-27T05:00:10Z,3",
    ]);
});
