// SPDX-License-Identifier: MIT
// The shell commands to copy.

/** In single quotes if it needs them. */
export function shellQuoted(text) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** "devices/living%20room/leds/led", relative to the page: `path` is as the node spells it. */
export function resourcePath(device, path) {
    return `devices/${encodeURIComponent(device)}${path}`;
}

/** `uri` is the node's ("coaps://192.0.2.7"), `url` the gateway's for this resource. */
export function commandLines({uri, path, url, observe, hasToken}) {
    const token = hasToken ? ' -H "Authorization: Bearer $TOKEN"' : "";
    const stream = observe ? " -N -H 'Accept: text/event-stream'" : "";
    return {
        coapnode: `coapnode ${observe ? "observe" : "get"} ${shellQuoted(uri + path)}`,
        curl: `curl${stream}${token} ${shellQuoted(url)}`,
    };
}
