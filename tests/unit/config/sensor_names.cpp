// SPDX-License-Identifier: MIT
/// Drivers and addresses as boards, data sheets and shops write them.
#include "config/config_folder.hpp"

#include <doctest/doctest.h>

using namespace coapnode;
using coapnode::testing::ConfigFolder;
using Lines = std::vector<std::string>;

namespace {

std::string sensor(const std::string& keys)
{
    return "sensors:\n- name: a\n  " + keys;
}

}  // namespace

TEST_CASE("an address as others write it is told as it is meant, where the chip has it")
{
    struct Address {
        std::string driver;
        std::string written;
        std::string meant;
    };
    const ConfigFolder folder;
    for (const auto& [chip, written, meant] : std::vector<Address>{
             {"sht3x", "44", "; did you mean 0x44?"},
             {"sht3x", "45", "; did you mean 0x45?"},
             {"sht3x", "44h", "; did you mean 0x44?"},
             {"sht3x", "x44", "; did you mean 0x44?"},
             {"sht3x", "0x88", "; did you mean 0x44? (0x88 is that with the read/write bit)"},
             {"sht3x", "0x8b", "; did you mean 0x45? (0x8b is that with the read/write bit)"},
             {"sht3x", "136", "; did you mean 0x44? (0x88 is that with the read/write bit)"},
             {"bme280", "76", "; did you mean 0x76?"},
             {"bme280", "0xEC", "; did you mean 0x76? (0xec is that with the read/write bit)"},
             {"lm75", "4a", "; did you mean 0x4a?"},
             {"lm75", "48", "; did you mean 0x48?"},
             {"lm75", "0x90", "; did you mean 0x48? (0x90 is that with the read/write bit)"},
             {"sht3x", "76", ""},
             {"sht3x", "0x76", ""},
             {"bme280", "0x1ec", ""},
             {"nosuch", "4a", "; did you mean 0x4a?"},
             {"nosuch", "0x88", ""},
         }) {
        CAPTURE(chip);
        CAPTURE(written);
        const auto told = folder.mistakes(sensor("driver: " + chip + "\n  address: " + written));
        REQUIRE_FALSE(told.empty());
        CHECK(told.back().starts_with("4:12: "));
        const auto at = told.back().find("; did you mean");
        CHECK((at == std::string::npos ? "" : told.back().substr(at)) == meant);
    }
}

TEST_CASE("a driver by the name that stands on the board")
{
    struct Name {
        std::string typed;
        std::string told;
    };
    const ConfigFolder folder;
    const std::string use_dht11 =
        "; use driver: kernel with device: dht11 and dtoverlay=dht11,gpiopin=4 in /boot/firmware/config.txt";
    for (const auto& [typed, told] : std::vector<Name>{
             {"SHT31", "; did you mean 'sht3x'?"},
             {"SHT31-D", "; did you mean 'sht3x'?"},
             {"SHT3X", "; did you mean 'sht3x'?"},
             {"Adafruit SHT31-D", "; did you mean 'sht3x'?"},
             {"BME280", "; did you mean 'bme280'?"},
             {"bme-280", "; did you mean 'bme280'?"},
             {"GY-BME280", "; did you mean 'bme280'?"},
             {"GY-BMP280-3.3", "; did you mean 'bmp280'?"},
             {"GY-BME/BMP280", "; did you mean 'bme280' or 'bmp280'? coapnoded --probe shows which"},
             {"AHT20+BMP280", "; did you mean 'aht20' or 'bmp280'? coapnoded --probe shows which"},
             {"LM75A", "; did you mean 'lm75'?"},
             {"TMP102", "; did you mean 'tmp102'?"},
             {"bem280", "; did you mean 'bme280'?"},
             {"bpm280", "; did you mean 'bmp280'?"},
             {"bme820", "; did you mean 'bme280'?"},
             {"sht3", ""},  // sht3x or shtc3
             {"bmme280", "; did you mean 'bme280'?"},
             {"bm280", ""},
             {"bme380", ""},
             {"tmp10", ""},
             {"tmp103", ""},
             {"tmp1022", ""},
             {"lm7", ""},
             {"sht33", ""},
             {"co2", ""},
             {"bmp180", "; bmp180 is not supported yet"},
             {"BME680", "; did you mean 'bme680'?"},
             {"DHT22", use_dht11},
             {"dht11", use_dht11},
             {"AM2302 (DHT22)", use_dht11},
             {"ds18b20+",
              "; use driver: kernel with device: ds18b20 and dtoverlay=w1-gpio in /boot/firmware/config.txt"},
             {"kernal", ""},
             {"kernell", "; did you mean 'kernel'?"},
             {"SHT30-ARP", "; sht30arp is not supported yet"},
             {"TMP1075", "; tmp1075 is not supported yet"},
         }) {
        CAPTURE(typed);
        CHECK(folder.mistakes(sensor("driver: \"" + typed + '"')) ==
              Lines{"3:11: unknown driver '" + typed + "'" + told + " (see coapnoded --list-drivers)"});
    }
}
