// SPDX-License-Identifier: MIT
// Sends a change to a resource of a node. A control shows the new state only when the node has confirmed it: by an
// event of the stream, or, if none comes, by the answer to a GET.

import {resourcePath} from "./commands.js";

const EVENT_SECONDS = 2;

export class Control {
    #gateway;
    #device;
    #path;
    #confirmed;
    #waiting;

    /** `confirmed(payload)` is called with the state that a GET showed. */
    constructor({gateway, device, path, confirmed}) {
        this.#gateway = gateway;
        this.#device = device;
        this.#path = path;
        this.#confirmed = confirmed;
    }

    /** Resolves when the state is confirmed; throws the error of the gateway or the node. */
    async change(document) {
        const relative = resourcePath(this.#device, this.#path);
        const event = new Promise((resolve) => (this.#waiting = resolve));
        try {
            await this.#gateway.send("PUT", relative, document);
            const timer = new Promise((resolve) => setTimeout(resolve, EVENT_SECONDS * 1000, "late"));
            if ((await Promise.race([event, timer])) === "late") this.#confirmed(await this.#gateway.json(relative));
        } finally {
            this.#waiting = undefined;
        }
    }

    /** The stream brought a value of this resource. */
    heard() {
        this.#waiting?.("heard");
    }
}
