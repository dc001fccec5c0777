// SPDX-License-Identifier: MIT
#include "generate/driver_tables.hpp"

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/kernel_sensors.hpp"
#include "coapnode/sensors/models.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

namespace coapnode {

namespace {

std::string hex(std::uint8_t address)
{
    return to_string(I2cAddress{"", address}).substr(0, 4);
}

/// "0x44, 0x45", "0x48 to 0x4f"; they are in order.
std::string addresses_of(const Model& model)
{
    const auto& all = model.addresses;
    if (!model.is_on_i2c()) return "by device:";
    const bool is_range = all.size() > 2 && all.back() - all.front() + 1U == all.size();
    if (is_range) return hex(all.front()) + " to " + hex(all.back());
    std::string list;
    for (const auto address : all)
        list += (list.empty() ? "" : ", ") + hex(address);
    return list;
}

/// As a list item; what goes on is indented.
std::string wrapped(const std::string& text)
{
    constexpr std::size_t widest = 118;
    std::string lines;
    std::string line = "-";
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        if (line.size() + 1 + word.size() > widest) {
            lines += line + '\n';
            line = " ";
        }
        line += ' ' + word;
    }
    return lines + line + '\n';
}

}  // namespace

std::string chips_in_markdown()
{
    std::string text;
    std::vector<std::string> done;
    for (const auto& model : drivers()) {
        const auto measures = list_of(model.quantities);
        if (std::ranges::find(done, measures) != done.end()) continue;
        done.push_back(measures);
        std::string chips;
        for (const auto& other : drivers()) {
            if (list_of(other.quantities) == measures) chips.append(chips.empty() ? " " : "; ").append(other.chips);
        }
        text += wrapped(measures + ":" + chips);
    }
    return text;
}

std::string drivers_in_markdown()
{
    std::string text = "| `driver:` | chips | measures | addresses |\n|---|---|---|---|\n";
    for (const auto& model : drivers()) {
        text += "| `" + std::string{model.driver} + "` | " + std::string{model.chips} + " | " +
                list_of(model.quantities) + " | " + addresses_of(model) + " |\n";
    }
    return text;
}

std::string boards_in_markdown()
{
    std::string text = "| `driver:` | other names, on boards too | accuracy |\n|---|---|---|\n";
    for (const auto& model : drivers()) {
        text += "| `" + std::string{model.driver} + "` | ";
        for (const auto word : model.words)
            text.append(word == model.words.front() ? "" : ", ").append(word);
        text.append(" | ").append(model.accuracy).append(" |\n");
    }
    return text;
}

std::string drivers_in_manual()
{
    std::string text =
        ".Bl -column \"bme280\" \"0x48 to 0x4f\" \"temperature, humidity, pressure\"\n"
        ".It Em driver Ta Em addresses Ta Em quantities\n";
    for (const auto& model : drivers()) {
        text += ".It " + std::string{model.driver} + " Ta " + addresses_of(model) + " Ta " + list_of(model.quantities) +
                '\n';
    }
    return text + ".El\n";
}

}  // namespace coapnode
