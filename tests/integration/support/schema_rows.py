# SPDX-License-Identifier: MIT
"""What coapnode.yaml may say and what not, for test_schema: a document with a hole, what fits into
it, what does not."""
import json
import pathlib
import re

SOURCE = pathlib.Path(__file__).resolve().parents[3]
SCHEMA = json.loads((SOURCE / "config/coapnode.schema.json").read_text())
QUANTITIES = ["temperature", "humidity", "pressure", "co2", "illuminance"]

# The keys at the top that hold one value, and those that hold more.
SETTINGS = [key for key, schema in SCHEMA["properties"].items() if schema["type"] in ("string", "boolean")]
SECTIONS = [key for key in SCHEMA["properties"] if key not in SETTINGS]

# Those of them that hold something if they stand there.
NEVER_EMPTY = [key for key in SECTIONS if "null" not in SCHEMA["properties"][key]["type"]]

HEX = "70112233445566778899aabbccddeeff"
TEXT = "hardly-a-secret-key-12345"

def many(count: int, item: str) -> str:
    return "[" + ", ".join(item.replace("#", str(i)) for i in range(count)) + "]"


IDENTITY = f"{{identity: i#, psk_hex: {HEX}}}"
SENSOR = "{name: s#, driver: sht3x, bus: /dev/i2c-#}"
LED = "{name: l#, line: GPIO#}"
# What a thermostat joins.
ROOM_AND_RELAY = "sensors: [{name: room, driver: sht3x}], leds: [{name: relay, line: GPIO17}]"

# A document with a hole, what fits into it, what does not. What fits shows that the rest is right.
ROWS = [
    ("@",
     ["{}", *(f"{section}:" for section in SECTIONS if section not in NEVER_EMPTY)],
     ["", "# nothing", "~", "[]", "hello", "- device: {}", *(f"{section}: x" for section in SECTIONS), "device: []",
      "sensors: {name: a, driver: sht3x}", "leds: {name: a, line: GPIO17}"]),
    ("state: @", ["/tmp", "/var/lib/coapnode/"], ["", "/", "state", "[a]", "{a: b}", '"/a\\tb"', "/" + "x" * 4096]),
    ("remote_config: @", ["true", "false"], ["", "yes", "on", "1", "[true]"]),
    *((f"device: {{{key}: @}}",
       ["node-1", "42", "4.2", "Küche 7", "x" * most],
       ["", '""', "[a]", "{a: b}", '"a\\tb"', '"a\\x9bb"', "x" * (most + 1)])
      for key, most in [("id", 64), ("title", 128)]),
    *((section + ": {listen: @}",
       ["[]", '["[::]:5683"]', '["127.0.0.1:0", "[fd00::1]:65535", "[::ffff:10.0.0.1]:09"]',
        "[0.0.0.0:5683, 255.249.199.10:5683]", '["[fe80::1%eth0]:5683", "[fe80::1%25wlan0]:1"]', many(16, "127.0.0.1:1#")],
       ["", '"[::]:5683"', "{a: b}", "[5683]", "[[a]]", '[""]', "[127.0.0.1]", '["[::]"]',
        '["127.0.0.1:"]', "[127.0.0.1:65536]", "[127.0.0.1:99999]", "[127.0.0.1:100000]",
        "[127.0.0.1:coap]", "[localhost:5683]", "[256.0.0.1:5683]", "[127.0.0.01:5683]",
        "[127.0.0:5683]", "[127.0.0.1.:5683]", "[127.0.0.1.1:5683]", "[1.2.3.4:5:6]",
        '["::1:5683"]', '["[127.0.0.1]:5683"]', '["[fe80::1]:5683"]', '["[fd00::1%eth0]:5683"]', '["[fe80::1%]:5683"]',
        '["[fe80::1%eth/0]:5683"]', '["*:5683"]',
        many(17, "127.0.0.1:1#")])
      for section in ("coap", "dtls")),
    ("coap: {anonymous: @}", ["none", "read", "control"], ["", "admin", "Read", "[read]", "true"]),
    ("coap: {multicast: @}", ["false", "true"], ["", "maybe", "1", "[false]"]),
    ("coap: {multicast_interfaces: @}", ["[]", "[eth0]", "[wlan0, eth0.100, 'br-1234567890ab']", many(16, "eth#")],
     ["", "eth0", "{a: b}", '[""]', "[sixteen-bytes-xx]", '["eth 0"]', '["eth0/1"]', '["eth0%1"]', "[[eth0]]", many(17, "eth#")]),
    ("dtls: {identities: @}",
     ["", "[]", many(256, IDENTITY)],
     ["{}", "a", "[a]", "[{}]", "[~]", many(257, IDENTITY)]),
    (f"dtls: {{identities: [{{psk_hex: {HEX}, @}}]}}",
     ["identity: a", "identity: 1001", "identity: Küche 7", f"identity: {'x' * 128}",
      "identity: a, role: read", "identity: a, role: control", "identity: a, role: admin"],
     ["", "role: read", "identity: ", 'identity: ""', 'identity: "a\\0b"', "identity: [a]",
      f"identity: {'x' * 129}", "identity: a, role: none", "identity: a, role: ",
      "identity: a, role: [read]"]),
    ("dtls: {identities: [{identity: a, @}]}",
     ["psk_file: a.psk", f"psk_file: {'x' * 125}/{'x' * 125}.psk", f'psk_hex: "{HEX}"',
      f"psk_hex: {HEX.upper()}", f"psk_hex: {HEX * 4}", f"psk: {TEXT}", f"psk: {'x' * 15}y",
      f"psk: {'x' * 63}y", "psk: äöüßüöäß"],
     ["", "psk_file: ", 'psk_file: ""', f"psk_file: {HEX}", "psk_file: [a.psk]",
      'psk_file: "a\\n.psk"', f"psk_file: {'x' * 126}/{'x' * 125}.psk", "psk_hex: ",
      f"psk_hex: {HEX[2:]}", f"psk_hex: a{HEX}", f"psk_hex: 0x{HEX}", f"psk_hex: {HEX * 4}00",
      f"psk_hex: [{HEX}]", "psk: ", f"psk: {'x' * 15}", f"psk: {'x' * 65}",
      'psk: "01234567\\n89abcdef"', f"psk_hex: {HEX}, psk: {TEXT}",
      f"psk_file: a.psk, psk: {TEXT}", f"psk_file: a.psk, psk_hex: {HEX}"]),
    ("hardware: {backend: @}", ["linux", "mock"], ["", "windows", "Linux", "[linux]"]),
    ("sensors: @",
     ["", "[]", many(64, SENSOR)],
     ["{}", "sht3x", "[sht3x]", "[~]", "[{name: a}]", "[{driver: sht3x}]", many(65, SENSOR)]),
    ("sensors: [{driver: sht3x, name: @}]",
     ["a", "1", "1.5", "A-Z_0.9", "...", "x" * 64],
     ["", '""', "a/b", '"a b"', ".", "..", "Küche", "[a]", "x" * 65]),
    ("sensors: [{name: a, driver: @}]", ["sht3x"], ["", "sht31", "SHT3X", "[sht3x]"]),
    ("sensors: [{name: a, driver: sht3x, bus: @}]",
     ["/dev/i2c-1", "/" + "x" * 254],
     ["", "1", "i2c-1", "/", '"/dev/i2c\\0"', "[/dev/i2c-1]", "/" + "x" * 255]),
    ("sensors: [{name: a, driver: sht3x, address: @}]",
     ["0x44", "0x45", "69"],
     ["", "0x46", "0x76", "0x07", "0x78", "44", "seven", "[0x44]"]),
    ("sensors: [{name: a, driver: sht3x, interval: @}]",
     ["1s", "59s", "90s", "999s", "2999s", "3599s", "3600s", "1m", "59m", "60m", "1h", "1000ms",
      "2999999ms", "3599999ms", "3600000ms", "007s"],
     ["", "5", "s", "0s", "999ms", "3601s", "61m", "2h", "1d", "3600001ms", "1.5s", "-5s", '"5 s"',
      "5S", "5sec", "[5s]"]),
    ("sensors: [{name: a, driver: bme280, calibration: @}]",
     ["", "{}", "{temperature: {offset: 1}, humidity: {offset: 1}, pressure: {offset: 1}}"],
     ["1", "[1]",
      *(f"{{{name}: {value}}}" for name in QUANTITIES for value in ("", "1", "[1]", "{}"))]),
    *((f"sensors: [{{name: a, driver: bme280, calibration: {{{quantity}: {{offset: @}}}}}}]",
       ["0", "-0.4", "1.125", f"-{most}", f"{most}", f"{most - 1}.999"],
       ["", "warm", "[1]", '"1,5"', f"-{most + 1}", f"{most + 1}", f"{most}.001", f"-{most}.001"])
      for quantity, most in zip(QUANTITIES, [50, 50, 100])),
    ("sensors: [{name: a, driver: bme280, calibration: {temperature: {@}}}]",
     ["offset: 1", "slope: 1.02", "slope: 0.1, offset: 1", "slope: 10", "points: [[0, 1], [1, 2]]",
      f"points: {many(16, '[#, 1]')}"],
     ["", "offset: 1, points: [[0, 1], [1, 2]]", "slope: 1, points: [[0, 1], [1, 2]]", "slope: 0", "slope: -1",
      "slope: 10.1", "slope: ", "slope: steep", "points: []", "points: 1", "points: [[0, 1]]", "points: [0, 1]",
      "points: [[0, 1], [1]]", "points: [[0, 1], [1, 2, 3]]", "points: [[0, 1], [1, warm]]",
      "points: [[0, 1], [1001, 2]]", f"points: {many(17, '[#, 1]')}"]),
    ("sensors: [{name: a, driver: bme280, valid: @}]",
     ["", "{}", "{temperature: [-40, 85], humidity: [0, 100], pressure: [300.5, 1100]}"],
     ["1", "[1]",
      *(f"{{{name}: {value}}}" for name in QUANTITIES
        for value in ("", "1", "[]", "[1]", "[1, 2, 3]", "[1, hot]", "[1, 2001]", "{}"))]),
    ("sensors: [{name: a, driver: bme280, largest_step: @}]",
     ["", "{}", "{temperature: 5, humidity: 0.1, pressure: 12.5}"],
     ["1", "[1]",
      *(f"{{{name}: {value}}}" for name in QUANTITIES for value in ("", "0", "-1", "[1]", "2001", "{}"))]),
    ("sensors: [{name: a, driver: bme280, smoothing: @}]",
     ["", "{}", "{temperature: {median: 2}, humidity: {median: 31}, pressure: {exponential: 30s}}",
      "{temperature: {exponential: 1s}}", "{temperature: {exponential: 24h}}"],
     ["1", "[1]",
      *(f"{{{name}: {value}}}" for name in QUANTITIES
        for value in ("", "5", "{}", "{median: 1}", "{median: 32}", "{median: 2.5}", "{exponential: 30}",
                      "{exponential: 999ms}", "{exponential: 25h}", "{median: 5, exponential: 30s}"))]),
    ("sensors: [{name: a, driver: bme280, @}]",
     ["derived: []", "derived: [dew_point]", "derived: [dew_point, absolute_humidity]",
      "derived: [sea_level_pressure], altitude: 520", "derived: [sea_level_pressure], altitude: -12.5",
      "derived: [sea_level_pressure], altitude: 9000"],
     ["derived: ", "derived: dew_point", "derived: [temperature]", "derived: [dew_point, dew_point]",
      "derived: [sea_level_pressure]", "altitude: 520", "derived: [dew_point], altitude: 520",
      "derived: [sea_level_pressure], altitude: 9001", "derived: [sea_level_pressure], altitude: high"]),
    ("sensors: [{name: a, driver: lm75, derived: @}]", ["[]"], ["[dew_point]", "[absolute_humidity]"]),
    ("sensors: [{name: a, driver: sht3x, altitude: 1, derived: @}]", [], ["[sea_level_pressure]"]),
    ("sensors: [{name: a, driver: kernel, @}]",
     ["device: dht11", "device: 28-0316a27944d2", f"device: {'x' * 64}, measures: [humidity]", "device: bme280, measures: []",
      "device: 1-0076, measures: [pressure, temperature]", f"device: /sys/{'x' * 250}, measures: [humidity]",
      "device: dht22, derived: [dew_point]"],
     ["device: ", "device: /dev/dht11", f"device: {'x' * 65}", "device: a/b", "device: dht 11", "device: [dht11]", "device: /sys/",
      f"device: /sys/{'x' * 251}, measures: [humidity]", "measures: [humidity]", "device: dht11, address: 0x44",
      "device: dht11, bus: /dev/i2c-1", "device: dht11, measures: humidity", "device: dht11, measures: [humidty]",
      "device: dht11, measures: [humidity, humidity]", "device: dht11, measures: [dew_point]"]),
    ("sensors: [{name: a, driver: sht3x, @}]", ["address: 0x44"], ["device: dht11", "measures: [humidity]"]),
    ("leds: @",
     ["", "[]", many(64, LED)],
     ["{}", "GPIO17", "[GPIO17]", "[~]", "[{name: a}]", "[{line: GPIO17}]", many(65, LED)]),
    ("leds: [{line: GPIO17, name: @}]", ["a", "1", "x" * 64], ["", "a/b", ".", "[a]", "x" * 65]),
    ("leds: [{name: a, @}]",
     ["line: GPIO17", 'line: "LED 1"', f"line: {'x' * 31}", "chip: /dev/gpiochip0, offset: 0",
      "chip: /dev/gpiochip0, offset: 65535"],
     ["", "line: ", "line: 17", 'line: "17"', 'line: ""', "line: [GPIO17]", f"line: {'x' * 32}",
      "chip: /dev/gpiochip0", "offset: 17", "line: GPIO17, offset: 17",
      "line: GPIO17, chip: /dev/gpiochip0", "line: GPIO17, chip: /dev/gpiochip0, offset: 17",
      "chip: gpiochip0, offset: 17", "chip: , offset: 17", "chip: /dev/gpiochip0, offset: ",
      "chip: /dev/gpiochip0, offset: -1", "chip: /dev/gpiochip0, offset: 65536",
      "chip: /dev/gpiochip0, offset: GPIO17"]),
    ("leds: [{name: a, line: GPIO17, @}]",
     ["active_low: true", "active_low: false", "initial: off", "initial: on",
      "initial: restore", "shutdown: off",
      "shutdown: on", "shutdown: keep"],
     ["active_low: ", "active_low: yes", "active_low: on", "active_low: 1", "active_low: [true]",
      "initial: ", "initial: keep", "initial: Off", "initial: true",
      "initial: [on]", "shutdown: ", "shutdown: restore", "shutdown: false", "shutdown: [on]"]),
    (f"{{{ROOM_AND_RELAY}, thermostat: @}}",
     ["{sensor: room, output: relay}"],
     ["", "[]", "on", "{}", "{sensor: room}", "{output: relay}", "{sensor: , output: relay}",
      "{sensor: [room], output: relay}", "{sensor: room, output: a/b}"]),
    (f"{{{ROOM_AND_RELAY}, thermostat: {{sensor: room, output: relay, @}}}}",
     ["mode: heat", "mode: cool", "target: 5", "target: 21.25", "target: 35",
      "target: -40, min_target: -40", "target: 125, max_target: 125", "hysteresis: 0.1",
      "hysteresis: 10", "on_failure: off", "on_failure: on",
      *(f"{key}: {value}" for key in ("min_on", "min_off")
        for value in ("0s", "0ms", "0d", "1ms", "999999ms", "3600000ms", "3600s", "60m", "1h"))],
     ["mode: ", "mode: off", "mode: Heat", "target: ", "target: warm", "target: [20]",
      "target: -40.01, min_target: -40", "target: 125.01, max_target: 125", "min_target: -40.01",
      "max_target: 125.01", "hysteresis: 0", "hysteresis: 0.09", "hysteresis: 10.01",
      "on_failure: ", "on_failure: keep", "on_failure: true",
      *(f"{key}: {value}" for key in ("min_on", "min_off")
        for value in ("", "0", "5", "3600001ms", "3601s", "61m", "2h", "1d", "-1s", "1.5s"))]),
    ("resource_directory: @",
     ["coap://10.0.0.1", "coap://10.0.0.1:1/rd", '"coap://[fd00::5]:65535/a/b/"', '"coap://[::ffff:10.0.0.1]"', "{uri: coap://10.0.0.1}"],
     ["", "{}", "[]", "rd", "coap://rd.lan", "coaps://10.0.0.1", "coap://10.0.0.1:0", "coap://10.0.0.256",
      "coap://224.0.1.187", '"coap://[ff02::fe]"', '"coap://[::ffff:224.0.0.1]"', '"coap://[::ffff:e000:1]"',
      '"coap://[::ffff:0.0.0.0]"', '"coap://[::]"', '"coap://[0:0:0:0:0:0:0:0]"', '"coap://[fe80::1]"', "coap://10.0.0.1:65536",
      "coap://10.0.0.1/rd?x", "coap://10.0.0.1/" + "x" * 240]),
    ("resource_directory: {uri: @}", ["coap://10.0.0.1/" + "x" * 239], ["", "rd", "[a]"]),
    ("resource_directory: {uri: coap://10.0.0.1, lifetime: @}",
     ["1m", "60s", "60000ms", "365d", "8760h", "525600m", "31536000s"],
     ["", "59s", "60001ms", "366d", "8761h", "525601m", "31536001s", "0d", "[1h]"]),
    ("history: @", ["", "{}", "on", "off"], ["[]", "30d", "true", "Off", "1"]),
    ("history: {path: @}", ["/tmp/h", "/" + "x" * 254], ["", "/", "history.db", "[/tmp/h]", '"/tmp\\th"', "/" + "x" * 255]),
    ("history: {keep: @}",
     ["1h", "87600h", "1d", "3650d", "60m", "5256000m", "3600s", "315360000s", "3600000ms", "315360000000ms", "030d", "1234567m"],
     ["", "0h", "59m", "3599s", "3599999ms", "3651d", "87601h", "5256001m", "315360001s", "315360000001ms", "30", "1.5d",
      "forever", "[30d]"]),
    ("history: {max_size: @}",
     ["1MB", "64MB", "10000MB", "1GB", "10GB", "1000kB", "10000000kB", "064MB"],
     ["", "0MB", "999kB", "10001MB", "11GB", "10000001kB", "64", "64mb", "64 MB", "1.5GB", "-1MB", "MB", "99999999999MB", "[64MB]"]),
    ("history: {flush: @}",
     ["1s", "60s", "3600s", "1m", "60m", "1h", "1000ms", "3600000ms"],
     ["", "0s", "999ms", "3601s", "61m", "2h", "1d", "60", "[60s]"]),
    ("limits: @", ["", "{}"], ["1", "[1]"]),
    *((f"limits: {{{key}: @}}",
       [str(least), "42", "010", "10000"],
       ["", "many", "-1", "10001", "1.5", "[1]", "1k", *(["0"] if least else [])])
      for key, least in [("observers", 0), ("observers_per_resource", 0), ("sessions", 1), ("handshakes", 1)]),
]
