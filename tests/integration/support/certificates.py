# SPDX-License-Identifier: MIT
"""Two certificates of tests alone, with their keys: for 127.0.0.1 and localhost, signed by themselves, until 2126. Made with

    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=test certificate" \\
        -addext "subjectAltName=IP:127.0.0.1,DNS:localhost"
"""
import ssl

ONE_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIByjCCAW+gAwIBAgIUKYBk+1Xbl2hgpuuTvPNigDDCtT4wCgYIKoZIzj0EAwIw
KzEpMCcGA1UEAwwgdGVzdCBjZXJ0aWZpY2F0ZSBvbmUgb2YgY29hcG5vZGUwIBcN
MjYxMTI3MDYwMDQ5WhgPMjEyNjExMDMwNjAwNDlaMCsxKTAnBgNVBAMMIHRlc3Qg
Y2VydGlmaWNhdGUgb25lIG9mIGNvYXBub2RlMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEdnKSvwIL0jTVWnSGatkmrxy0I3iPPXtnTXT4IGZQhebg29jZ01riOiSR
FdYQbaifohGkzDZA5oHbkO2xQBKpRaNvMG0wHQYDVR0OBBYEFJ3o2dxeblxxC2cV
kz8x4yehJUjGMB8GA1UdIwQYMBaAFJ3o2dxeblxxC2cVkz8x4yehJUjGMA8GA1Ud
EwEB/wQFMAMBAf8wGgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MAoGCCqGSM49
BAMCA0kAMEYCIQCIsw3IZ/YG0QkQP9p9WbgSmZoIs7MmqiBMw+oBF9Qf2wIhAIh3
sjjkiFi5REo1G+waCwbYwmxYWmWDmnCgYLtS9P6K
-----END CERTIFICATE-----
"""
ONE_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTPUcy7F8I9Vp2Oiq
JG3S7HXzdMLMesH8x2HB+eJYt3ShRANCAAR2cpK/AgvSNNVadIZq2SavHLQjeI89
e2dNdPggZlCF5uDb2NnTWuI6JJEV1hBtqJ+iEaTMNkDmgduQ7bFAEqlF
-----END PRIVATE KEY-----
"""
TWO_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIByTCCAW+gAwIBAgIUH5rHCcxAWcOAqnxWtycmyjF8+W8wCgYIKoZIzj0EAwIw
KzEpMCcGA1UEAwwgdGVzdCBjZXJ0aWZpY2F0ZSB0d28gb2YgY29hcG5vZGUwIBcN
MjYxMTI3MDYwMDUwWhgPMjEyNjExMDMwNjAwNTBaMCsxKTAnBgNVBAMMIHRlc3Qg
Y2VydGlmaWNhdGUgdHdvIG9mIGNvYXBub2RlMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAE4VsVGYGLMoaL0jJGdi7QsglXdLuVYK2jh+vB9zUvExxUuEg6r5qK6fgy
sanzxX9mVnxFXyAwF9phrG7eOpAzGqNvMG0wHQYDVR0OBBYEFMpEpolkEKFW7mqy
z2rc8OdSGr4SMB8GA1UdIwQYMBaAFMpEpolkEKFW7mqyz2rc8OdSGr4SMA8GA1Ud
EwEB/wQFMAMBAf8wGgYDVR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MAoGCCqGSM49
BAMCA0gAMEUCIQCMmau+RZxS/El8sia5oUHOqn9kVG516I2wDrVRlqQskgIgDubV
ZbWI0/+L1n+lyFV8DyANHvRhcMLPqr6IMgplzG4=
-----END CERTIFICATE-----
"""
TWO_KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgto3z3SYoeJCUbRqI
hXmgi++rcHbLTTblsI4/tlzc4gehRANCAAThWxUZgYsyhovSMkZ2LtCyCVd0u5Vg
raOH68H3NS8THFS4SDqvmorp+DKxqfPFf2ZWfEVfIDAX2mGsbt46kDMa
-----END PRIVATE KEY-----
"""


def trusting(*certificates: str) -> ssl.SSLContext:
    """A client that takes these and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata="".join(certificates))
    return context
