# SPDX-License-Identifier: MIT
"""coapnode-gateway as a process: exit codes, --check and --init, reloads, TLS with a renewed certificate, a clean end; and no
token, key or value of a query in its log."""
import os
import signal
import socket
import ssl
import stat
import time
import unittest

from support.certificates import ONE_CERTIFICATE, ONE_KEY, TWO_CERTIFICATE, TWO_KEY, trusting
from support.gateway import GATEWAY, TOKENS, Gateway, GatewayFolder
from support.http import Closed
from support.small_node import KEY, LAMP, TEMPERATURE, known_as, start_node
from support.workspace import wait_until

TLS = {"tls": {"certificate": "cert.pem", "key": "key.pem"}}
MISTAKES = """\
lisen: ["127.0.0.1:8080"]
anonymous: control
nodes:
  - name: house
    uri: http://127.0.0.1
limits:
  timeout: 1 parsec
"""


class Commands(unittest.TestCase):
    def test_check_tells_every_mistake_in_its_place(self):
        with GatewayFolder(MISTAKES) as place:
            done = place.run("--check")
            self.assertEqual((done.returncode, done.stderr), (1, ""))
            lines = done.stdout.splitlines()
            self.assertEqual([line.split(": ")[0] for line in lines], [f"{place.config}:{at}" for at in ("1:1", "2:12", "5:10", "7:12")])
            self.assertIn("did you mean 'listen'?", lines[0])
            quiet = place.run("--check", "--quiet")
            self.assertEqual((quiet.returncode, quiet.stdout, quiet.stderr), (1, "", ""))

    def test_check_warns_of_what_is_exposed(self):
        for listen, words in [("127.0.0.1:8080", None), ("[::1]:8080", None), ("0.0.0.0:8080", "tls"), ("[::]:8080", "tls")]:
            with self.subTest(listen), GatewayFolder({"listen": [listen]}) as place:
                done = place.run("--check")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                if words is None:
                    self.assertEqual(done.stdout, "")
                else:
                    self.assertTrue(done.stdout.startswith(f"{place.config}: warning: {listen} is open"), done.stdout)
                    self.assertIn(words, done.stdout.lower())

    def test_init_makes_the_token_files_that_are_named_once(self):
        config = {"tokens": [{"name": "phone", "token_file": "phone.token", "role": "control"},
                             {"name": "prometheus", "token_file": "p.token"}]}
        with GatewayFolder(config) as place:
            self.assertEqual(place.run("--check").returncode, 1)  # they are not there
            first = place.run("--init")
            self.assertEqual((first.returncode, first.stderr), (0, ""))
            files = [place.folder / name for name in ("phone.token", "p.token")]
            tokens = [file.read_text().strip() for file in files]
            self.assertGreaterEqual(min(map(len, tokens)), 32)
            self.assertEqual(len(set(tokens)), 2)
            self.assertEqual({stat.S_IMODE(file.stat().st_mode) & 0o007 for file in files}, {0})
            for token in tokens:
                self.assertNotIn(token, first.stdout)
            again = place.run("--init")
            self.assertIn("nothing to do", again.stdout)
            self.assertEqual([file.read_text().strip() for file in files], tokens)
            self.assertEqual(place.run("--check").returncode, 0)

    def test_exit_codes(self):
        with GatewayFolder({}) as place:
            rows = [(["--nonsense"], 2), (["--check", "--init"], 2), (["--quiet"], 2), (["--log-level", "loud"], 2), (["--help"], 0),
                    (["--version"], 0), (["--check"], 0)]
            for arguments, code in rows:
                with self.subTest(arguments):
                    self.assertEqual(place.run(*arguments).returncode, code)
            place.configure(MISTAKES)
            done = place.run()
            self.assertEqual((done.returncode, done.stdout, len(done.stderr.splitlines())), (78, "", 4))
            place.config.unlink()
            self.assertEqual(place.run().returncode, 78)

    def test_what_cannot_be_served_is_one_clear_line(self):
        with GatewayFolder({}) as place:
            (place.folder / "page" / "index.html").unlink()
            done = place.run()
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1), done.stderr)
            self.assertIn("page", done.stderr)
        with socket.create_server(("127.0.0.1", 0)) as other, GatewayFolder({"listen": [f"127.0.0.1:{other.getsockname()[1]}"]}) as place:
            done = place.run()
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (1, 1), done.stderr)
            self.assertIn(f"127.0.0.1:{other.getsockname()[1]}", done.stderr)


class Reloads(unittest.TestCase):
    def test_a_good_file_is_put_into_effect(self):
        with Gateway({}) as gateway:
            self.assertEqual(gateway.get("/devices").json(), {"devices": []})
            gateway.reload({"nodes": [{"name": "house", "uri": "coap://192.0.2.1"}], "anonymous": "none"})
            self.assertEqual(gateway.get("/devices").status, 401)
            self.assertEqual([device["name"] for device in gateway.get("/devices", role="read").json()["devices"]], ["house"])
            self.assertTrue(gateway.ready["STATUS"].endswith("1 node"), gateway.ready)

    def test_a_bad_file_changes_nothing(self):
        with Gateway({"nodes": [{"name": "house", "uri": "coap://192.0.2.1"}]}) as gateway, gateway.events() as stream:
            gateway.reload(MISTAKES)
            self.assertIn("reload refused", gateway.ready["STATUS"])
            self.assertEqual(len(gateway.log_lines("not reloaded: the configuration in use stays")), 1)
            self.assertEqual(len(gateway.log_lines(f"{gateway.config}:5:10")), 1)
            self.assertEqual(gateway.get("/session", role="admin").json()["role"], "admin")
            self.assertEqual([device["name"] for device in gateway.get("/devices").json()["devices"]], ["house"])
            self.assertEqual(stream.next(time.monotonic() + 10).data["name"], "house")
            gateway.reload({})
            self.assertNotIn("refused", gateway.ready["STATUS"])
            stream.wait(lambda event: event.name == "gone", "the stream goes on")

    def test_a_token_that_was_taken_away_is_401(self):
        with Gateway({}) as gateway:
            self.assertEqual(gateway.get("/devices", role="admin").status, 200)
            gateway.reload({"tokens": []})
            self.assertEqual(gateway.get("/devices", role="admin").status, 401)


class Tls(unittest.TestCase):
    def test_a_renewed_certificate_is_taken_and_open_connections_go_on(self):
        gateway = Gateway(TLS, tls=trusting(ONE_CERTIFICATE))
        gateway.write("cert.pem", ONE_CERTIFICATE)
        gateway.write("key.pem", ONE_KEY)
        with gateway, gateway.connect() as old, gateway.events() as stream:
            self.assertEqual(old.ask("GET", "/healthz").body, b"ok\n")
            self.assertTrue(gateway.ready["STATUS"].startswith("serving https://"))
            gateway.write("cert.pem", TWO_CERTIFICATE)
            gateway.reload()  # the key is not its own
            self.assertIn("reload refused", gateway.ready["STATUS"])
            self.assertEqual(gateway.get("/healthz").status, 200)

            gateway.write("key.pem", TWO_KEY)
            gateway.reload({**TLS, "nodes": [{"name": "house", "uri": "coap://192.0.2.1"}]})
            self.assertNotIn("refused", gateway.ready["STATUS"])
            with self.assertRaises(ssl.SSLCertVerificationError):
                gateway.get("/healthz")
            gateway.tls = trusting(TWO_CERTIFICATE)
            self.assertEqual(gateway.get("/healthz").status, 200)
            self.assertEqual(old.ask("GET", "/healthz").status, 200)  # whoever was connected has its answer
            stream.wait(lambda event: event.name == "device" and event.data["name"] == "house", "its stream goes on")

    def test_only_modern_versions_and_no_plain_text(self):
        gateway = Gateway(TLS, tls=trusting(ONE_CERTIFICATE))
        gateway.write("cert.pem", ONE_CERTIFICATE)
        gateway.write("key.pem", ONE_KEY)
        with gateway:
            for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
                gateway.tls = trusting(ONE_CERTIFICATE)
                gateway.tls.minimum_version = gateway.tls.maximum_version = version
                self.assertEqual(gateway.get("/healthz").status, 200)
            gateway.tls = trusting(ONE_CERTIFICATE)
            gateway.tls.set_ciphers("ALL:@SECLEVEL=0")
            gateway.tls.minimum_version = gateway.tls.maximum_version = ssl.TLSVersion.TLSv1_1
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                gateway.get("/healthz")
            gateway.tls = None
            with self.assertRaises(Closed):
                gateway.get("/healthz")


class Ends(unittest.TestCase):
    def test_it_ends_at_once_with_streams_and_requests_open(self):
        node = self.enterContext(start_node())
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number.name), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
                silent.bind(("127.0.0.1", 0))
                nodes = [known_as("house", node), {"name": "silent", "uri": f"coap://127.0.0.1:{silent.getsockname()[1]}"}]
                with Gateway({"nodes": nodes}) as gateway:
                    streams = [self.enterContext(gateway.events()) for _ in range(10)]
                    streams += [self.enterContext(gateway.events(f"/devices/house{LAMP}")) for _ in range(10)]
                    for stream in streams:
                        stream.wait_value(LAMP)
                    waiting = self.enterContext(gateway.connect())
                    waiting.send_request("GET", "/devices/silent/temperature")
                    half = self.enterContext(gateway.connect())
                    half.send(b"GET / HTTP/1.1\r\nHost: localh")
                    silent.settimeout(10)
                    silent.recv(2000)  # it was asked
                    before = gateway.log()
                    begun = time.monotonic()
                    gateway.signal(number)
                    self.assertEqual(gateway.wait_notified("STOPPING"), {"STOPPING": "1"})
                    self.assertEqual(gateway.wait_end(), 0)
                    self.assertLess(time.monotonic() - begun, 5)  # far less than it waits for the silent node
                    self.assertEqual(gateway.log()[len(before):].strip(), "stopped")
                    for stream in streams:
                        self.assertTrue(stream.connection.is_closed(1))

    def test_what_it_logs_is_no_secret(self):
        node = self.enterContext(start_node())
        secrets = [*TOKENS.values(), KEY, KEY.encode().hex(), "a-wrong-token-of-somebody", "value-of-a-query",
                   "body-of-a-request"]
        with Gateway({"nodes": [known_as("house", node)]}, "--log-level", "debug") as gateway:
            gateway.wait_state("house", "up")
            gateway.get(f"/devices/house{TEMPERATURE}?value-of-a-query=1&x=value-of-a-query")
            for role in TOKENS:
                gateway.put(f"/devices/house{LAMP}", b"body-of-a-request", "text/plain", role=role)
                gateway.get("/devices", {"x-coapnode-token": TOKENS[role]})
            gateway.get("/devices", {"authorization": "Bearer a-wrong-token-of-somebody"})
            gateway.get("/events?x=value-of-a-query")
            gateway.get("/nowhere?token=value-of-a-query")
            with gateway.connect() as connection:
                connection.send(b"GET /?value-of-a-query HTTP/1.1\r\nHost: a\r\nHost: b\r\n"
                                b"Authorization: Bearer a-wrong-token-of-somebody\r\n\r\n")
                self.assertTrue(connection.is_closed(5))
            gateway.reload({"nodes": [{**known_as("house", node), "psk": KEY + "x"}]})
            gateway.wait_state("house", "refused")
            log = gateway.log()
            self.assertIn("GET /devices 200", log)  # it does log requests
            for secret in secrets:
                self.assertNotIn(secret, log)

    def test_the_environment_of_a_service_manager_is_not_needed(self):
        with GatewayFolder({}) as place:
            pid = os.posix_spawn(GATEWAY, place.command(), place.environment(), file_actions=[
                (os.POSIX_SPAWN_OPEN, 2, str(place.folder / "log"), os.O_WRONLY | os.O_CREAT, 0o600)])
            wait_until(lambda: "serving" in (place.folder / "log").read_text(), "it serves")
            os.kill(pid, signal.SIGTERM)
            self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0)


if __name__ == "__main__":
    unittest.main()
