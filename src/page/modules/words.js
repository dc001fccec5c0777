// SPDX-License-Identifier: MIT
// Sentences about nodes and their resources.

import {labelOf, sensorOf} from "./resources.js";
import {titleOf} from "./model.js";

const STATES = {
    unknown: "not contacted yet",
    up: "up",
    silent: "silent",
    refused: "refuses the key",
    unreachable: "unreachable",
    failed: "sends invalid answers",
};

const SENTENCES = {
    silent: "The node does not answer",
    refused: "The node refuses the key of the gateway",
    unreachable: "The node cannot be reached",
    failed: "The node sends invalid answers",
};

/** One or two words for the badge of a node. */
export const stateInWords = (state) => (Object.hasOwn(STATES, state) ? STATES[state] : String(state));

/** Whether a node fails as a whole: then this is said once, not for each of its resources. */
export const isTroubled = ({state}) => Object.hasOwn(SENTENCES, state);

/** A sentence about what is wrong with a node; "" if nothing is. `since` is a time as people read it. */
export function troubleOf({state, error}, since) {
    if (!isTroubled({state})) return "";
    const begun = since ? ` (since ${since})` : "";
    return `${SENTENCES[state]}${begun}${error ? `: ${error}` : "."}`;
}

/** "Its clock is 41 s ahead." */
export function clockInWords(seconds) {
    if (!(Math.abs(seconds) > 30)) return "";
    const size = Math.abs(seconds);
    const amount =
        size < 120
            ? `${Math.round(size)} s`
            : size < 7200
              ? `${Math.round(size / 60)} min`
              : `${Math.round(size / 3600)} h`;
    return `Its clock is ${amount} ${seconds > 0 ? "ahead" : "behind"}.`;
}

function nameOf(device, path) {
    const sensor = sensorOf(path);
    return sensor ? `${sensor.quantity} of ${sensor.sensor}` : labelOf(path);
}

/** The text that is read out for a change of the model. */
export function newsInWords({news, device, path, error, info}) {
    const title = titleOf(device.info);
    if (news === "failed") return `${title}, ${nameOf(device, path)}: ${error}`;
    if (news === "recovered") return `${title}, ${nameOf(device, path)}: works again`;
    return info.state === "up" ? `${title}: answers again` : `${title}: ${troubleOf(info)}`;
}

/** "3 nodes, 1 with problems" */
export function nodesInWords(devices) {
    const bad = devices.filter(({info}) => isTroubled(info)).length;
    const count = `${devices.length} ${devices.length === 1 ? "node" : "nodes"}`;
    return bad === 0 ? count : `${count}, ${bad} with problems`;
}
