// SPDX-License-Identifier: MIT
// Serves the folder of the page with the headers that the gateway sends.

import fs from "node:fs";
import path from "node:path";

const TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
};

export const HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
};

/** Whether `name` is a file of the page, which is then sent. */
export function serveFile(response, folder, name) {
    const file = path.join(folder, path.normalize(name === "/" ? "/index.html" : name));
    const type = TYPES[path.extname(file)];
    if (!type || !fs.existsSync(file)) return false;
    response.writeHead(200, {...HEADERS, "Content-Type": type});
    response.end(fs.readFileSync(file));
    return true;
}
