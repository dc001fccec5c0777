// SPDX-License-Identifier: MIT
/// The file that is installed: it loads as it is, and with everything in it switched on.
#include "config/config_folder.hpp"
#include "config/keys.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <sstream>

using namespace coapnode;
using coapnode::testing::ConfigFolder;

namespace {

constexpr std::string_view admins_key = "9876543210abcdef";
constexpr auto key_in_hex = "39383736353433323130616263646566\n";

std::string example()
{
    std::ostringstream text;
    text << std::ifstream{EXAMPLE_CONFIG}.rdbuf();
    return text.str();
}

/// Settings that are switched off begin with '#' and no space.
const std::regex switched_off{"^( *)#([^ #].*)$"};

std::string switched_on(const std::string& text)
{
    std::istringstream lines{text};
    std::string all;
    for (std::string line; std::getline(lines, line);)
        all += std::regex_replace(line, switched_off, "$1$2") + "\n";
    return all;
}

/// The keys at line beginnings and in braces, comments left out.
std::set<std::string> keys_of(const std::string& text)
{
    const std::regex key{R"((?:^|[{ ])([a-z_]+):(?= |$))"};
    std::istringstream lines{text};
    std::set<std::string> keys;
    for (std::string line; std::getline(lines, line);) {
        line = line.substr(0, line.find('#'));
        for (std::sregex_iterator found{line.begin(), line.end(), key}, end; found != end; ++found)
            keys.insert((*found)[1]);
    }
    return keys;
}

/// A calibration need not show every quantity: a test below pins the three that are there.
std::set<std::string> without_quantities(std::set<std::string> keys)
{
    for (const auto quantity : all_quantities)
        keys.erase(std::string{name_of(quantity)});
    return keys;
}

void add_names(const KeyTexts& keys, std::set<std::string>& names)
{
    for (const auto& key : keys.rows) {
        names.emplace(key.name);
        add_names(key.keys, names);
    }
}

/// All but a key in the file itself.
std::set<std::string> keys_to_show()
{
    std::set<std::string> names;
    add_names(node_keys().text(), names);
    names.erase("psk");
    names.erase("psk_hex");
    return without_quantities(names);
}

}  // namespace

TEST_CASE("the installed file starts a node as it is, with the defaults and one identity")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    const auto config = folder.load(example());
    if (!config) FAIL(to_string(config.error().front()));
    Config defaults;
    defaults.device.id = "raspberrypi";
    defaults.dtls.identities = {{"admin", {admins_key.begin(), admins_key.end()}, Role::admin}};
    CHECK(*config == defaults);
}

TEST_CASE("the installed file holds no key, so that it may be readable")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    const auto file = folder.write("coapnode.yaml", example(), 0644);
    CHECK(load_config(file, "raspberrypi"));
}

TEST_CASE("every setting of the installed file can be switched on")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    folder.write("gateway.psk", "70112233445566778899aabbccddeeff\n");
    const auto config = folder.load(switched_on(example()));
    if (!config) FAIL(to_string(config.error().front()));
    CHECK(config->device.id == "sensor-001");
    CHECK(config->device.title == "Living room");
    REQUIRE(config->dtls.identities.size() == 2);
    CHECK(config->dtls.identities[1].role == Role::control);
    REQUIRE(config->sensors.size() == 3);
    CHECK(config->sensors[2].device == "dht11");
    CHECK(config->sensors[0].calibration == Calibration{{-400, 1500, 0}});
    CHECK(config->sensors[1].calibration.offset == Calibration{{-300, 0, 75'000}}.offset);
    CHECK(config->sensors[1].calibration.slope[index_of(Quantity::temperature)] == 1'020'000);
    CHECK(config->sensors[1].calibration.points[index_of(Quantity::humidity)].size() == 3);
    REQUIRE(config->leds.size() == 2);
    CHECK(config->leds[1].where == LineAddress{"", "/dev/gpiochip0", 27});
    ThermostatConfig thermostat;
    thermostat.sensor = "room";
    thermostat.output = "relay";
    CHECK_MESSAGE(config->thermostat == thermostat, "what is shown are the defaults");
}

TEST_CASE("one setting of the installed file can be switched on at a time")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    for (const auto* line : {"  #id: sensor-001\n", "  #title: Living room\n", "#state: /var/lib/coapnode\n"}) {
        auto text = example();
        const auto place = text.find(line);
        REQUIRE(place != std::string::npos);
        text.erase(text.find('#', place), 1);
        CHECK(folder.mistakes(text) == std::vector<std::string>{});
    }
}

TEST_CASE("a sensor that is switched on without the head of its section is told where that is")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    auto text = example();
    for (const auto* line : {"  #- name: room\n", "    #driver: sht3x\n"})
        text.erase(text.find('#', text.find(line)), 1);
    const auto told = folder.mistakes(text);
    REQUIRE(told.size() == 1);
    CHECK(told.front().ends_with(":1: this line is still commented out: remove its # as well"));
    text.erase(text.find("#sensors:"), 1);
    CHECK(folder.mistakes(text) == std::vector<std::string>{});
}

TEST_CASE("the installed file shows every key")
{
    const auto text = switched_on(example());
    CHECK(without_quantities(keys_of(text)) == keys_to_show());
    // Keys in the file itself are told of in words: an example key would end up in use.
    CHECK(text.find("psk_hex") != std::string::npos);
    CHECK(text.find("psk in quotes") != std::string::npos);
}
