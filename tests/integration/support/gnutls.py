# SPDX-License-Identifier: MIT
"""DTLS sessions that a test holds open, by GnuTLS's own library: coap-client ends its session with each request."""
from __future__ import annotations

import ctypes
import socket
import time

from .coap import Message

CLIENT, DATAGRAM = 1 << 1, 1 << 2   # gnutls_init_flags_t
CREDENTIALS_PSK = 4                 # GNUTLS_CRD_PSK
KEY_IS_RAW = 0                      # GNUTLS_PSK_KEY_RAW
E_AGAIN, E_TIMEDOUT = -28, -319

DTLS12_PSK = "NORMAL:-VERS-ALL:+VERS-DTLS1.2:-KX-ALL:+PSK:+ECDHE-PSK"
# The one cipher suite that RFC 7252 section 9.1.3.1 makes mandatory: what a constrained device has.
PSK_WITH_AES_128_CCM_8 = "NONE:+VERS-DTLS1.2:+AES-128-CCM-8:+AEAD:+PSK:+COMP-NULL:+SIGN-ALL:+GROUP-ALL"


class _Datum(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_uint)]


_lib = ctypes.CDLL("libgnutls.so.30")
_lib.gnutls_strerror.restype = ctypes.c_char_p
_lib.gnutls_record_recv.restype = ctypes.c_ssize_t
_lib.gnutls_record_send.restype = ctypes.c_ssize_t
_lib.gnutls_transport_set_int2.restype = None
_lib.gnutls_dtls_set_timeouts.restype = None
_lib.gnutls_record_set_timeout.restype = None


def record(kind: int, epoch: int, body: bytes, length: int | None = None) -> bytes:
    """A DTLS record as bytes (RFC 6347 section 4.1); `length` is what its header says where that is not the truth."""
    told = len(body) if length is None else length
    return bytes([kind]) + b"\xfe\xfd" + epoch.to_bytes(2) + bytes(5) + b"\xff" + told.to_bytes(2) + body


def client_hello() -> bytes:
    """The first message of a handshake: PSK with AES-128-GCM."""
    body = b"\xfe\xfd" + b"U" * 32 + bytes.fromhex("0000000200a80100")
    size = len(body).to_bytes(3)
    return record(22, 0, b"\1" + size + bytes(5) + size + body)


class DtlsError(Exception):
    def __init__(self, code: int):
        super().__init__(_lib.gnutls_strerror(code).decode())
        self.code = code


def _checked(code: int) -> int:
    if code < 0:
        raise DtlsError(code)
    return code


class DtlsSession:
    """A session with a port on loopback. DtlsError when there is none within `patience` seconds."""

    def __init__(self, port: int, identity: str, key: bytes, *, host: str = "127.0.0.1", priority: str = DTLS12_PSK,
                 patience: float = 10.0, local_port: int = 0):
        self._mid = 0
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        if local_port:
            self.socket.bind(("::1" if ":" in host else "127.0.0.1", local_port))
        self.socket.connect((host, port))
        self._credentials = ctypes.c_void_p()
        self._session = ctypes.c_void_p()
        _checked(_lib.gnutls_psk_allocate_client_credentials(ctypes.byref(self._credentials)))
        _checked(_lib.gnutls_psk_set_client_credentials(self._credentials, identity.encode(),
                                                        ctypes.byref(_Datum(key, len(key))), KEY_IS_RAW))
        _checked(_lib.gnutls_init(ctypes.byref(self._session), CLIENT | DATAGRAM))
        _checked(_lib.gnutls_priority_set_direct(self._session, priority.encode(), None))
        _checked(_lib.gnutls_credentials_set(self._session, CREDENTIALS_PSK, self._credentials))
        _lib.gnutls_transport_set_int2(self._session, self.socket.fileno(), self.socket.fileno())
        _lib.gnutls_dtls_set_timeouts(self._session, 400, int(patience * 1000))
        code = self._shake_hands(time.monotonic() + patience)
        if code < 0:
            self.abandon()
            raise DtlsError(code)

    def _shake_hands(self, deadline: float) -> int:
        while (code := _lib.gnutls_handshake(self._session)) == E_AGAIN:  # each time it has repeated its flight
            if time.monotonic() > deadline:
                return E_TIMEDOUT
        return code

    def __enter__(self) -> DtlsSession:
        return self

    def __exit__(self, *_) -> None:
        if self._session:
            _lib.gnutls_bye(self._session, 1)  # GNUTLS_SHUT_WR
        self.abandon()

    def abandon(self) -> None:
        """Goes without a word, as a client that lost its power."""
        if self._session:
            _lib.gnutls_deinit(self._session)
            _lib.gnutls_psk_free_client_credentials(self._credentials)
            self._session = None
        self.socket.close()

    def receive(self, patience: float = 10.0) -> bytes | None:
        """What comes next; None when the other side has ended the session."""
        buffer = ctypes.create_string_buffer(4096)
        _lib.gnutls_record_set_timeout(self._session, int(patience * 1000))
        length = _checked(_lib.gnutls_record_recv(self._session, buffer, len(buffer)))
        return buffer.raw[:length] if length else None

    def send(self, message: Message) -> None:
        data = message.encode()
        _checked(_lib.gnutls_record_send(self._session, data, len(data)))

    def ask(self, message: Message) -> Message | None:
        """The answer; None when the other side has ended the session. Asks again as CoAP does when none comes."""
        self._mid += 1
        numbered = Message(message.code, message.type, self._mid, b"\x01", message.options, message.payload)
        for _ in range(20):
            self.send(numbered)
            try:
                received = self.receive(patience=0.5)
                return None if received is None else Message.decode(received)
            except DtlsError as failure:
                if failure.code not in (E_AGAIN, E_TIMEDOUT):
                    raise
        raise DtlsError(E_TIMEDOUT)
