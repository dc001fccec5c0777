# SPDX-License-Identifier: MIT
"""What gateway.yaml may say and what not, for test_gateway_schema: a document with a hole, what fits into it, what does
not."""

HEX = "70112233445566778899aabbccddeeff"
TOKEN = "7011ce33445d667788ab"
CERTIFICATE = "-----BEGIN CERTIFICATE-----\n"
TLS_KEY = "-----BEGIN PRIVATE KEY-----\n"


def many(count: int, item: str) -> str:
    return "[" + ", ".join(item.replace("#", str(i)) for i in range(count)) + "]"


RANGES = (["[]", "[10.0.0.1]", '["10.0.0.0/8"]', '["10.0.0.0/08"]', '["fd00::/64"]', '["::1"]', '["::1/128"]',
           '["::ffff:10.0.0.0/104"]', many(64, "10.0.0.#")],
          ["", "10.0.0.1", "[10.0.0]", "[10.0.0.256]", '["10.0.0.0/33"]', '["0.0.0.0/0"]', '["::/0"]', '["fd00::/129"]',
           '["[fd00::]/64"]', '["fe80::1%eth0"]', "[pi.local]", '["10.0.0.0/"]', "[[10.0.0.1]]", many(65, "10.0.0.#")])

# A document with a hole, what fits into it, what does not. What fits shows that the rest is right.
ROWS = [
    ("@", ["{}"], ["", "[]", "a", "# nothing"]),
    ("listen: @",
     ['["127.0.0.1:8080"]', '["[::]:8080", "0.0.0.0:80"]', '["[fe80::1%eth0]:80"]', many(16, "127.0.0.1:#")],
     ["", "[]", "127.0.0.1:8080", "[127.0.0.1]", '["localhost:80"]', '["127.0.0.1:65536"]', '["::1:80"]',
      many(17, "127.0.0.1:#")]),
    ("tls: @",
     ["{certificate: a.pem, key: key.pem}"],
     ["", "{}", "[]", "{certificate: a.pem}", "{key: key.pem}", '{certificate: "", key: key.pem}',
      "{certificate: a.pem, key: key.pem, more: a}", "{certificate: [a.pem], key: key.pem}"]),
    ("anonymous: @", ["none", "read"], ["", "control", "admin", "Read", "true", "[read]"]),
    ("hosts: @",
     ["[]", "[gateway.example]", "[House, a.b.]", "[my_pi]", many(64, "h#")],
     ["", "house", "[10.0.0.1]", '["fd00::1"]', '["a:80"]', '["http://a"]', '["*.a"]', "[-a]", "[a..b]", "[[a]]",
      '["a b"]', many(65, "h#")]),
    ("origins: @",
     ["[]", '["https://a.example"]', '["http://a:8080"]', '["HTTP://[::1]:3000"]', many(64, '"http://h#"')],
     ["", '["*"]', '["null"]', "[a.example]", '["https://a/"]', '["https://a:0"]', '["https://a:65536"]',
      '["ftp://a"]', many(65, '"http://h#"')]),
    ("trusted_proxies: @", *RANGES),
    ("allow: @", *RANGES),
    ("tokens: @",
     ["", "[]", f"[{{name: a, token: {TOKEN}}}]", "[{name: a, token_file: a.token, role: admin}]",
      many(256, f"{{name: t#, token: {TOKEN}#}}")],
     ["{}", "a", "[a]", "[{name: a}]", f"[{{token: {TOKEN}}}]", f"[{{name: a, token: {TOKEN}, token_file: a.token}}]",
      many(257, f"{{name: t#, token: {TOKEN}#}}")]),
    (f"tokens: [{{token: {TOKEN}, name: @}}]",
     ["a", "42", '"Anna\'s phone"', "x" * 64], ["", '""', "[a]", '"a\\tb"', "x" * 65]),
    ("tokens: [{name: a, token: @}]",
     ["x" * 16, "x" * 256, "aB0-._~+/aB0-._~+/==", "12345678901234567"],
     ["", "x" * 15, "x" * 257, "a=aaaaaaaaaaaaaaaa", '"fourscore and seven"', "[aaaaaaaaaaaaaaaaa]"]),
    (f"tokens: [{{name: a, token: {TOKEN}, role: @}}]", ["read", "control", "admin"], ["", "none", "Admin", "[read]"]),
    ("nodes: @",
     ["", "[]", '[{name: a, uri: "coap://a"}]', many(500, '{name: n#, uri: "coap://n#"}')],
     ["{}", "[a]", "[{name: a}]", '[{uri: "coap://a"}]', many(501, '{name: n#, uri: "coap://n#"}')]),
    ('nodes: [{uri: "coap://a", name: @}]',
     ["a", "living-room", "1.2.3", "42", "A_b.c", "x" * 64],
     ["", "a/b", "10.0.0.1", '"fd00::1"', "..", '"a b"', "[a]", "x" * 65]),
    ("nodes: [{name: a, uri: @}]",
     ['"coap://192.0.2.7"', '"coap://node.local:7/"', '"COAP://[fd00::5]:5683"', '"coap://[fe80::1%25eth0]"'],
     ["", "192.0.2.7", "node.local", '"coap://a/b"', '"coap://a?b"', '"coap://a#b"', '"http://a"', '"coap://"',
      '["coap://a"]', '"coap://a b"', '"coap://u@a"']),
    ("nodes: [{name: a, uri: coaps://a, @}]",
     [f"identity: g, psk_hex: {HEX}", "identity: g, psk_file: a.psk", "identity: g, psk: fourscore-and-7-years"],
     ["", "identity: g", f"psk_hex: {HEX}", f"identity: g, psk_hex: {HEX}, psk_file: a.psk", "identity: g, psk_hex: 70",
      "identity: g, psk: short", f"identity: g, psk_file: {HEX}", f"identity: '', psk_hex: {HEX}"]),
    ("nodes: [{name: a, uri: coap://a, @}]",
     [""], ["identity: g", f"psk_hex: {HEX}", "psk_file: a.psk", "psk: fourscore-and-7-years"]),
    ("resource_directory: @",
     ['"coap://192.0.2.1"', '"coap://rd.example:7/lookup/a"'],
     ["", "192.0.2.1", '"coaps://192.0.2.1"', '"coap://a?b"', '["coap://a"]']),
    ("discover: @", ["true", "false"], ["", "yes", "on", "1", "[true]"]),
    ("limits: @", ["", "{}"], ["1", "[1]"]),
    *((f"limits: {{{key}: @}}",
       [str(least), "42", "010", "10000"],
       ["", "many", "-1", "10001", "1.5", "[1]", *(["0"] if least else [])])
      for key, least in [("connections", 1), ("connections_per_address", 1), ("streams", 0)]),
    ("limits: {timeout: @}",
     ["1s", "1000ms", "120s", "2m"], ["", "0s", "999ms", "121s", "3m", "10", "1h", "[10s]"]),
]
