// SPDX-License-Identifier: MIT
// Requests to the gateway. Every address is relative to the page, which may be under a sub-path of a proxy. The
// token goes into the X-Coapnode-Token header and nowhere else: Authorization is left to a proxy that asks for a
// password of its own.

const ANSWER_SECONDS = 30;
const MOST_DETAIL = 300;

/** The gateway or the node refused the request: `message` is a sentence for people. */
export class Refusal extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}

/** The sentence in the body of an error: problem details (RFC 9457), or the text that the node sent. */
export async function refusalOf(response) {
    const text = await response.text().catch(() => "");
    let detail = text;
    if (/json/.test(response.headers.get("Content-Type") ?? "")) {
        try {
            const problem = JSON.parse(text);
            detail = problem.detail || problem.title || problem.error || "";
        } catch {
            detail = "";
        }
    }
    const words = String(detail).trim().slice(0, MOST_DETAIL) || response.statusText || "refused";
    return new Refusal(response.status, `${words} (${response.status})`);
}

export class Gateway {
    #base;
    #tokens;

    constructor(base, tokens) {
        this.#base = base;
        this.#tokens = tokens;
    }

    url(relative) {
        return new URL(relative, this.#base).href;
    }

    get hasToken() {
        return this.#tokens.token !== "";
    }

    /** The response, when its status is a success; throws otherwise. */
    async request(relative, {method = "GET", accept = "application/json", body, signal, contentType} = {}) {
        const headers = {Accept: accept};
        if (this.hasToken) headers["X-Coapnode-Token"] = this.#tokens.token;
        if (contentType) headers["Content-Type"] = contentType;
        const options = {
            method,
            headers,
            body,
            signal,
            cache: "no-store",
            credentials: "same-origin",
            redirect: "error",
        };
        const response = await fetch(this.url(relative), options).catch((error) => {
            if (signal?.reason?.name === "TimeoutError") throw new Error(`No answer within ${ANSWER_SECONDS} s.`);
            if (signal?.aborted) throw error;
            throw new Error("The gateway does not answer.");
        });
        if (!response.ok) throw await refusalOf(response);
        return response;
    }

    #briefly(signal) {
        const limit = AbortSignal.timeout(ANSWER_SECONDS * 1000);
        if (!signal) return limit;
        return AbortSignal.any ? AbortSignal.any([signal, limit]) : signal; // browsers before 2024 have no any()
    }

    async json(relative, {signal} = {}) {
        return (await this.request(relative, {signal: this.#briefly(signal)})).json();
    }

    async text(relative, {accept, signal} = {}) {
        return (await this.request(relative, {accept, signal: this.#briefly(signal)})).text();
    }

    async send(method, relative, document) {
        await this.request(relative, {
            method,
            contentType: "application/json",
            body: JSON.stringify(document),
            signal: this.#briefly(),
        });
    }
}
