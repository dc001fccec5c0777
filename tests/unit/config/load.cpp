// SPDX-License-Identifier: MIT
#include "coapnode/config/load.hpp"

#include "config/config_folder.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

constexpr auto everything = R"(
device:
  id: sensor-001
  title: Living room

coap:
  listen: ["[::]:5683"]
  anonymous: read
  multicast: true
  multicast_interfaces: [eth0, wlan0]

dtls:
  listen: ["[::]:5684"]
  identities:
    - identity: gateway
      psk_file: gateway.psk
      role: control
    - {identity: ops, psk_hex: 70112233445566778899aabbccddeeff, role: admin}
    - {identity: device-001, psk: hardly-a-secret-key-12345, role: control}

hardware:
  backend: linux

sensors:
  - name: room
    driver: sht3x
    bus: /dev/i2c-1
    address: 0x44
    interval: 5s
    calibration:
      temperature: {offset: -0.4}
      humidity: {offset: 1.5}

leds:
  - name: led
    line: GPIO17
    active_low: false
    initial: off
    shutdown: off
)";

std::vector<std::uint8_t> bytes_of(std::string_view text)
{
    return {text.begin(), text.end()};
}

}  // namespace

TEST_CASE("a whole configuration loads to what it says")
{
    const ConfigFolder folder;
    folder.write("gateway.psk", "8899aabbccddeeff0011223344556677\n");
    const auto config = folder.load(everything);
    REQUIRE(config);

    Config expected;
    expected.device.id = "sensor-001";
    expected.device.title = "Living room";
    expected.coap = {{{"::", 5683}}, Role::read, true, {"eth0", "wlan0"}};
    expected.dtls.listen = {{"::", 5684}};
    expected.dtls.identities = {
        {"gateway",
         {0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77},
         Role::control},
        {"ops",
         {0x70, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff},
         Role::admin},
        {"device-001", bytes_of("hardly-a-secret-key-12345"), Role::control},
    };
    expected.hardware.backend = Backend::linux_devices;
    expected.sensors = {{"room", "sht3x", {"/dev/i2c-1", 0x44}, 5s, {{-400, 1500, 0}}}};
    expected.leds = {{"led", {"GPIO17", "", 0}, false, InitialState::off, ShutdownState::off}};
    CHECK(*config == expected);
}

TEST_CASE("every value that is not the default is read")
{
    const auto config = ConfigFolder{}.load(R"(
coap: {listen: ["127.0.0.1:5683", "[::1]:61616"], anonymous: control}
dtls:
  listen: ["0.0.0.0:0"]
  identities: [{identity: reader, psk: "9876543210abcdef"}]
hardware: {backend: mock}
sensors:
- {name: out.doors_2, driver: bme280, bus: /dev/i2c-22, address: 119, interval: 2m,
   calibration: {pressure: {offset: -0.00001}}}
leds:
- {name: a, chip: /dev/gpiochip4, offset: 17, active_low: true, initial: on, shutdown: keep}
- {name: b, line: PWR_LED, shutdown: on}
history: {path: /data/h.db, keep: 1h, max_size: 2GB, flush: 5m}
limits: {observers: 1000, observers_per_resource: 500, sessions: 20, handshakes: 30}
)");
    REQUIRE(config);

    Config expected;
    expected.device.id = "raspberrypi";
    expected.coap = {{{"127.0.0.1", 5683}, {"::1", 61616}}, Role::control};
    expected.dtls.listen = {{"0.0.0.0", 0}};
    expected.dtls.identities = {{"reader", bytes_of("9876543210abcdef"), Role::read}};
    expected.hardware.backend = Backend::mock;
    expected.sensors = {{"out.doors_2", "bme280", {"/dev/i2c-22", 0x77}, 2min, {{0, 0, -1}}}};
    expected.leds = {{"a", {"", "/dev/gpiochip4", 17}, true, InitialState::on, ShutdownState::keep},
                     {"b", {"PWR_LED", "", 0}, false, InitialState::off, ShutdownState::on}};
    expected.history = {"/data/h.db", 1h, 2'000'000'000, 5min};
    expected.limits = {1000, 500, 20, 30};
    CHECK(*config == expected);
}

TEST_CASE("a resource directory in its short and its long form")
{
    const ConfigFolder folder;
    const auto loaded = [&](const std::string& value) {
        return folder.load("resource_directory: " + value)->resource_directory;
    };
    CHECK_FALSE(folder.load("{}")->resource_directory.has_value());
    CHECK(loaded("coap://192.168.1.5") == DirectoryConfig{{"192.168.1.5", 5683}, {}, 25h});
    CHECK(loaded("'coap://[fe80::5%25eth0]:61616/rd'") == DirectoryConfig{{"fe80::5%eth0", 61616}, {"rd"}, 25h});
    CHECK(loaded("'coap://[fe80::5%eth0]'") == DirectoryConfig{{"fe80::5%eth0", 5683}, {}, 25h});
    CHECK(loaded("'coap://[fe80::5%252]'") == DirectoryConfig{{"fe80::5%2", 5683}, {}, 25h});
    CHECK(loaded("coap://192.168.1.5/") == DirectoryConfig{{"192.168.1.5", 5683}, {}, 25h});
    CHECK(loaded("'coap://[FD00::5]:61616/a/rd/'") == DirectoryConfig{{"fd00::5", 61616}, {"a", "rd", ""}, 25h});
    CHECK(loaded("{uri: coap://10.0.0.1, lifetime: 1m}") == DirectoryConfig{{"10.0.0.1", 5683}, {}, 1min});
    CHECK(loaded("{uri: coap://10.0.0.1, lifetime: 365d}")->lifetime == 365 * 24h);
    CHECK(folder.load("device: {id: " + std::string(63, 'x') + "}\nresource_directory: coap://10.0.0.1")
              ->resource_directory);
}

TEST_CASE("a history is kept unless it is switched off")
{
    const ConfigFolder folder;
    CHECK(folder.load("{}")->history == HistoryConfig{});
    CHECK(folder.load("history: {max_size: 1000kB}")->history->max_size == 1'000'000);
    CHECK_FALSE(folder.load("history: off")->history.has_value());
}

TEST_CASE("what is left out, or left empty, has its default")
{
    Config defaults;
    defaults.device.id = "raspberrypi";
    const ConfigFolder folder;
    for (const auto* text :
         {"{}", "---\n{}\n", "# nothing yet\n{ }\n", "\xef\xbb\xbf{} # with a byte order mark\r\n",
          "device:", "device:\ncoap:\ndtls:\nhardware:\nsensors:\nleds:\nhistory:\nlimits:\n",
          "dtls: {identities: }\nsensors: []\nleds: []\n", "history: on", "device: # no id\r\n\r\nsensors:\r\n"}) {
        CAPTURE(text);
        const auto config = folder.load(text);
        REQUIRE(config);
        CHECK(*config == defaults);
    }
}

TEST_CASE("a file with nothing in it is a mistake, not a configuration of defaults")
{
    const ConfigFolder folder;
    const std::string nothing = " the configuration is empty: write {} for the defaults";
    for (const std::string& text : std::vector<std::string>{
             "", "\n", " \t\r\n", "# nothing yet\n", "#device:\n  #id: a\n", "---\n", "---\n...\n", "--- # and nothing",
             "~", "null\n", "\xef\xbb\xbf", "\xef\xbb\xbf# with a byte order mark\r\n", std::string(4096, '\0'),
             std::string{"\n\0\n", 3}}) {
        CAPTURE(text);
        CHECK(folder.mistakes(text) == std::vector<std::string>{nothing});
        const auto replaced = load_config_text(text, folder.write("coapnode.yaml", "{}"), "raspberrypi");
        REQUIRE(!replaced);
        CHECK(replaced.error() == Mistakes{{folder.path("coapnode.yaml").string(), 0, 0, nothing.substr(1)}});
    }
    for (const std::string text : {"---\n---\n", "{}\n---\n{}\n", "{}\n---\n", "---\n# a\n---\ndevice: {}\n"}) {
        CAPTURE(text);
        const auto told = folder.mistakes(text);
        REQUIRE(told.size() == 1);
        CHECK(told.front().find("the configuration ends above: is this a second document") != std::string::npos);
    }
}

TEST_CASE("a sensor without address is at its driver's default")
{
    const auto config = ConfigFolder{}.load("sensors: [{name: a, driver: bme280}]");
    REQUIRE(config);
    CHECK(config->sensors.at(0).where == I2cAddress{"/dev/i2c-1", 0x76});
}

TEST_CASE("an empty list of addresses switches plain CoAP off")
{
    const auto config = ConfigFolder{}.load("coap: {listen: []}");
    REQUIRE(config);
    CHECK(config->coap.listen.empty());
}

TEST_CASE("a file that cannot be read is a mistake without a place")
{
    const ConfigFolder folder;
    std::filesystem::create_directory(folder.path("folder"));
    REQUIRE(::mkfifo(folder.path("fifo").c_str(), 0600) == 0);
    struct Row {
        std::string name;
        std::string message;
    };
    for (const auto& [name, message] : std::vector<Row>{
             {"none.yaml", "does not exist"},
             {"folder", "is a directory, not a file"},
             {"fifo", "is not a regular file"},
             {"folder/x/y", "does not exist"},
             {std::string(300, 'x'), "cannot be opened: File name too long"},
         }) {
        CAPTURE(name);
        const auto config = load_config(folder.path(name), "raspberrypi");
        REQUIRE(!config);
        CHECK(config.error() == Mistakes{{folder.path(name).string(), 0, 0, message}});
        CHECK(to_string(config.error().front()) == folder.path(name).string() + ": " + message);
    }
}
