// SPDX-License-Identifier: MIT
// nginx before a gateway, with the location of docs/gateway.md, below /a/b/, and with a password of its own (Basic).

import {spawn} from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import {until} from "./support.mjs";

export const BELOW = "/a/b/";
export const LOGIN = {username: "somebody", password: "a-password"};

export const program = [process.env.COAPNODE_PEERS, "/"]
    .filter(Boolean)
    .map((folder) => path.join(folder, "usr/sbin/nginx"))
    .find((file) => fs.existsSync(file));

/** The example, with the gateway's port and the path below which it stands. */
function exampleFor(gatewayPort) {
    const manual = fs.readFileSync(process.env.COAPNODE_MANUAL, "utf8");
    const [found] = /^ {4}location \/home\/ \{\n(?: {8}.*\n)+ {4}\}\n/m.exec(manual);
    return found.replaceAll("127.0.0.1:8080", `127.0.0.1:${gatewayPort}`).replaceAll("/home/", BELOW);
}

async function freePort() {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const {port} = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

const configuration = (port, example) => `
daemon off; master_process off; pid nginx.pid; error_log stderr;
events { worker_connections 256; }
http {
    access_log off; client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .; scgi_temp_path .;
    server {
        listen 127.0.0.1:${port};
        auth_basic home; auth_basic_user_file passwords;
${example}
    }
}
`;

/** The address of the gateway behind it; it ends with the test. */
export async function nginxFor(t, gatewayPort) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "coapnode-nginx-"));
    const port = await freePort();
    fs.writeFileSync(path.join(folder, "passwords"), `${LOGIN.username}:{PLAIN}${LOGIN.password}\n`);
    fs.writeFileSync(path.join(folder, "nginx.conf"), configuration(port, exampleFor(gatewayPort)));
    const server = spawn(program, ["-e", "stderr", "-p", folder, "-c", "nginx.conf"], {stdio: "inherit"});
    t.after(async () => {
        const ended = new Promise((resolve) => server.once("exit", resolve));
        server.kill();
        await ended;
        fs.rmSync(folder, {recursive: true});
    });
    const url = `http://127.0.0.1:${port}${BELOW}`;
    const answers = () => fetch(url).then(({status}) => status === 401, () => false);
    await until(answers, "nginx answers");
    return url;
}
