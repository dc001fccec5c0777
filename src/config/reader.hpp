// SPDX-License-Identifier: MIT
/// What may stand behind a key: each kind of value knows how it is read and how a mistake names what was expected.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/config/duration.hpp"
#include "coapnode/sensors/models.hpp"
#include "config/nearest.hpp"
#include "config/parsed.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

template <class T>
struct Reader {
    std::string expected;  ///< "a duration such as 5s": also said where a list or nothing stands in its place
    std::function<Parsed<T>(const std::string& text)> read;
};

Reader<bool> boolean();
Reader<Duration> within(Duration least, Duration most);
Reader<unsigned> number(unsigned least, unsigned most);

/// A number of bytes with a unit of thousands: 500kB, 64MB, 2GB. `least` and `most` in bytes.
Reader<std::uint64_t> byte_size(std::uint64_t least, std::uint64_t most);

/// Printable UTF-8 of 1 to `most` bytes.
Reader<std::string> printable_text(std::size_t most);
/// What stands for {NAME} in a URI: 1 to 64 of A-Z a-z 0-9 . _ -
Reader<std::string> path_segment();
/// An absolute path of a device file; `example` such as /dev/i2c-1.
Reader<std::string> device_path(std::string_view example);
/// An absolute path; `example` such as /var/lib/coapnode.
Reader<std::filesystem::path> absolute_path(std::string_view example);
/// The name of a GPIO line, as gpioinfo shows it.
Reader<std::string> line_name();

/// As `ip link` shows it: 1 to 15 bytes without a slash or a space (IFNAMSIZ, net/if.h).
Reader<std::string> interface_name();
Reader<Listen> listen_address();
Reader<const Model*> driver();
/// A 7-bit address, hexadecimal (0x44) or decimal (68): one of the model's, where that is known.
Reader<std::uint8_t> chip_address(const Model* model);
/// A calibration offset in the quantity's unit (°C, %RH, hPa), as thousandths of °C, %RH and Pa.
Reader<std::int32_t> calibration_offset(Quantity quantity);

/// A temperature in °C with at most 2 decimals, `least` and `most` as the value in thousandths.
Reader<std::int32_t> celsius(std::int32_t least, std::int32_t most);

/// "off, on or keep"
std::string alternatives(const std::vector<std::string_view>& words);

template <class T>
Reader<T> one_of(std::vector<std::pair<std::string_view, T>> choices)
{
    std::vector<std::string_view> words;
    words.reserve(choices.size());
    for (const auto& choice : choices)
        words.push_back(choice.first);
    const auto expected = alternatives(words);
    return {expected, [=](const std::string& text) -> Parsed<T> {
                for (const auto& [word, value] : choices) {
                    if (word == text) return value;
                }
                return Complaint{not_a(expected, text).value() + did_you_mean(text, words)};
            }};
}

}  // namespace coapnode
