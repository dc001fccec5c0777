// SPDX-License-Identifier: MIT
// How the page sorts the resources of a node: readings by sensor, LEDs, a thermostat, and values of nodes that are
// not coapnode. An entry is {path, payload} or, for one that failed, {path, error}.

const QUANTITIES = [
    "temperature",
    "humidity",
    "dew_point",
    "absolute_humidity",
    "pressure",
    "sea_level_pressure",
    "co2",
    "illuminance",
];
const READING = /^\/sensors\/([^/]+)\/([^/]+)$/;
const LED = /^\/leds\/([^/]+)$/;

export const isLed = (path) => path === "/led" || LED.test(path);
export const isThermostat = (path) => path === "/thermostat";

function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    } catch {
        return segment;
    }
}

export function capitalized(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** {sensor, quantity} of "/sensors/room/temperature"; undefined for any other path. */
export function sensorOf(path) {
    const found = READING.exec(path);
    return found ? {sensor: decoded(found[1]), quantity: decoded(found[2])} : undefined;
}

/** The number of a reading: {"value":21.5,"unit":"celsius"}, 21.5 or "21.5"; undefined for anything else. */
export function numberOf(payload) {
    const value = payload !== null && typeof payload === "object" ? payload.value : payload;
    if (typeof value === "number") return value;
    return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A short name for people: "Temperature", "lamp", or the name that the node gives. */
export function labelOf(path, title) {
    const sensor = sensorOf(path);
    if (sensor) return capitalized(sensor.quantity.replaceAll("_", " "));
    const led = LED.exec(path);
    if (led) return capitalized(decoded(led[1]));
    return title || capitalized(decoded(path.split("/").findLast((part) => part !== "") ?? path));
}

function isShown(entry) {
    if (entry.error !== undefined || isLed(entry.path) || isThermostat(entry.path)) return true;
    return numberOf(entry.payload) !== undefined || ["string", "boolean"].includes(typeof entry.payload);
}

/** /temperature is the first sensor's, /led the first LED's: they are not shown twice. */
function withoutAliases(entries) {
    const quantities = new Set(entries.map(({path}) => sensorOf(path)?.quantity));
    const hasLeds = entries.some(({path}) => LED.test(path));
    return entries.filter(({path}) => !(hasLeds && path === "/led") && !quantities.has(path.slice(1)));
}

function byQuantity(a, b) {
    const rank = ({path}) => QUANTITIES.indexOf(sensorOf(path)?.quantity) + 1 || QUANTITIES.length + 1;
    return rank(a) - rank(b) || a.path.localeCompare(b.path);
}

/** Groups the resources of a node that are shown: {sensors: [{name, entries}], leds, thermostat, others}. */
export function arrange(entries) {
    const arranged = {sensors: [], leds: [], thermostat: undefined, others: []};
    const sensors = new Map();
    for (const entry of withoutAliases(entries.filter(isShown)).sort(byQuantity)) {
        const sensor = sensorOf(entry.path)?.sensor;
        if (sensor !== undefined) {
            if (!sensors.has(sensor)) sensors.set(sensor, []);
            sensors.get(sensor).push(entry);
        } else if (isLed(entry.path)) {
            arranged.leds.push(entry);
        } else if (isThermostat(entry.path)) {
            arranged.thermostat = entry;
        } else {
            arranged.others.push(entry);
        }
    }
    arranged.sensors = [...sensors]
        .map(([name, of]) => ({name, entries: of}))
        .sort((a, b) => a.name.localeCompare(b.name));
    return arranged;
}

/** The common cause of failure of all readings of a sensor; undefined if one works or the causes differ. */
export function commonError(entries) {
    const [first] = entries;
    return entries.every(({error}) => error !== undefined && error === first.error) ? first?.error : undefined;
}
