# SPDX-License-Identifier: MIT
"""HTTP that no client should send: it is answered with an error or the connection is closed, it takes little, and other clients
do not notice."""
import contextlib
import itertools
import random
import re
import resource
import socket
import struct
import threading
import time
import unittest

from support.gateway import TOKENS, Gateway
from support.http import Closed, Connection
from support.server import Server, always
from support.workspace import SANITIZED, wait_until

MEMORY = 6_000  # kB that a bounded attack may leave behind: buffers of the allocator
STRANGER, PROXY = "127.77.0.1", "127.77.0.2"
CONNECTIONS, OF_ADDRESS = 1024, 64  # the defaults
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
HOST = b"Host: localhost\r\n"
REQUESTS = 2_000 if SANITIZED else 10_000
AT_ONCE = 40  # less than one address may have


class Hostile(unittest.TestCase):
    numbers = itertools.count()

    @classmethod
    def setUpClass(cls):
        least = 2 * CONNECTIONS + 500
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY and hard < least:
            raise unittest.SkipTest(f"this test needs {least} descriptors")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, least), hard))
        cls.node = cls.enterClassContext(Server(always(payload=b"21.5")))
        nodes = [{"name": "house", "uri": cls.node.uri()}]
        cls.gateway = cls.enterClassContext(Gateway({"nodes": nodes, "trusted_proxies": [PROXY]}, "--log-level", "debug"))
        cls.gateway.wait_state("house", "up")

    def setUp(self):
        """A client of long standing: the deadline of a connection without a request (10 s) is not for it."""
        self.friend = self.enterContext(self.gateway.connect())
        self.assertEqual(self.friend.ask("GET", "/healthz").status, 200)

    def assert_others_are_served(self) -> None:
        """One that was connected before, and one that comes now, within 5 s: half of the shortest deadline."""
        for connection in (self.friend, self.enterContext(self.gateway.connect(patience=5))):
            begun = time.monotonic()
            self.assertEqual(connection.ask("GET", "/devices/house/temperature").body, b"21.5")
            self.assertLess(time.monotonic() - begun, 5)

    @contextlib.contextmanager
    def assert_memory_stays(self):
        before = self.gateway.status("VmRSS")
        yield
        if not SANITIZED:
            self.assertLess(self.gateway.status("VmRSS") - before, MEMORY)

    def tell(self, *rows: bytes) -> list[bytes]:
        """What the gateway says to each of them, each on a connection of its own, that the client ends there. Who waits for
        a deadline then is not waited for: Slowness shows that they end."""
        with contextlib.ExitStack() as clients:
            source = f"127.78.{next(self.numbers) % 250}.1"
            connections = [clients.enter_context(self.gateway.connect(source=source)) for _ in rows]
            for connection, data in zip(connections, rows):
                connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # it ends with a reset
                with contextlib.suppress(OSError):  # it is closed already
                    connection.send(data)
                    connection.socket.shutdown(socket.SHUT_WR)
            # All that was sent before is answered by then, from the node, too.
            self.assertEqual(self.friend.ask("GET", f"/devices/house/{next(self.numbers)}").status, 200)
            return [self.said_so_far(connection) for connection in connections]

    def said_so_far(self, connection: Connection) -> bytes:
        said = b""
        connection.socket.setblocking(False)
        with contextlib.suppress(OSError):  # nothing more, or it was closed
            while piece := connection.socket.recv(65536):
                said += piece
        return said


class Framing(Hostile):
    def test_what_could_be_read_in_two_ways_is_refused(self):
        """RFC 9112 section 11.2: none of these may end in a second request."""
        chunked = b"Transfer-Encoding: chunked\r\n"
        rows = [
            ("Content-Length twice", HOST + b"Content-Length: 5\r\nContent-Length: 0\r\n\r\n"),
            ("the same twice", HOST + b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
            ("a list", HOST + b"Content-Length: 0, 0\r\n\r\n"),
            ("a sign", HOST + b"Content-Length: +0\r\n\r\n"),
            ("hexadecimal", HOST + b"Content-Length: 0x0\r\n\r\n"),
            ("negative", HOST + b"Content-Length: -1\r\n\r\n"),
            ("more than 64 bits", HOST + b"Content-Length: 18446744073709551616\r\n\r\n"),
            ("both", HOST + b"Content-Length: 5\r\n" + chunked + b"\r\n0\r\n\r\n"),
            ("both, the other way round", HOST + chunked + b"Content-Length: 0\r\n\r\n0\r\n\r\n"),
            ("another coding", HOST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            ("chunked is not the last", HOST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
            ("coded twice", HOST + chunked + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
            ("a blank before the colon", HOST + b"Content-Length : 0\r\n\r\n"),
            ("a blank before the coding's colon", HOST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
            ("a folded line", HOST + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
            ("a bare LF", HOST + b"X: a\nContent-Length: 0\r\n\r\n"),
            ("no Host", b"Content-Length: 0\r\n\r\n"),
            ("two Hosts", HOST + HOST + b"\r\n"),
            ("a Host that is none", b"Host: a b\r\n\r\n"),
            ("a NUL", HOST + b"X: a\x00b\r\n\r\n"),
            ("a name that is none", HOST + b"X(: a\r\n\r\n"),
        ]
        for name, head in rows:
            for method in (b"POST", b"GET"):
                with self.subTest(name, method=method):
                    said, = self.tell(method + b" /devices HTTP/1.1\r\n" + head + SMUGGLED)
                    if said:
                        self.assertRegex(said, b"^HTTP/1.[01] (400|413|417|501) ")
                    self.assertLessEqual(len(re.findall(rb"HTTP/1\.[01] \d{3} ", said)), 1)
                    self.assertNotIn(b"HTTP/1.1 200", said)
        self.assertEqual(self.gateway.log_lines("GET /smuggled"), [])
        self.gateway.get("/smuggled")
        self.assertEqual(len(self.gateway.log_lines("GET /smuggled 404")), 1)  # a request that is one is in the log
        self.assert_others_are_served()

    def test_a_length_that_is_no_number_gets_one_whole_answer(self):
        for length, status in ((b"2, 2", 400), (b"-1", 400), (b"+2", 400), (b"9" * 23, 413)):
            with self.subTest(length), self.gateway.connect(patience=5) as connection:
                connection.send(b"PUT /devices/house/led HTTP/1.1\r\n" + HOST + b"Content-Length: " + length + b"\r\n\r\non")
                answer = connection.receive()
                self.assertEqual((answer.status, answer.json()["status"]), (status, status))
                self.assertTrue(connection.is_closed(5))

    def test_request_lines_that_are_none(self):
        rows = [b"GET /devices\r\n\r\n", b"GET  /devices HTTP/1.1\r\n", b"GET /devices HTTP/1.1 \r\n", b"GET /devices HTTP/2.0\r\n",
                b"GET devices HTTP/1.1\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"\r\n" * 100, b"\x00" * 100,
                b"GET http://user:secret@localhost/ HTTP/1.1\r\n", b"CONNECT localhost:80 HTTP/1.1\r\n"]
        for line in rows:
            with self.subTest(line):
                said, = self.tell(line + HOST + b"\r\n")
                if said:
                    self.assertRegex(said, b"^HTTP/1.[01] (400|405|501|505) ")
        self.assert_others_are_served()

    def test_a_body_in_chunks_is_read_and_a_broken_one_is_not(self):
        head = b"PUT /devices/house/led HTTP/1.1\r\n" + HOST + b"X-Coapnode-Token: " + TOKENS["control"].encode() + \
            b"\r\nTransfer-Encoding: chunked\r\n\r\n"
        with self.gateway.connect() as connection:
            connection.send(head + b"2\r\non\r\n0\r\n\r\n")
            self.assertIn(connection.receive().status, (200, 204))
        count = len(self.node.requests)
        for chunks in (b"-2\r\non\r\n0\r\n\r\n", b"zz\r\non\r\n0\r\n\r\n", b"fffffffffffffffff\r\non\r\n0\r\n\r\n",
                       b"2\r\nonoff\r\n0\r\n\r\n", b"2\r\no"):
            with self.subTest(chunks):
                said, = self.tell(head + chunks)
                self.assertNotRegex(said, b"^HTTP/1.1 2")
        self.assertEqual([request for request in self.node.requests[count:] if request.code == "0.03"], [])


class Paths(Hostile):
    def test_dots_and_slashes_lead_nowhere(self):
        """The file above the page's folder holds the tokens."""
        rows = [("/../gateway.yaml", 404), ("/%2e%2e/gateway.yaml", 404), ("/..%2fgateway.yaml", 404), ("/%2e%2e%2fgateway.yaml", 404),
                ("/index.html/../../gateway.yaml", 404), ("//etc/passwd", 404), ("/index.html%00.js", 404), ("/.%2e/.%2e/etc/passwd", 404),
                ("/devices/../gateway.yaml", 400), ("/devices/house/../../gateway.yaml", 400), ("/devices/house/%2e%2e/x", 400),
                ("/devices/house/%2e", 400), ("/devices/house/a%00b", 400), ("/devices/house/%", 400), ("/devices/house/%zz", 400),
                ("/devices/house/%ff%fe", 400), ("/devices/house/x?a=%00", 400), ("/devices/%2e%2e/x", 400), ("/devices/a%2Fb/x", 404),
                ("/devices/house/" + "a" * 256, 400), ("/devices/house/" + "a/" * 2000, 413)]
        for target, status in rows:
            with self.subTest(target[:40]):
                with self.gateway.connect() as connection:
                    answer = connection.ask("GET", target)
                self.assertEqual(answer.status, status, answer)
                self.assertNotIn(TOKENS["admin"].encode(), answer.body)

    def test_an_encoded_slash_stays_within_its_segment(self):
        self.assertEqual(self.gateway.get("/devices/house/a%2Fb/c%2e").status, 200)
        paths = [request.all(11) for request in self.node.requests]
        self.assertIn([b"a/b", b"c."], paths)


class Sizes(Hostile):
    def test_a_body_of_100_megabytes_is_refused_before_it_is_sent(self):
        with self.assert_memory_stays():
            for target in ("/devices/house/led", "/devices", "/nowhere"):
                with self.subTest(target), self.gateway.connect() as connection:
                    connection.send_request("PUT", target, {"content-length": "100000000", "x-coapnode-token": TOKENS["control"]})
                    self.assertEqual(connection.receive().status, 413)
        self.assert_others_are_served()

    def test_a_body_of_100_megabytes_that_is_sent_all_the_same_is_not_kept(self):
        piece = b"x" * 100_000
        with self.assert_memory_stays():
            for chunked in (False, True):
                with self.subTest(chunked=chunked), self.gateway.connect(patience=2) as connection:
                    connection.send_request("PUT", "/devices/house/led", {"x-coapnode-token": TOKENS["control"],
                                            **({"transfer-encoding": "chunked"} if chunked else {"content-length": "100000000"})})
                    with self.assertRaises((ConnectionError, TimeoutError)):
                        for _ in range(1000):
                            connection.send(b"186a0\r\n" + piece + b"\r\n" if chunked else piece)
        self.assert_others_are_served()

    def test_a_head_is_answered_at_once_whatever_fills_it(self):
        rows = [("many items", b"GET /healthz?" + b"a=b&" * 1000, b"", b"200"),
                ("ampersands", b"GET /healthz?" + b"&" * 4095, b"", b"200"),
                ("cookies", b"GET /healthz", b"Cookie: " + b"a=b; " * 2000 + b"\r\n", b"200"),
                *((f"a field of {size}", b"GET /healthz", b"X: " + b"a" * size + b"\r\n", b"200" if size < 14_000 else b"431")
                  for size in (13_900, 14_300, 15_000, 16_000, 16_100))]
        for name, line, field, status in rows:
            with self.subTest(name), self.gateway.connect(patience=5) as connection:
                connection.send(line + b" HTTP/1.1\r\n" + HOST + field + b"\r\n")
                answer = connection.receive()
                self.assertEqual(str(answer.status).encode(), status)
                if status == b"431":
                    self.assertEqual(answer.fields["content-type"], "application/problem+json")
                    self.assertEqual(answer.json()["status"], 431)

    def test_header_bombs(self):
        rows = [("a long field", b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
                ("many fields", b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 5_000 + b"\r\n", b"431"),
                ("a long name", b"GET / HTTP/1.1\r\n" + HOST + b"X" * 20_000 + b": a\r\n\r\n", b"431"),
                ("a long target", b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", b"414"),
                ("a long query", b"GET /?" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", b"414"),
                ("a line without an end", b"G" * 20_000, b"4")]
        with self.assert_memory_stays():
            for name, data, status in rows:
                with self.subTest(name):
                    said, = self.tell(data)
                    if said:
                        self.assertRegex(said, b"^HTTP/1.[01] " + status)
                    self.assert_others_are_served()


class Slowness(Hostile):
    def test_slow_clients_are_closed_and_disturb_nobody(self):
        """A byte a second of a head is not activity that counts: 10 s are for all of it."""
        ending = threading.Event()
        slow = [self.enterContext(self.gateway.connect()) for _ in range(20)]
        for connection in slow[10:]:
            connection.send_request("PUT", "/devices/house/led", {"content-length": "1000", "x-coapnode-token": TOKENS["control"]})

        def drip() -> None:
            while not ending.wait(0.5):
                for connection in slow:
                    with contextlib.suppress(OSError):
                        connection.send(b"a")

        slow[0].send(b"GET / HTTP/1.1\r\nHost: local")
        begun = time.monotonic()
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            self.assert_others_are_served()
            for connection in slow[:10]:
                self.assertTrue(connection.is_closed(begun + 20 - time.monotonic()))
            self.assertGreater(time.monotonic() - begun, 8)
            self.assert_others_are_served()
        finally:
            ending.set()
            thread.join()

    def test_a_reader_that_reads_nothing_disturbs_nobody(self):
        with self.assert_memory_stays(), contextlib.ExitStack() as clients:
            for _ in range(20):
                connection = clients.enter_context(self.gateway.connect())
                connection.send(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n" * 200)
            self.assert_others_are_served()


class Crowds(Hostile):
    def open(self, count: int, source: str) -> tuple[list[Connection], int]:
        """The connections, and how many of them were answered. Each asks at once: without a request it would end after 10 s."""
        crowd, answered = [], 0
        for _ in range(count):
            crowd.append(self.enterContext(self.gateway.connect(source=source)))
            with contextlib.suppress(Closed, ConnectionError):
                answered += crowd[-1].ask("GET", "/healthz").status == 200
        return crowd, answered

    def count_open(self) -> int:
        return int(self.gateway.metrics()["coapnode_gateway_http_connections"])

    def test_one_address_has_its_share_and_no_more(self):
        before = self.count_open()
        with self.assert_memory_stays():
            crowd, answered = self.open(2 * CONNECTIONS, STRANGER)
            self.assert_others_are_served()
            self.assertEqual(answered, OF_ADDRESS)
            self.assertLessEqual(self.count_open(), before + OF_ADDRESS + 2)
            for connection in crowd:
                connection.socket.close()
            wait_until(lambda: self.count_open() <= before + 2, "they have left")
        self.assertLess(len(self.gateway.log_lines("refused an HTTP connection")), 10)  # strangers do not fill the log
        self.assertEqual(self.open(1, STRANGER)[1], 1)

    def test_a_trusted_proxy_is_bounded_in_all(self):
        crowd, answered = self.open(2 * CONNECTIONS, PROXY)
        self.assertEqual(self.friend.ask("GET", "/healthz").status, 200)
        self.assertGreater(answered, OF_ADDRESS)
        self.assertLess(answered, CONNECTIONS)
        self.assertEqual(self.friend.ask("GET", "/devices/house/temperature").body, b"21.5")
        for connection in crowd:
            connection.socket.close()
        wait_until(lambda: int(self.friend.ask("GET", "/metrics").body.split(b"http_connections ")[-1].split()[0]) < 10, "they have left")
        self.assert_others_are_served()


class Random(Hostile):
    METHODS = (b"GET", b"PUT", b"HEAD", b"POST", b"OPTIONS", b"DELETE")
    TARGETS = (b"/", b"/devices", b"/devices/house/led", b"/events", b"/metrics")
    FIELDS = (b"Content-Length: 5\r\n", b"Content-Length: 99\r\n", b"Transfer-Encoding: chunked\r\n", b"Connection: close\r\n",
              b"Expect: 100-continue\r\n", b"If-Match: *\r\n", b"Accept: text/event-stream\r\n", b"Authorization: Bearer \r\n",
              b"Range: bytes=0-\r\n", b"Upgrade: h2c\r\n", b"Origin: null\r\n", b"X: y\r\n")
    REST = (b" ", b"  ", b"?", b"&=", b"%2f", b"%00", b"..", b" HTTP/1.1", b" HTTP/1.0", b" HTTP/9.9", b"\r\n", b"\r\n\r\n", b"\n", b"\r",
            HOST, b"Host: ", b"5\r\nhello\r\n", b"0\r\n\r\n", b"\x00", b"\xff\xfe", b"a" * 300)
    PARTS = METHODS + TARGETS + FIELDS + REST

    def request(self, dice: random.Random) -> bytes:
        """Half of them begin well."""
        if dice.random() < 0.5:
            begun = dice.choice(self.METHODS) + b" " + dice.choice(self.TARGETS) + b" HTTP/1.1\r\n" + HOST
            return begun + b"".join(dice.choices(self.FIELDS, k=dice.randrange(5))) + b"\r\n" + dice.choice(self.PARTS)
        return b"".join(dice.choices(self.PARTS, k=dice.randrange(1, 20)))

    def test_random_requests_are_answered_or_closed(self):
        dice = random.Random(9112)
        statuses: dict[bytes, int] = {}
        with self.assert_memory_stays():
            for number in range(REQUESTS // AT_ONCE):
                for said in self.tell(*(self.request(dice) for _ in range(AT_ONCE))):
                    statuses[said[9:12]] = statuses.get(said[9:12], 0) + 1
                if number % 25 == 0:
                    self.assert_others_are_served()
            wait_until(lambda: int(self.gateway.metrics()["coapnode_gateway_http_connections"]) < AT_ONCE, "they have left")
        print(f"{REQUESTS} random requests: {dict(sorted(statuses.items()))}")
        self.assertNotIn(b"500", statuses)
        self.assertGreater(min(statuses.get(status, 0) for status in (b"200", b"400")), REQUESTS // 50)
        self.assert_others_are_served()


if __name__ == "__main__":
    unittest.main()
