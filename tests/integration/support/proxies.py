# SPDX-License-Identifier: MIT
"""nginx and Caddy before a gateway, configured by the examples of docs/gateway.md, with TLS."""
from __future__ import annotations

import ssl

import yaml

from .certificates import ONE_CERTIFICATE, ONE_KEY, trusting
from .http import Closed, Connection, EventStream
from .manual import fenced_blocks, indented_blocks
from .peers import Peer, free_tcp_port, need_peer

SECTION = "Behind nginx or Caddy"
NAME = "home.example"  # of the proxy, in the examples
BELOW = "/home/"       # where the examples put the gateway
PASSWORD = "somebody:{PLAIN}a-password\n"

NGINX = """
daemon off; master_process off; pid nginx.pid; error_log stderr;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .; scgi_temp_path .;
  server {{
    listen 127.0.0.1:{port} ssl;
    server_name {name};
    ssl_certificate one.pem; ssl_certificate_key one.key;
    {locations}
  }}
}}
"""
CADDY = """
{{
  admin off
  http_port {plain_port}
  https_port {port}
  local_certs
  skip_install_trust
  storage file_system .
}}
{site}
"""


def example(beginning: str) -> str:
    """The one that begins so."""
    found, = [block for block in indented_blocks(SECTION) if block.startswith(beginning)]
    return found


def gateway_settings() -> dict:
    """What the section writes into gateway.yaml."""
    block, = fenced_blocks(SECTION)
    return yaml.safe_load(block)


class Proxy(Peer):
    """`example` with the gateway's port in place of the usual one."""

    def __init__(self, text: str, gateway_port: int):
        super().__init__()
        assert "127.0.0.1:8080" in text
        self.example = text.replace("127.0.0.1:8080", f"127.0.0.1:{gateway_port}")

    def connect(self, **more) -> Connection:
        return Connection(self.port, tls=self.tls, name=NAME, **more)

    def ask(self, *request, **more):
        with self.connect(**more) as connection:
            return connection.ask(*request)

    def get(self, target: str, fields: dict[str, str] | None = None, **more):
        return self.ask("GET", target, fields, **more)

    def events(self, target: str, fields: dict[str, str] | None = None) -> EventStream:
        return EventStream(self.connect(), target, fields)


class Nginx(Proxy):
    """With a password, every client must know it (Basic)."""

    def __init__(self, text: str, gateway_port: int, has_password: bool = False):
        super().__init__(text, gateway_port)
        self.has_password = has_password
        self.tls = trusting(ONE_CERTIFICATE)
        self.tls.check_hostname = False  # it is for 127.0.0.1

    def command(self) -> list[str]:
        self.write("one.pem", ONE_CERTIFICATE)
        self.write("one.key", ONE_KEY)
        self.write("passwords", PASSWORD)
        asks = "auth_basic home; auth_basic_user_file passwords;\n" if self.has_password else ""
        config = self.write("nginx.conf", NGINX.format(port=self.port, name=NAME, locations=asks + self.example))
        return [need_peer("nginx"), "-e", "stderr", "-p", str(self.folder), "-c", str(config)]


class Caddy(Proxy):
    """It signs its certificate itself."""

    def command(self) -> list[str]:
        config = self.write("Caddyfile", CADDY.format(port=self.port, plain_port=free_tcp_port(), site=self.example))
        return [need_peer("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)]

    @property
    def tls(self) -> ssl.SSLContext:
        return trusting((self.folder / "pki/authorities/local/root.crt").read_text())

    def accepts(self) -> bool:
        """Once it has made its certificates, which is after it listens."""
        try:
            return super().accepts() and self.get("/", {"host": NAME}).status > 0
        except (OSError, Closed):
            return False
