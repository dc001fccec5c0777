# SPDX-License-Identifier: MIT
"""DTLS: the lines of the Plugtests over a relay that loses, repeats and holds back 30 % of the datagrams, each way."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from support.coap import GET, request
from support.conformance import KEY, Conformance
from support.gnutls import DtlsError, DtlsSession
from support.relay import Relay


class LossyDtls(Conformance):
    """A handshake that does not get through is begun again, as a client would."""

    HELD = 0.5  # s: a handshake repeats what was lost after 0.4 s

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.relay = cls.enterClassContext(Relay(cls.node.secure_port, held=cls.HELD))

    @classmethod
    def tearDownClass(cls):
        cls.relay.assert_bad()

    def session(self, key: str, patience: float, tries: int) -> DtlsSession:
        for _ in range(tries):
            try:
                return DtlsSession(self.relay.port, "gateway", key.encode(), patience=patience)
            except DtlsError as error:
                failure = error
        raise failure

    def test_DTLS_01(self):
        """The right key: a session, and data."""
        with self.session(KEY, 4, 20) as session:
            for _ in range(10):
                self.assertEqual(session.ask(request(GET, "/led")).code, "2.05")

    def test_DTLS_02(self):
        """A wrong key: no session, over a link that the right key gets through (DTLS_01)."""
        with ThreadPoolExecutor(4) as pool:
            for attempt in [pool.submit(self.session, "another key, as long", 6, 1) for _ in range(4)]:
                self.assertIsInstance(attempt.exception(), DtlsError)

    def test_DTLS_03(self):
        """A handshake."""
        self.session(KEY, 4, 20).abandon()


if __name__ == "__main__":
    unittest.main()
