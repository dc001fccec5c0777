// SPDX-License-Identifier: MIT
/// A made-up /sys with sensors in it, links and all, as Linux 6.12 lays it out.
#pragma once

#include "support/temporary_directory.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace coapnode {

class SysTree {
public:
    using Files = std::map<std::string, std::string>;

    [[nodiscard]] std::filesystem::path root() const { return directory_.path() / "sys"; }

    /// A chip on a bus of its own kind: "devices/i2c-1/1-0076", bound to `driver`. Returns its folder.
    std::filesystem::path chip(const std::string& bus, const std::string& id, const std::string& driver) const
    {
        const auto folder = root() / "devices" / bus / id;
        std::filesystem::create_directories(folder);
        link(root() / "bus" / bus / "devices" / id, folder);
        if (!driver.empty()) link(folder / "driver", root() / "bus" / bus / "drivers" / driver);
        return folder;
    }

    std::filesystem::path iio(const std::filesystem::path& chip, int number, const Files& files) const
    {
        const auto name = "iio:device" + std::to_string(number);
        fill(chip / name, files);
        link(root() / "bus/iio/devices" / name, chip / name);
        return chip / name;
    }

    std::filesystem::path hwmon(const std::filesystem::path& chip, int number, const Files& files) const
    {
        const auto name = "hwmon" + std::to_string(number);
        const auto folder = chip / "hwmon" / name;
        fill(folder, files);
        link(folder / "device", chip);
        link(root() / "class/hwmon" / name, folder);
        return folder;
    }

    /// A DHT11 or DHT22, by dtoverlay=dht11.
    std::filesystem::path dht11(int number, const std::string& celsius, const std::string& percent) const
    {
        return iio(chip("platform", "dht11@4", "dht11"), number,
                   {{"name", "dht11@0"}, {"in_temp_input", celsius}, {"in_humidityrelative_input", percent}});
    }

    /// A DS18B20: its own folder, and what hwmon makes of it.
    std::filesystem::path ds18b20(const std::string& id, const std::string& w1_slave) const
    {
        const auto folder = chip("w1", id, "w1_slave_driver");
        fill(folder, {{"w1_slave", w1_slave}});
        hwmon(folder, 1, {{"name", "w1_slave_temp"}, {"temp1_input", "0"}});
        return folder;
    }

    static void write(const std::filesystem::path& file, std::string_view text) { std::ofstream{file} << text << '\n'; }

    /// It is unplugged: its folder goes, and with it every link to it.
    void remove(const std::filesystem::path& folder) const
    {
        std::filesystem::remove_all(folder);
        for (const auto* links : {"bus/iio/devices", "class/hwmon", "bus/w1/devices", "bus/i2c/devices"}) {
            if (!std::filesystem::exists(root() / links)) continue;
            for (const auto& entry : std::filesystem::directory_iterator{root() / links})
                if (!std::filesystem::exists(entry.path())) std::filesystem::remove(entry.path());
        }
    }

private:
    static void fill(const std::filesystem::path& folder, const Files& files)
    {
        std::filesystem::create_directories(folder);
        for (const auto& [name, text] : files)
            text.empty() ? write_nothing(folder / name) : write(folder / name, text);
    }
    static void write_nothing(const std::filesystem::path& file) { std::ofstream{file}.flush(); }

    static void link(const std::filesystem::path& from, const std::filesystem::path& to)
    {
        std::filesystem::create_directories(from.parent_path());
        std::filesystem::remove(from);
        std::filesystem::create_symlink(to, from);
    }

    TemporaryDirectory directory_;
};

/// The lines of w1_slave for these bytes.
inline std::string w1_slave_text(const std::string& bytes, const std::string& temperature,
                                 const std::string& verdict = "YES")
{
    return bytes + " : crc=" + bytes.substr(bytes.size() - 2) + ' ' + verdict + '\n' + bytes + " t=" + temperature;
}

}  // namespace coapnode
