// SPDX-License-Identifier: MIT
// The one stream of events of the page. It is closed while the page is hidden, because a browser opens no more than six
// connections to a host and hidden tabs would take them. It reconnects and never gives up.

import {createEventParser} from "./sse.js";
import {secondsBeforeRetry} from "./backoff.js";

/** The gateway sends a ping every 15 s. After this time two of them are missing. */
export const SILENCE_SECONDS = 31;

export class LiveStream {
    #open;
    #heard;
    #show;
    #connection;
    #retry;
    #failures = 0;

    /** `open(signal)` asks for the stream; `heard(event)` gets each event, {event: "open"} first; `show({state, error,
     *  retryAt})` gets the state: connecting, live, waiting or hidden. */
    constructor({open, heard, show}) {
        this.#open = open;
        this.#heard = heard;
        this.#show = show;
    }

    start() {
        document.addEventListener("visibilitychange", () => (document.hidden ? this.#hide() : this.reconnect()));
        window.addEventListener("pageshow", (event) => event.persisted && this.reconnect());
        window.addEventListener("pagehide", () => this.#hide());
        window.addEventListener("online", () => this.reconnect());
        this.reconnect();
    }

    /** Opens the stream again, now. */
    reconnect() {
        this.#close();
        if (document.hidden) return;
        this.#failures = 0;
        this.#connect();
    }

    #hide() {
        this.#close();
        this.#show({state: "hidden"});
    }

    #close() {
        clearTimeout(this.#retry);
        this.#connection?.abort();
        this.#connection = undefined;
    }

    async #connect() {
        const connection = new AbortController();
        this.#connection = connection;
        this.#show({state: "connecting", isFirst: this.#failures === 0});
        let error;
        try {
            await this.#listen(connection);
            error = new Error("The gateway ended the connection.");
        } catch (thrown) {
            error = connection.signal.aborted ? connection.signal.reason : thrown;
        }
        if (this.#connection === connection) this.#wait(error);
    }

    async #listen(connection) {
        let silence;
        const expectMore = () => {
            clearTimeout(silence);
            silence = setTimeout(
                () => connection.abort(new Error("The gateway stopped sending.")),
                SILENCE_SECONDS * 1000,
            );
        };
        expectMore();
        try {
            const response = await this.#open(connection.signal);
            this.#show({state: "live"});
            this.#heard({event: "open"});
            const parse = createEventParser((event) => {
                this.#failures = 0;
                if (!connection.signal.aborted) this.#heard(event);
            });
            const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
            for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
                expectMore();
                parse(piece.value);
            }
        } finally {
            clearTimeout(silence);
        }
    }

    #wait(error) {
        this.#connection = undefined;
        this.#failures += 1;
        const milliseconds = secondsBeforeRetry(this.#failures, Math.random()) * 1000;
        this.#show({state: "waiting", error, retryAt: performance.now() + milliseconds});
        this.#retry = setTimeout(() => this.#connect(), milliseconds);
    }
}
