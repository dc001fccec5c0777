// SPDX-License-Identifier: MIT
// Reads Server-Sent Events (HTML standard, section 9.2.6) from text that comes in pieces. EventSource cannot send a
// token in a header, so the page reads the stream itself.

/** A line longer than this is not from a coapnode gateway; what has arrived of it is dropped. */
export const MOST_CHARACTERS = 1024 * 1024;

/** Returns a function that takes the next piece of text and calls `onEvent({event, id, data})` for each whole event. */
export function createEventParser(onEvent) {
    let rest = "";
    let fields = {event: "", data: []};
    let id = "";

    function dispatch() {
        const {event, data} = fields;
        fields = {event: "", data: []};
        if (data.length > 0) onEvent({event: event || "message", id, data: data.join("\n")});
    }

    function take(line) {
        if (line === "") return dispatch();
        const colon = line.indexOf(":");
        if (colon === 0) return undefined; // a comment
        const name = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (name === "data") fields.data.push(value);
        else if (name === "event") fields.event = value;
        else if (name === "id") id = value;
        return undefined;
    }

    return (text) => {
        rest += text;
        // A CR at the end may be half of a CR LF: it waits for the next piece.
        const lines = rest.split(/\r\n|\n|\r(?!$)/);
        rest = lines.pop();
        lines.forEach(take);
        if (rest.length > MOST_CHARACTERS) rest = "";
    };
}

/** The object in the data of an event; undefined if there is none. */
export function parseObject(text) {
    try {
        const parsed = JSON.parse(text);
        return parsed !== null && typeof parsed === "object" ? parsed : undefined;
    } catch {
        return undefined;
    }
}
