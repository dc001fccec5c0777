// SPDX-License-Identifier: MIT
// A house for the tests and the screenshots: three nodes with their links and histories.

import {records} from "./fake_history.mjs";

export const TOKENS = {control: "control-token-for-tests", read: "read-token-for-tests---"};

const reading = (value, unit) => ({value, unit, timestamp: new Date().toISOString()});
const link = (path, rt, title, more = {}) => ({
    path,
    rt,
    if: "core.s",
    title,
    ct: [50, 60, 110, 112, 0],
    obs: true,
    ...more,
});
const sensorLinks = (sensor, quantities) =>
    quantities.map((quantity) =>
        link(`/sensors/${sensor}/${quantity}`, `sensor ${quantity}`, `${quantity} of ${sensor}`),
    );

const LINKS = [
    link("/temperature", "sensor temperature", "temperature of room"),
    ...sensorLinks("room", ["temperature", "humidity", "pressure"]),
    link("/leds/lamp", "actuator led", "LED lamp", {if: "core.a"}),
    link("/thermostat", "thermostat", "Thermostat", {if: "core.a"}),
    link("/history", "history", "Past readings", {if: "core.rp", ct: [110, 112, 50, 60], obs: false}),
];

/** Something between -1 and 1 that looks like noise, and is the same at each run. */
const noise = (time) =>
    2 * ((Math.sin(Math.floor(time) * 12.9898) * 43758.5453) % 1) - Math.sign(Math.sin(Math.floor(time) * 12.9898));

/** A day in a room that ends at 21.5 °C: colder in the night, and a heater that comes and goes. */
const warmth = (ago) =>
    21.5 - 1.2 * Math.sin((2 * Math.PI * ago) / 86400) + 0.3 * Math.sin(ago / 900) + 0.1 * noise(ago);
const SHAPES = {
    temperature: ["celsius", warmth],
    humidity: ["percent", (ago) => 45 + 4 * Math.sin(ago / 5000) + 0.3 * noise(ago)],
    pressure: ["hectopascal", (ago) => 1013 + 3 * Math.sin(ago / 90000)],
};

/** The last `days` at the interval of `seconds`, until now; none from 20 to 10 minutes ago. */
export function roomHistory(seconds, days, now = Date.now() / 1000, gap = [1200, 600]) {
    return (_, sensor, quantity) => {
        const [unit, shape] = SHAPES[quantity];
        const colder = sensor === "bed" && quantity === "temperature" ? 4.2 : 0;
        const gaps = [gap.map((ago) => now - ago)];
        return records({
            name: sensor,
            quantity,
            unit,
            from: Math.floor(now) - days * 86400,
            to: now,
            interval: seconds,
            gaps,
            value: (time) => shape(now - time) - colder,
        });
    };
}

export function furnish(gateway) {
    gateway.tokens
        .set(TOKENS.control, {name: "phone", role: "control"})
        .set(TOKENS.read, {name: "tablet", role: "read"});
    gateway.addDevice(
        {
            name: "living-room",
            uri: "coaps://192.0.2.7",
            title: "Living room",
            state: "up",
            since: new Date().toISOString(),
        },
        LINKS,
    );
    gateway.setValue("living-room", "/temperature", reading(21.5, "celsius"));
    gateway.setValue("living-room", "/sensors/room/temperature", reading(21.5, "celsius"), 2);
    gateway.setValue("living-room", "/sensors/room/humidity", reading(44.88, "percent"), 2);
    gateway.setValue("living-room", "/sensors/room/pressure", reading(1013.03, "hectopascal"), 2);
    gateway.setValue("living-room", "/leds/lamp", {state: "off"});
    gateway.setValue("living-room", "/thermostat", {target: 21, temperature: 21.5, output: "off", mode: "heat"});
    gateway.history = roomHistory(5, 1);
    return gateway;
}

export function furnishMore(gateway) {
    gateway.addDevice(
        {name: "greenhouse", uri: "coaps://192.0.2.8", title: "Greenhouse", state: "up"},
        sensorLinks("bed", ["temperature", "humidity"]),
    );
    gateway.setValue("greenhouse", "/sensors/bed/temperature", reading(17.3, "celsius"), 1);
    gateway.setValue("greenhouse", "/sensors/bed/humidity", reading(71.2, "percent"), 1);
    gateway.setValue("greenhouse", "/leds/pump", {state: "on"});
    const silentFrom = new Date(Date.now() - 9 * 60_000).toISOString();
    gateway.addDevice(
        {
            name: "workshop",
            uri: "coap://192.0.2.9",
            title: "Workshop",
            state: "silent",
            since: silentFrom,
            error: "no answer within 10 s",
        },
        [],
    );
    return gateway;
}
