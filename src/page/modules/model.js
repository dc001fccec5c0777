// SPDX-License-Identifier: MIT
// What the page knows: the nodes, and the newest value or failure of each resource. It changes only by events of the
// gateway. After a reconnect the gateway sends the whole state; what it does not repeat is removed.

export class Model {
    #devices = new Map();
    #generation = 0;

    get devices() {
        return [...this.#devices.values()].sort((a, b) => titleOf(a.info).localeCompare(titleOf(b.info)));
    }

    device(name) {
        return this.#devices.get(name);
    }

    /** A stream was opened: it must repeat what is known so far. */
    begin() {
        this.#generation += 1;
    }

    /** The state has been sent: removes what was not repeated. */
    sweep() {
        for (const [name, device] of this.#devices) {
            if (device.generation !== this.#generation) {
                this.#devices.delete(name);
                continue;
            }
            for (const [path, entry] of device.entries) {
                if (entry.generation !== this.#generation) device.entries.delete(path);
            }
        }
    }

    /** One event of the stream; `now` is in seconds. Returns the news for people, or undefined. */
    apply(event, data, now) {
        switch (event) {
            case "value":
                return this.#setValue(data, now);
            case "failure":
                return this.#setFailure(data, now);
            case "device":
                return this.#setDevice(data);
            case "gone":
                this.#devices.delete(data.device);
                return undefined;
            default:
                return undefined;
        }
    }

    #known(name) {
        if (!this.#devices.has(name)) {
            this.#devices.set(name, {info: {name, state: "unknown"}, entries: new Map()});
        }
        const device = this.#devices.get(name);
        device.generation = this.#generation;
        return device;
    }

    #setDevice(info) {
        const device = this.#known(info.name);
        const before = device.info;
        device.info = info;
        const isNews = before.state !== info.state && (before.state === "up" || info.state === "up");
        return isNews && before.state !== "unknown" ? {news: "state", device, info} : undefined;
    }

    #setValue({device: name, path, age = 0, payload}, now) {
        const device = this.#known(name);
        const failed = device.entries.get(path)?.error !== undefined;
        device.entries.set(path, {path, payload, at: now - age, generation: this.#generation});
        return failed ? {news: "recovered", device, path} : undefined;
    }

    #setFailure({device: name, path, error, status}, now) {
        const device = this.#known(name);
        const before = device.entries.get(path)?.error;
        const cause = error || `status ${status}`;
        device.entries.set(path, {path, error: cause, status, at: now, generation: this.#generation});
        return before === cause ? undefined : {news: "failed", device, path, error: cause};
    }
}

export function titleOf(info) {
    return info.title || info.name;
}
