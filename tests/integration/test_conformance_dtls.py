# SPDX-License-Identifier: MIT
"""DTLS: the lines of the Plugtests on CoAP over DTLS with pre-shared keys; raw datagrams within GnuTLS records."""
import unittest

from support.coap import GET, request
from support.conformance import KEY, Conformance
from support.gnutls import DtlsError, DtlsSession


class Dtls(Conformance):
    def test_DTLS_01(self):
        """The right key: a session, and data."""
        with DtlsSession(self.node.secure_port, "gateway", KEY.encode()) as session:
            self.assertEqual(session.ask(request(GET, "/led")).code, "2.05")

    def test_DTLS_02(self):
        """A wrong key: no session."""
        with self.assertRaises(DtlsError):
            DtlsSession(self.node.secure_port, "gateway", b"another key, as long", patience=3)


if __name__ == "__main__":
    unittest.main()
