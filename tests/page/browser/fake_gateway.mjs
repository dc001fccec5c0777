// SPDX-License-Identifier: MIT
// A gateway that a test plays: it speaks what the page asks of coapnode-gateway, and does what the test says.

import http from "node:http";
import {once} from "node:events";
import {serveFile} from "./page_files.mjs";
import {pageOf, asCsv} from "./fake_history.mjs";

const ROLES = ["none", "read", "control", "admin"];

export class FakeGateway {
    devices = new Map(); // name -> {info, resources, entries: path -> event}
    tokens = new Map(); // token -> {name, role}
    anonymous = "read";
    requests = []; // {method, path, token}
    streams = new Set();
    history = () => []; // (device, sensor, quantity) -> records, undefined: none is kept
    answer = undefined; // (device, path, document) -> {status, detail}: what a PUT is answered in place of 204
    confirms = true; // whether a change comes back as an event
    held = []; // PUTs that wait for release()
    holds = false;
    streamStatus = 200; // what /events is answered
    codes = new Map(); // pairing code -> {token, name, role}

    constructor({folder, prefix = "/"}) {
        this.folder = folder;
        this.prefix = prefix;
    }

    async start(port = 0) {
        this.server = http.createServer((request, response) => this.#handle(request, response));
        this.server.listen(port, "127.0.0.1");
        await once(this.server, "listening");
        this.port = this.server.address().port;
        return this;
    }

    get url() {
        return `http://127.0.0.1:${this.port}${this.prefix}`;
    }

    /** As a process that is killed; start(port) brings it back. */
    async stop() {
        this.server.closeAllConnections();
        this.server.close();
        await once(this.server, "close");
        this.streams.clear();
    }

    // ---- what the nodes do

    addDevice(info, resources = []) {
        const known = this.devices.get(info.name);
        this.devices.set(info.name, {
            info: {source: "configured", ...info},
            resources,
            entries: known?.entries ?? new Map(),
        });
        this.#publish("device", this.devices.get(info.name).info);
    }

    setState(name, changes) {
        const device = this.devices.get(name);
        device.info = {...device.info, ...changes};
        this.#publish("device", device.info);
    }

    removeDevice(name) {
        this.devices.delete(name);
        this.#publish("gone", {device: name});
    }

    setValue(device, path, payload, age = 0) {
        this.#remember("value", {device, path, age, payload});
    }

    fail(device, path, status, error) {
        this.#remember("failure", {device, path, status, error});
    }

    ping() {
        this.#publish("ping", {});
    }

    #remember(event, data) {
        this.devices.get(data.device).entries.set(data.path, {event, data});
        this.#publish(event, data);
    }

    #publish(event, data) {
        for (const stream of this.streams) writeEvent(stream, event, data);
    }

    // ---- requests

    async #handle(request, response) {
        const {pathname, searchParams} = new URL(request.url, "http://gateway");
        if (!pathname.startsWith(this.prefix)) return refuse(response, 404, "outside the prefix of the proxy");
        const path = `/${pathname.slice(this.prefix.length)}`;
        const token = request.headers["x-coapnode-token"];
        this.requests.push({method: request.method, path, token, search: request.url});
        if (request.method === "GET" && serveFile(response, this.folder, path)) return undefined;
        if (path === "/pair") return this.#pair(request, response);
        const caller = this.#callerOf(token);
        if (!caller) return refuse(response, 401, "the token is not known");
        if (path === "/session") return send(response, 200, caller);
        if (caller.role === "none") return refuse(response, 401, "a token is needed");
        return this.#answer(request, response, path, searchParams, caller);
    }

    #callerOf(token) {
        return token === undefined ? {role: this.anonymous} : this.tokens.get(token);
    }

    async #pair(request, response) {
        const {code} = JSON.parse(await bodyOf(request));
        const given = this.codes.get(code);
        if (!given || !this.codes.delete(code)) return refuse(response, 403, "this code was used or is wrong");
        this.tokens.set(given.token, {name: given.name, role: given.role});
        return send(response, 200, given);
    }

    async #answer(request, response, path, query, caller) {
        if (path === "/events" && this.streamStatus !== 200) return refuse(response, this.streamStatus, "not now");
        if (path === "/events") return this.#stream(response, () => true);
        if (path === "/devices")
            return send(response, 200, {devices: [...this.devices.values()].map(({info}) => info)});
        const [, , name, ...rest] = path.split("/").map(decodeURIComponent);
        const device = this.devices.get(name);
        if (!device) return refuse(response, 404, `no device is called ${name}`);
        if (rest.length === 0) return send(response, 200, {...device.info, resources: device.resources});
        const resource = `/${rest.join("/")}`;
        if (request.method === "PUT") return this.#put(request, response, name, resource, caller);
        if (resource === "/history") return this.#history(request, response, name, query);
        if (request.headers.accept === "text/event-stream")
            return this.#stream(response, ({data}) => data.device === name && data.path === resource);
        const entry = device.entries.get(resource);
        if (!entry) return refuse(response, 404, "no such resource");
        return entry.event === "value"
            ? send(response, 200, entry.data.payload)
            : refuse(response, entry.data.status, entry.data.error);
    }

    #stream(response, isWanted) {
        response.writeHead(200, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"});
        response.write("retry: 2000\n\n");
        for (const {info, entries} of this.devices.values()) {
            writeEvent(response, "device", info);
            for (const entry of entries.values()) if (isWanted(entry)) writeEvent(response, entry.event, entry.data);
        }
        writeEvent(response, "ping", {});
        this.streams.add(response);
        response.on("close", () => this.streams.delete(response));
    }

    #history(request, response, name, query) {
        const records = this.history(name, query.get("sensor"), query.get("quantity"));
        if (!records) return refuse(response, 404, "there is no /history");
        const page = pageOf(records, query);
        if (request.headers.accept !== "text/csv") return send(response, 200, page);
        response.writeHead(200, {"Content-Type": "text/csv"});
        return response.end(asCsv(page));
    }

    async #put(request, response, name, resource, caller) {
        const document = JSON.parse(await bodyOf(request));
        if (caller.role === "read" && !caller.name) return refuse(response, 401, "a change needs a token");
        if (ROLES.indexOf(caller.role) < ROLES.indexOf("control"))
            return refuse(response, 403, "the token has not the role control");
        if (this.holds) await new Promise((release) => this.held.push(release));
        const refusal = this.answer?.(name, resource, document);
        if (refusal) return refuse(response, refusal.status, refusal.detail);
        const before = this.devices.get(name).entries.get(resource)?.data.payload;
        const after = {device: name, path: resource, age: 0, payload: {...before, ...document}};
        if (this.confirms) this.#remember("value", after);
        else this.devices.get(name).entries.set(resource, {event: "value", data: after});
        return response.writeHead(204).end();
    }

    release() {
        this.holds = false;
        for (const release of this.held.splice(0)) release();
    }
}

function writeEvent(stream, event, data) {
    stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

async function bodyOf(request) {
    let body = "";
    for await (const piece of request) body += piece;
    return body;
}

function send(response, status, document) {
    response.writeHead(status, {"Content-Type": "application/json", "X-Content-Type-Options": "nosniff"});
    response.end(JSON.stringify(document));
}

function refuse(response, status, detail) {
    response.writeHead(status, {"Content-Type": "application/problem+json"});
    response.end(JSON.stringify({type: "about:blank", title: http.STATUS_CODES[status], status, detail}));
}
