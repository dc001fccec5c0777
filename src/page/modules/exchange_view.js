// SPDX-License-Identifier: MIT
// One GET or one observation of a resource: what arrived, and the shell commands that do the same.

import {element, setText} from "./dom.js";
import {commandLines, resourcePath} from "./commands.js";
import {createEventParser, parseObject} from "./sse.js";

const MOST_LINES = 20;
const MOST_CHARACTERS = 20_000;

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value)).slice(0, MOST_CHARACTERS);

async function copy(text, button) {
    const done = await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
    );
    setText(button, done ? "copied" : "select the line and copy it");
    setTimeout(() => setText(button, "copy"), 3000);
}

function commandLine(name, line) {
    const button = element(
        "button",
        {type: "button", class: "small", "aria-label": `copy the line for ${name}`, onclick: () => copy(line, button)},
        "copy",
    );
    return element("div", {class: "command"}, element("code", {}, line), button);
}

export class Exchange {
    #output = element("pre", {class: "output", tabindex: "0", role: "log", "aria-label": "Answer"}, "…");
    #lines = [];
    #abort = new AbortController();
    #onHidden = () => document.hidden && this.#abort.abort();

    constructor({gateway, device, uri, path, observe}) {
        const relative = resourcePath(device, path);
        const lines = commandLines({uri, path, url: gateway.url(relative), observe, hasToken: gateway.hasToken});
        this.element = element(
            "div",
            {class: "exchange"},
            this.#output,
            commandLine("coapnode", lines.coapnode),
            commandLine("curl", lines.curl),
        );
        document.addEventListener("visibilitychange", this.#onHidden);
        const asked = observe ? this.#observe(gateway, relative) : this.#get(gateway, relative);
        asked.catch((error) => !this.#abort.signal.aborted && this.#add(error.message));
    }

    close() {
        this.#abort.abort();
        document.removeEventListener("visibilitychange", this.#onHidden);
        this.element.remove();
    }

    async #get(gateway, relative) {
        const text = await gateway.text(relative, {accept: "*/*", signal: this.#abort.signal});
        this.#add(text === "" ? "(an empty body)" : asText(text));
    }

    async #observe(gateway, relative) {
        const response = await gateway.request(relative, {accept: "text/event-stream", signal: this.#abort.signal});
        const parse = createEventParser((event) => this.#hear(event));
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) parse(piece.value);
        this.#add("(the stream ended)");
    }

    #hear({event, data}) {
        if (event !== "value" && event !== "failure") return;
        const {payload, error} = parseObject(data) ?? {error: "nonsense"};
        this.#add(error === undefined ? asText(payload) : `failure: ${error}`);
    }

    #add(line) {
        this.#lines = [...this.#lines, line].slice(-MOST_LINES);
        setText(this.#output, this.#lines.join("\n"));
    }
}
