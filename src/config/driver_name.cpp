// SPDX-License-Identifier: MIT
/// driver: sht3x. For the name on a board, the message gives the driver's name, or says that there is none yet.
#include "config/values.hpp"

#include "coapnode/hal/kernel_device.hpp"
#include "coapnode/sensors/chip_names.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::size_t longest_name = 64;  // longer names are not searched

std::string did_you_mean_one_of(const std::vector<std::string_view>& drivers)
{
    if (drivers.empty()) return {};
    std::string text{"; did you mean '"};
    for (std::size_t i = 0; i < drivers.size(); ++i)
        (text += i > 0 ? "' or '" : "") += drivers[i];
    return text + "'?" + (drivers.size() > 1 ? " coapnoded --probe shows which" : "");
}

void add_once(std::vector<std::string_view>& words, std::string_view word)
{
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

std::string not_served(std::string_view chip)
{
    return "; " + std::string{chip} + " is not supported yet";
}

/// For a chip that only the kernel's own driver reads.
std::string use_kernel(std::string_view chip)
{
    const auto* const known = find_kernel_driver(chip);
    if (known == nullptr) return not_served(chip);
    return "; use driver: kernel with device: " + std::string{known->name} +
           " and dtoverlay=" + std::string{known->overlay} + " in /boot/firmware/config.txt";
}

std::string hint_for(std::string_view typed)
{
    std::vector<std::string_view> drivers;
    std::string others;
    for (const auto& [chip, driver] : chips_named_in(typed.substr(0, longest_name))) {
        if (!driver.empty() && (chip == driver || find_model(driver)->is_on_i2c())) {
            add_once(drivers, driver);
        } else {
            const auto other = driver.empty() ? not_served(chip) : use_kernel(chip);
            if (others.find(other) == std::string::npos) others += other;
        }
    }
    if (drivers.empty() && others.empty()) {
        if (const auto meant = driver_misspelt_as(typed.substr(0, longest_name)); !meant.empty()) drivers = {meant};
    }
    return did_you_mean_one_of(drivers) + others;
}

}  // namespace

Reader<const Model*> driver()
{
    return {
        "the name of a driver (coapnoded --list-drivers)", [](const std::string& text) -> Result<const Model*> {
            if (const auto* model = find_model(text)) return model;
            return complaint("unknown driver " + in_quotes(text) + hint_for(text) + " (see coapnoded --list-drivers)");
        }};
}

}  // namespace coapnode
