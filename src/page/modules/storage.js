// SPDX-License-Identifier: MIT
// What this browser keeps: the token, for the session or on request on this device, and the unit of temperatures. Each
// gateway has its own keys, because two may be on one host.

/** A browser may forbid storage: then values last only as long as the page. */
function guarded(storage) {
    const memory = new Map();
    const attempt = (use, otherwise) => {
        try {
            return use(storage());
        } catch {
            return otherwise();
        }
    };
    return {
        get: (key) =>
            attempt(
                (it) => it.getItem(key),
                () => memory.get(key) ?? null,
            ),
        set: (key, value) =>
            attempt(
                (it) => it.setItem(key, value),
                () => memory.set(key, value),
            ),
        remove: (key) =>
            attempt(
                (it) => it.removeItem(key),
                () => memory.delete(key),
            ),
    };
}

export const session = guarded(() => window.sessionStorage);
export const device = guarded(() => window.localStorage);

export class TokenStore {
    #key;
    #session;
    #device;

    constructor(base, forSession = session, onDevice = device) {
        this.#key = `coapnode token ${base}`;
        this.#session = forSession;
        this.#device = onDevice;
    }

    get token() {
        return this.#session.get(this.#key) ?? this.#device.get(this.#key) ?? "";
    }

    get isRemembered() {
        return this.#device.get(this.#key) !== null;
    }

    keep(token, remember) {
        this.forget();
        (remember ? this.#device : this.#session).set(this.#key, token);
    }

    forget() {
        this.#session.remove(this.#key);
        this.#device.remove(this.#key);
    }
}

const UNIT_KEY = "coapnode temperature unit";

export function temperatureUnit() {
    return device.get(UNIT_KEY) === "fahrenheit" ? "fahrenheit" : "celsius";
}

export function keepTemperatureUnit(unit) {
    device.set(UNIT_KEY, unit);
}
