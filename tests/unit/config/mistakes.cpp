// SPDX-License-Identifier: MIT
/// Every mistake that the sections know, with its place and its sentence.
#include "config/config_folder.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

using Lines = std::vector<std::string>;

struct Row {
    std::string yaml;
    Lines mistakes;
};

void check_rows(const std::vector<Row>& rows)
{
    const ConfigFolder folder;
    for (const auto& [yaml, mistakes] : rows) {
        CAPTURE(yaml);
        CHECK(folder.mistakes(yaml) == mistakes);
    }
}

std::string sensor(const std::string& keys)
{
    return "sensors:\n- name: a\n  " + keys;
}

std::string led(const std::string& keys)
{
    return "leds:\n- name: a\n  " + keys;
}

std::string calibrated(const std::string& driver, const std::string& calibration)
{
    return sensor("driver: " + driver + "\n  calibration: " + calibration);
}

}  // namespace

TEST_CASE("keys of the file itself")
{
    check_rows({
        {"- device\n- coap", {"1:1: expected keys such as device: and sensors:, not a list"}},
        {"hello", {"1:1: expected keys such as device: and sensors:, not a single value"}},
        {"device: {}\nsensor: []", {"2:1: unknown key 'sensor'; did you mean 'sensors'?"}},
        {"mqtt: {}", {"1:1: unknown key 'mqtt'"}},
        {"DEVICE: {}", {"1:1: unknown key 'DEVICE'; did you mean 'device'?"}},
        {"device: {<<: {id: a}}", {"1:10: merge keys (<<) are not supported: write here the keys that are meant"}},
        {"\"de\\nvice\": {}", {"1:1: unknown key 'de?vice'; did you mean 'device'?"}},
        {"00112233445566778: b", {"1:1: unknown key"}},
        {"[a]: b", {"1:1: expected a key, not a list"}},
        {"~: b", {"1:1: expected a key, not nothing, which is what ~ is without quotes"}},
        {"device: {}\ncoap: {}\ndevice: {id: b}", {"3:1: this key is already given at line 1"}},
        {"device: []", {"1:9: expected keys such as id:, not a list"}},
        {"coap: on", {"1:7: expected keys such as listen:, not a single value"}},
        {"dtls: 5684", {"1:7: expected keys such as identities:, not a single value"}},
        {"hardware: mock", {"1:11: expected keys such as backend:, not a single value"}},
        {"state: state", {"1:8: expected a path such as /var/lib/coapnode, not 'state'"}},
        {"remote_config: maybe", {"1:16: expected true or false, not 'maybe'"}},
    });
}

TEST_CASE("resource_directory")
{
    const std::string form = "expected a URI such as coap://192.168.1.5 or coap://[fd00::5]:5683/rd, not ";
    const std::string lifetime = "expected a duration from 1m to 365d, not ";
    const std::string long_id(64, 'x');
    check_rows({
        {"resource_directory: 192.168.1.5", {"1:21: " + form + "'192.168.1.5'"}},
        {"resource_directory: 'coap://'", {"1:21: " + form + "'coap://'"}},
        {"resource_directory: coaps://10.0.0.1",
         {"1:21: coapnode registers over plain CoAP only: write coap:// instead of coaps://"}},
        {"resource_directory: coap://rd.lan/rd",
         {"1:21: give the address of the resource directory, not the name 'rd.lan': 'getent ahosts NAME' prints it"}},
        {"resource_directory: coap://10.0.0.1:0", {"1:21: expected a port from 1 to 65535, not '0'"}},
        {"resource_directory: coap://10.0.0.1:65536", {"1:21: expected a port from 0 to 65535, not '65536'"}},
        {"resource_directory: coap://224.0.1.187", {"1:21: expected the address of one machine, not '224.0.1.187'"}},
        {"resource_directory: coap://0.0.0.0", {"1:21: expected the address of one machine, not '0.0.0.0'"}},
        {"resource_directory: 'coap://[ff02::fe]'", {"1:21: expected the address of one machine, not '[ff02::fe]'"}},
        {"resource_directory: 'coap://[::ffff:224.0.0.1]'",
         {"1:21: expected the address of one machine, not '[::ffff:224.0.0.1]'"}},
        {"resource_directory: 'coap://[::ffff:10.0.0.1]'", {}},
        {"resource_directory: 'coap://[fe80::1]'",
         {"1:21: a link-local address needs its interface after it, such as [fe80::1%eth0]"}},
        {"resource_directory: 'coap://[fd00::5%25eth0]'",
         {"1:21: only a link-local address (fe80::) can have an interface: write [fd00::5]"}},
        {"resource_directory: coap://10.0.0.1/rd?x",
         {"1:21: expected a path such as /rd after the address, not '/rd?x'"}},
        {"resource_directory: {lifetime: 1h}", {"1:21: the key 'uri' is missing"}},
        {"resource_directory: {uri: coap://10.0.0.1, lifetime: 59s}", {"1:54: " + lifetime + "'59s'"}},
        {"resource_directory: {uri: coap://10.0.0.1, lifetime: 366d}", {"1:54: " + lifetime + "'366d'"}},
        {"resource_directory: {uri: coap://10.0.0.1, lifetime: 60001ms}",
         {"1:54: expected a lifetime in whole seconds, not '60001ms'"}},
        {"resource_directory: []", {"1:21: expected a URI, or keys such as uri:, not a list"}},
        {"device: {id: " + long_id + "}\nresource_directory: coap://10.0.0.1",
         {"2:21: a resource directory accepts names of at most 63 bytes: give device: a shorter id:"}},
    });
}

TEST_CASE("history")
{
    const std::string keep = "expected a duration from 1h to 3650d, not ";
    const std::string size = "expected a size from 1MB to 10GB, not ";
    check_rows({
        {"history: no", {"1:10: expected on or off, not 'no'"}},
        {"history: offf", {"1:10: expected on or off, not 'offf'; did you mean 'off'?"}},
        {"history: [30d]", {"1:10: expected off, or keys such as keep:, not a list"}},
        {"history: {path: here}", {"1:17: expected a path such as /var/lib/coapnode/history.db, not 'here'"}},
        {"history: {keep: 59m}", {"1:17: " + keep + "'59m'"}},
        {"history: {keep: 3651d}", {"1:17: " + keep + "'3651d'"}},
        {"history: {keep: 30}", {"1:17: expected a duration such as 5s, not '30'"}},
        {"history: {max_size: 999kB}", {"1:21: " + size + "'999kB'"}},
        {"history: {max_size: 11GB}", {"1:21: " + size + "'11GB'"}},
        {"history: {max_size: 64}", {"1:21: " + size + "'64'"}},
        {"history: {max_size: MB}", {"1:21: " + size + "'MB'"}},
        {"history: {max_size: 99999999999999MB}", {"1:21: " + size + "'99999999999999MB'"}},
        {"history: {flush: 500ms}", {"1:18: expected a duration from 1s to 1h, not '500ms'"}},
        {"history: {kep: 1d}", {"1:11: unknown key 'kep'; did you mean 'keep'?"}},
    });
}

TEST_CASE("limits")
{
    const std::string from_0 = "expected a number from 0 to 10000, not ";
    const std::string from_1 = "expected a number from 1 to 10000, not ";
    check_rows({
        {"limits: 5", {"1:9: expected keys such as observers:, not a single value"}},
        {"limits: {observers: -1}", {"1:21: " + from_0 + "'-1'"}},
        {"limits: {observers: 10001}", {"1:21: " + from_0 + "'10001'"}},
        {"limits: {observers_per_resource: all}", {"1:34: " + from_0 + "'all'"}},
        {"limits: {sessions: 0}", {"1:20: " + from_1 + "'0'"}},
        {"limits: {sessions: 10001}", {"1:20: " + from_1 + "'10001'"}},
        {"limits: {handshakes: 0}", {"1:22: " + from_1 + "'0'"}},
        {"limits: {handshakes: [1]}", {"1:22: " + from_1 + "a list"}},
        {"limits: {observer: 1}", {"1:10: unknown key 'observer'; did you mean 'observers'?"}},
    });
}

TEST_CASE("device and hardware")
{
    const std::string id = "expected a text of 1 to 64 bytes without control characters, not ";
    const std::string title = "expected a text of 1 to 128 bytes without control characters, not ";
    check_rows({
        {"device: {id: \"\"}", {"1:14: " + id + "''"}},
        {"device:\n  id:\n  title: x", {"2:3: " + id + "nothing"}},
        {"device:\n  id: null", {"2:7: " + id + "nothing, which is what null is without quotes"}},
        {"device: {id: ~}", {"1:14: " + id + "nothing, which is what ~ is without quotes"}},
        {"device: {id: [a]}", {"1:14: " + id + "a list"}},
        {"device: {id: {a: b}}", {"1:14: " + id + "a mapping (key: value)"}},
        {"device: {id: \"a\\0b\"}", {"1:14: " + id + "'a?b'"}},
        {"device: {id: \"a\\tb\"}", {"1:14: " + id + "'a?b'"}},
        {"device: {id: \"a\\x9bb\"}", {"1:14: " + id + "'a?b'"}},
        {"device: {id: " + std::string(65, 'x') + "}", {"1:14: " + id + "'" + std::string(64, 'x') + "...'"}},
        {"device: {title: " + std::string(129, 'x') + "}", {"1:17: " + title + "'" + std::string(64, 'x') + "...'"}},
        {"device: {titel: x}", {"1:10: unknown key 'titel'; did you mean 'title'?"}},
        {"hardware: {backend: mokc}", {"1:21: expected linux or mock, not 'mokc'; did you mean 'mock'?"}},
        {"hardware: {backend: windows}", {"1:21: expected linux or mock, not 'windows'"}},
        {"hardware: {bus: 1}", {"1:12: unknown key 'bus'"}},
    });
}

TEST_CASE("coap and the addresses of dtls")
{
    const std::string listed =
        "expected a list, each item an address and a port such as [::]:5683 or 127.0.0.1:5683, not ";
    check_rows({
        {"coap: {listen: \"[::]:5683\"}", {"1:16: " + listed + "a single value"}},
        {"coap:\n  listen:", {"2:3: " + listed + "nothing"}},
        {"coap: {listen: [[::]:5683]}", {"1:17: an address in brackets needs quotes around it and its port"}},
        {"coap:\n  listen:\n    - [::]:5683\n", {"3:7: an address in brackets needs quotes around it and its port"}},
        {"coap: {listen: [\"[::]:5683\", localhost:5683]}",
         {"1:30: expected a numeric address ([::] for all addresses, 127.0.0.1 for this machine only), not "
          "'localhost'"}},
        {"coap: {listen: [\"[::]:5683\", \"[0:0::0]:5683\"]}", {"1:30: [::]:5683 is already used at line 1"}},
        {"coap: {listen: [\"[::]:5683\"]}\ndtls: {listen: [\"[::]:5683\"]}",
         {"2:17: [::]:5683 is already used at line 1"}},
        {"coap: {listen: [127.0.0.1:0, 127.0.0.1:0]}", {}},
        {"dtls: {listen: [127.0.0.1:99999]}", {"1:17: expected a port from 0 to 65535, not '99999'"}},
        {"coap: {anonymous: admin}", {"1:19: expected none, read or control, not 'admin'"}},
        {"coap: {anonymous: reed}", {"1:19: expected none, read or control, not 'reed'; did you mean 'read'?"}},
        {"coap: {multicast_interfaces: [eth0/1]}",
         {"1:31: expected the name of a network interface such as eth0, not 'eth0/1'"}},
        {"coap: {multicast_interfaces: [sixteen-bytes-xx]}",
         {"1:31: expected the name of a network interface such as eth0, not 'sixteen-bytes-xx'"}},
        {"coap: {multicast: maybe}", {"1:19: expected true or false, not 'maybe'"}},
        {"coap: {multicast: [true]}", {"1:19: expected true or false, not a list"}},
        {"coap: {port: 5683}", {"1:8: unknown key 'port'"}},
        {"dtls: {identity: []}", {"1:8: unknown key 'identity'"}},
    });
}

TEST_CASE("identities and the keys in the file")
{
    const std::string key = ", psk: 9876543210abcdef";
    const std::string item = "an identity (identity:, psk_file:, role:)";
    const std::string text = "expected a text of 1 to 128 bytes without control characters";
    const std::string size = ": 16 to 64 bytes (RFC 7925); make one with: openssl rand -hex 32";
    const auto identities = [](const std::string& items) { return "dtls:\n  identities: [" + items + "]"; };
    check_rows({
        {"dtls:\n  identities: {a: b}", {"2:15: expected a list, each item " + item + ", not a mapping (key: value)"}},
        {identities("gateway"), {"2:16: expected " + item + ", not a single value"}},
        {identities("{psk: 9876543210abcdef}"), {"2:16: the key 'identity' is missing"}},
        {identities("{identity: a}"), {"2:16: the key is missing: give one of psk_file, psk_hex and psk"}},
        {identities("{}"),
         {"2:16: the key 'identity' is missing", "2:16: the key is missing: give one of psk_file, psk_hex and psk"}},
        {identities("{identity: a, psk_hex: 70112233445566778899aabbccddeeff" + key + "}"),
         {"2:78: give only one of psk_file, psk_hex and psk"}},
        {identities("{identity: \"\"" + key + "}"), {"2:27: " + text}},
        {identities("{identity: \"a\\0b\"" + key + "}"), {"2:27: " + text}},
        {identities("{identity: \"a\\nb\"" + key + "}"), {"2:27: " + text}},
        {identities("{identity: " + std::string(128, 'x') + key + "}"), {}},
        {identities("{identity: " + std::string(129, 'x') + key + "}"), {"2:27: " + text}},
        {identities("{identity: a" + key + "}, {identity: b" + key + "}, {identity: a" + key + "}"),
         {"2:103: this identity is already used at line 2"}},
        {identities("{identity: a" + key + ", role: none}"), {"2:59: expected read, control or admin"}},
        {identities("{identity: a" + key + ", roll: read}"), {"2:53: unknown key 'roll'; did you mean 'role'?"}},
        {identities("{identity: a, psk: a}"), {"2:35: a key of 1 byte is too short" + size}},
        {identities("{identity: a, psk: 0123456789abcde}"), {"2:35: a key of 15 bytes is too short" + size}},
        {identities("{identity: a, psk: " + std::string(63, 'k') + "l}"), {}},
        {identities("{identity: a, psk: " + std::string(65, 'k') + "}"),
         {"2:35: a key of 65 bytes is too long" + size}},
        {identities("{identity: a, psk: \"0123456789abcdef\\n\"}"),
         {"2:35: a key with control characters or line ends belongs in psk_hex"}},
        {identities("{identity: a, psk: }"), {"2:30: expected a key, not nothing"}},
        {identities("{identity: a, psk_hex: 00112233445566778899aabbccddee}"),
         {"2:39: a key of 15 bytes is too short" + size}},
        {identities("{identity: a, psk_hex: " + std::string(130, '0') + "}"),
         {"2:39: a key of 65 bytes is too long" + size}},
        {identities("{identity: a, psk_hex: 00112233445566778899aabbccddeef}"),
         {"2:39: expected a key of hex digits (0-9, a-f), two per byte"}},
        {identities("{identity: a, psk_hex: 0x112233445566778899aabbccddeeff}"),
         {"2:39: expected a key of hex digits (0-9, a-f), two per byte"}},
        {identities("{identity: a, psk_hex: [00]}"), {"2:39: expected a key of hex digits, not a list"}},
    });
}

TEST_CASE("sensors")
{
    const std::string name = "expected a name for use in URIs: 1 to 64 of A-Z a-z 0-9 . _ -, not ";
    const std::string address = "expected an I2C address from 0x08 to 0x77, not ";
    check_rows({
        {"sensors: {name: a}",
         {"1:10: expected a list, each item a sensor (name:, driver:), not a mapping (key: value)"}},
        {"sensors: [sht3x]", {"1:11: expected a sensor (name:, driver:), not a single value"}},
        {"sensors:\n  - bus: /dev/i2c-1", {"2:5: the key 'name' is missing", "2:5: the key 'driver' is missing"}},
        {"sensors: [{name: a/b, driver: sht3x}]", {"1:18: " + name + "'a/b'"}},
        {"sensors: [{name: \"\", driver: sht3x}]", {"1:18: " + name + "''"}},
        {"sensors: [{name: .., driver: sht3x}]", {"1:18: " + name + "'..'"}},
        {"sensors: [{name: ., driver: sht3x}]", {"1:18: " + name + "'.'"}},
        {"sensors: [{name: Küche, driver: sht3x}]", {"1:18: " + name + "'Küche'"}},
        {"sensors: [{name: " + std::string(64, 'x') + ", driver: sht3x}]", {}},
        {"sensors: [{name: " + std::string(65, 'x') + ", driver: sht3x}]",
         {"1:18: " + name + "'" + std::string(64, 'x') + "...'"}},
        {"sensors:\n- {name: a, driver: sht3x}\n- {name: a, driver: bme280}",
         {"3:10: the name 'a' is already used at line 2"}},
        {sensor("driver: sht31"),
         {"3:11: unknown driver 'sht31'; did you mean 'sht3x'? (see coapnoded --list-drivers)"}},
        {sensor("driver: co2"), {"3:11: unknown driver 'co2' (see coapnoded --list-drivers)"}},
        {sensor("driver: [sht3x]"), {"3:11: expected the name of a driver (coapnoded --list-drivers), not a list"}},
        {sensor("driver: sht3x\n  bus: 1"), {"4:8: expected a path such as /dev/i2c-1, not '1'"}},
        {sensor("driver: sht3x\n  bus: i2c-1"), {"4:8: expected a path such as /dev/i2c-1, not 'i2c-1'"}},
        {sensor("driver: sht3x\n  bus: \"/dev/i2c\\0\""), {"4:8: expected a path such as /dev/i2c-1, not '/dev/i2c?'"}},
        {sensor("driver: sht3x\n  address: 69"), {}},
        {sensor("driver: sht3x\n  address: 0X45"), {}},
        {sensor("driver: sht3x\n  address: 44"),
         {"4:12: sht3x answers at 0x44 or 0x45, not at 0x2c; did you mean 0x44?"}},
        {sensor("driver: bmp280\n  address: 0x44"), {"4:12: bmp280 answers at 0x76 or 0x77, not at 0x44"}},
        {sensor("driver: sht3x\n  address: 0x07"), {"4:12: " + address + "'0x07'"}},
        {sensor("driver: sht3x\n  address: 0x78"), {"4:12: " + address + "'0x78'"}},
        {sensor("driver: sht3x\n  address: 44h"), {"4:12: " + address + "'44h'; did you mean 0x44?"}},
        {sensor("driver: sht3x\n  address: 0x"), {"4:12: " + address + "'0x'"}},
        {sensor("driver: sht3x\n  address: -1"), {"4:12: " + address + "'-1'"}},
        {sensor("driver: sht3x\n  address: 0x100000044"), {"4:12: " + address + "'0x100000044'"}},
        {sensor("driver: nosuch\n  address: 0x99"),
         {"3:11: unknown driver 'nosuch' (see coapnoded --list-drivers)", "4:12: " + address + "'0x99'"}},
        {sensor("driver: sht3x\n- name: b\n  driver: sht3x"), {"4:3: 0x44 on /dev/i2c-1 is already used at line 2"}},
        {sensor("driver: sht3x\n- name: b\n  driver: sht3x\n  address: 0x44"),
         {"6:12: 0x44 on /dev/i2c-1 is already used at line 2"}},
        {sensor("driver: sht3x\n- name: b\n  driver: sht3x\n  bus: /dev/i2c-3"), {}},
        {sensor("driver: sht3x\n- name: b\n  driver: sht3x\n  bus: i2c-3"),
         {"6:8: expected a path such as /dev/i2c-1, not 'i2c-3'"}},
        {sensor("driver: sht3x\n- name: b\n  driver: sht3x\n  address: x"), {"6:12: " + address + "'x'"}},
        {sensor("driver: sht3x\n  interval: 1s"), {}},
        {sensor("driver: sht3x\n  interval: 1h"), {}},
        {sensor("driver: sht3x\n  interval: 999ms"), {"4:13: expected a duration from 1s to 1h, not '999ms'"}},
        {sensor("driver: sht3x\n  interval: 61m"), {"4:13: expected a duration from 1s to 1h, not '61m'"}},
        {sensor("driver: sht3x\n  interval: 5"), {"4:13: expected a duration such as 5s, not '5'"}},
        {sensor("driver: sht3x\n  interval: {s: 5}"),
         {"4:13: expected a duration such as 5s, not a mapping (key: value)"}},
        {sensor("driver: sht3x\n  intervall: 5s"), {"4:3: unknown key 'intervall'; did you mean 'interval'?"}},
    });
}

TEST_CASE("calibration")
{
    const std::string celsius = "expected a number from -50 to 50 (°C) with at most 3 decimals, not ";
    const std::string hectopascal = "expected a number from -100 to 100 (hPa) with at most 5 decimals, not ";
    check_rows({
        {calibrated("bme280",
                    "{temperature: {offset: -50}, humidity: {offset: 50.000}, pressure: {offset: -100.00000}}"),
         {}},
        {calibrated("sht3x", "[]"), {"4:16: expected quantities such as temperature: {offset: -0.4}, not a list"}},
        {calibrated("sht3x", "{temperature: -0.4}"),
         {"4:30: expected an offset such as {offset: -0.4}, not a single value"}},
        {calibrated("sht3x", "{temperature: {}}"), {"4:30: the key 'offset' is missing"}},
        {calibrated("sht3x", "{temperature: {offset: 1, gain: 2}}"), {"4:42: unknown key 'gain'"}},
        {calibrated("sht3x", "{temprature: {offset: 1}}"),
         {"4:17: unknown key 'temprature'; did you mean 'temperature'?"}},
        {calibrated("sht3x", "{temperature: {offset: warm}}"), {"4:39: " + celsius + "'warm'"}},
        {calibrated("sht3x", "{temperature: {offset: .nan}}"), {"4:39: " + celsius + "'.nan'"}},
        {calibrated("sht3x", "{temperature: {offset: -.inf}}"), {"4:39: " + celsius + "'-.inf'"}},
        {calibrated("sht3x", "{temperature: {offset: 50.001}}"), {"4:39: " + celsius + "'50.001'"}},
        {calibrated("sht3x", "{temperature: {offset: -50.001}}"), {"4:39: " + celsius + "'-50.001'"}},
        {calibrated("sht3x", "{temperature: {offset: 0.0001}}"), {"4:39: " + celsius + "'0.0001'"}},
        {calibrated("sht3x", "{humidity: {offset: 51}}"),
         {"4:36: expected a number from -50 to 50 (%RH) with at most 3 decimals, not '51'"}},
        {calibrated("bmp280", "{pressure: {offset: 100.00001}}"), {"4:36: " + hectopascal + "'100.00001'"}},
        {calibrated("bmp280", "{pressure: {offset: 1e2}}"), {"4:36: " + hectopascal + "'1e2'"}},
        {calibrated("sht3x", "\n    pressure:\n      offset: 1"), {"5:5: sht3x does not measure pressure"}},
        {calibrated("bmp280", "{humidity: {offset: 1}}"), {"4:17: bmp280 does not measure humidity"}},
    });
}

TEST_CASE("leds")
{
    const std::string where = "an LED needs line: GPIO17, or chip: /dev/gpiochip0 and offset: 17";
    const std::string line = "expected the name of a line such as GPIO17, not ";
    check_rows({
        {"leds: led", {"1:7: expected a list, each item an LED (name:, line:), not a single value"}},
        {"leds: [{line: GPIO17}]", {"1:8: the key 'name' is missing"}},
        {"leds: [{name: a b, line: GPIO17}]",
         {"1:15: expected a name for use in URIs: 1 to 64 of A-Z a-z 0-9 . _ -, not 'a b'"}},
        {"leds: [{name: a}]", {"1:8: " + where}},
        {led("line: GPIO17\n  chip: /dev/gpiochip0\n  offset: 17"), {"4:3: " + where}},
        {led("line: GPIO17\n  offset: 17"), {"4:3: " + where}},
        {led("chip: /dev/gpiochip0"), {"3:3: " + where}},
        {led("offset: 17"), {"3:3: " + where}},
        {led("line: 17"), {"3:9: " + line + "'17'; did you mean 'GPIO17'?"}},
        {led("line: 017"), {"3:9: " + line + "'017'; did you mean 'GPIO17'?"}},
        {led("line: ${LINE}"), {"3:9: a placeholder that was not filled in (coapnode does not fill it in)"}},
        {led("line: " + std::string(31, 'x')), {}},
        {led("line: " + std::string(32, 'x')), {"3:9: " + line + "'" + std::string(32, 'x') + "'"}},
        {led("line: \"\""), {"3:9: " + line + "''"}},
        {led("chip: gpiochip0\n  offset: 17"), {"3:9: expected a path such as /dev/gpiochip0, not 'gpiochip0'"}},
        {led("chip: /dev/gpiochip0\n  offset: 65535"), {}},
        {led("chip: /dev/gpiochip0\n  offset: 65536"), {"4:11: expected a number from 0 to 65535, not '65536'"}},
        {led("chip: /dev/gpiochip0\n  offset: GPIO17"), {"4:11: expected a number from 0 to 65535, not 'GPIO17'"}},
        {led("line: GPIO17\n  active_low: yes"), {"4:15: expected true or false, not 'yes'"}},
        {led("line: GPIO17\n  initial: keep"), {"4:12: expected off, on or restore, not 'keep'"}},
        {led("line: GPIO17\n  initial: restore"), {}},
        {led("line: GPIO17\n  initial: restroe"),
         {"4:12: expected off, on or restore, not 'restroe'; did you mean 'restore'?"}},
        {led("line: GPIO17\n  shutdown: kepe"), {"4:13: expected off, on or keep, not 'kepe'; did you mean 'keep'?"}},
        {led("line: GPIO17\n  inital: on"), {"4:3: unknown key 'inital'; did you mean 'initial'?"}},
        {led("line: GPIO17\n- name: a\n  line: GPIO18"), {"4:9: the name 'a' is already used at line 2"}},
        {led("line: GPIO17\n- name: b\n  line: GPIO17"), {"5:9: GPIO17 is already used at line 3"}},
        {led("chip: /dev/gpiochip0\n  offset: 1\n- {name: b, chip: /dev/gpiochip0, offset: 1}"),
         {"5:43: line 1 of /dev/gpiochip0 is already used at line 4"}},
    });
}

TEST_CASE("all mistakes of a file come in one run, in its order")
{
    check_rows(
        {{R"(leds:
  - name: led
    line: 17
sensors:
  - name: room
    driver: sht31
    intervall: 5s
  - name: room
    driver: bme280
    address: 0x44
coap:
  listen: [localhost:5683]
  anonymous: everybody
device: {id: ""}
sensor: x
)",
          {"3:11: expected the name of a line such as GPIO17, not '17'; did you mean 'GPIO17'?",
           "6:13: unknown driver 'sht31'; did you mean 'sht3x'? (see coapnoded --list-drivers)",
           "7:5: unknown key 'intervall'; did you mean 'interval'?", "8:11: the name 'room' is already used at line 5",
           "10:14: bme280 answers at 0x76 or 0x77, not at 0x44",
           "12:12: expected a numeric address ([::] for all addresses, 127.0.0.1 for this machine only), not "
           "'localhost'",
           "13:14: expected none, read or control, not 'everybody'",
           "14:14: expected a text of 1 to 64 bytes without control characters, not ''",
           "15:1: unknown key 'sensor'; did you mean 'sensors'?"}}});
}
