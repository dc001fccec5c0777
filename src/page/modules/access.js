// SPDX-License-Identifier: MIT
// The token of this browser and what the gateway lets it do.

const CONTROLLING = ["control", "admin"];

export class Access {
    #gateway;
    #tokens;
    #changed;
    #isRefused = false; // the gateway does not know the token
    session = {role: "read"};

    /** `changed(access)` is called when the role may have changed. */
    constructor({gateway, tokens, changed}) {
        this.#gateway = gateway;
        this.#tokens = tokens;
        this.#changed = changed;
    }

    get mayControl() {
        return CONTROLLING.includes(this.session.role);
    }

    get summary() {
        return {...this.session, hasToken: this.#tokens.token !== "", isRemembered: this.#tokens.isRemembered};
    }

    /** Asks the gateway for the role. Returns a sentence about what is wrong, or "". */
    async refresh() {
        let wrong = "";
        this.#isRefused = false;
        try {
            this.session = await this.#gateway.json("session");
        } catch (error) {
            this.#isRefused = error.status === 401;
            wrong = this.#isRefused ? "The gateway does not know this token." : error.message;
            if (this.#isRefused) this.session = {role: "none"};
        }
        this.#changed(this);
        return wrong;
    }

    /** A token that the gateway refuses is not kept. One is kept while the gateway is out of reach: it may be valid. */
    async enter(token, remember) {
        // A header may have only visible ASCII; fetch would throw an unclear error.
        if (!/^[\x21-\x7e]+$/.test(token)) return "A token has only letters, digits and signs, no spaces.";
        this.#tokens.keep(token, remember);
        const wrong = await this.refresh();
        if (this.#isRefused) {
            this.#tokens.forget();
            await this.refresh();
        }
        return wrong;
    }

    async leave() {
        this.#tokens.forget();
        await this.refresh();
    }

    /** The address of a QR code ends in #pair=CODE: the code is exchanged for a token and removed from it. */
    async pair(code) {
        const body = JSON.stringify({code});
        const response = await this.#gateway.request("pair", {method: "POST", body, contentType: "application/json"});
        const {token} = await response.json();
        return this.enter(token, true);
    }
}

/** Removes the code from the address of the page and returns it; undefined if there is none. */
export function takePairingCode(location, history) {
    const code = /^#pair=(.+)$/.exec(location.hash)?.[1];
    if (code !== undefined) history.replaceState(null, "", location.pathname + location.search);
    return code;
}
