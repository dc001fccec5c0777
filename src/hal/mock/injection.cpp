// SPDX-License-Identifier: MIT
#include "hal/mock/injection.hpp"

#include "hal/mock/emulated_chips.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coapnode {

namespace {

struct FaultName {
    std::string_view name;
    Fault fault;
    std::optional<Errc> error;
};

constexpr std::array fault_names{
    FaultName{"none", Fault::none, {}},
    FaultName{"no_answer", Fault::no_answer, Errc::no_answer},
    FaultName{"bus_timeout", Fault::bus_timeout, Errc::bus_timeout},
    FaultName{"bus_io", Fault::bus_io, Errc::bus_io},
    FaultName{"bus_busy", Fault::bus_busy, Errc::bus_busy},
    FaultName{"bus_missing", Fault::bus_missing, Errc::bus_missing},
    FaultName{"access_denied", Fault::access_denied, Errc::access_denied},
    FaultName{"bad_checksum", Fault::bad_checksum, {}},
    FaultName{"zeros", Fault::zeros, {}},
    FaultName{"ones", Fault::ones, {}},
    FaultName{"echo", Fault::echo, {}},
    FaultName{"stuck", Fault::stuck, {}},
};

bool read_number(std::string_view text, std::optional<double>& into)
{
    double number{};
    const auto* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end || !std::isfinite(number)) return false;
    into = number;
    return true;
}

bool read_fault(std::string_view text, Fault& into)
{
    const auto* const row = std::ranges::find(fault_names, text, &FaultName::name);
    if (row == fault_names.end()) return false;
    into = row->fault;
    return true;
}

bool read_count(std::string_view text, unsigned& into, int base = 10)
{
    const auto* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, into, base);
    return error == std::errc{} && stopped == end;
}

/// "2:13"
bool read_flip(std::string_view text, std::optional<Flip>& into)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    auto& flip = into.emplace();
    return read_count(text.substr(0, colon), flip.read) && read_count(text.substr(colon + 1), flip.bit);
}

/// "88:6c6e"
bool read_memory(std::string_view text, std::map<std::uint8_t, std::uint8_t>& into)
{
    constexpr int hexadecimal = 16;
    unsigned address{};
    const auto colon = text.find(':');
    if (colon != 2 || !read_count(text.substr(0, 2), address, hexadecimal)) return false;
    const auto digits = text.substr(colon + 1);
    if (digits.empty() || digits.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < digits.size(); i += 2, ++address) {
        unsigned byte{};
        if (!read_count(digits.substr(i, 2), byte, hexadecimal)) return false;
        into[static_cast<std::uint8_t>(address)] = static_cast<std::uint8_t>(byte);
    }
    return true;
}

bool read_word(std::string_view word, Injection& into)
{
    const auto equals = word.find('=');
    if (equals == std::string_view::npos) return false;
    const auto key = word.substr(0, equals);
    const auto value = word.substr(equals + 1);
    if (key == "temperature") return read_number(value, into.temperature);
    if (key == "humidity") return read_number(value, into.humidity);
    if (key == "pressure") return read_number(value, into.pressure);
    if (key == "co2") return read_number(value, into.co2);
    if (key == "illuminance") return read_number(value, into.illuminance);
    if (key == "fault") return read_fault(value, into.fault);
    if (key == "power") return read_count(value, into.power);
    if (key == "flip") return read_flip(value, into.flip);
    if (key == "memory") return read_memory(value, into.memory);
    if (key != "chip" || !is_emulated_chip(value)) return false;
    into.chip = value;
    return true;
}

}  // namespace

std::optional<Errc> error_of(Fault fault)
{
    return std::ranges::find(fault_names, fault, &FaultName::fault)->error;
}

Air Injection::over(Air room) const
{
    return {temperature.value_or(room.celsius), humidity.value_or(room.percent), pressure.value_or(room.hectopascal),
            co2.value_or(room.ppm), illuminance.value_or(room.lux)};
}

Result<Injection> parse_injection(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n";
    Injection injection;
    for (auto at = text.find_first_not_of(space); at != std::string_view::npos;
         at = text.find_first_not_of(space, at)) {
        const auto word = text.substr(at, text.find_first_of(space, at) - at);
        if (!read_word(word, injection)) return fail(Errc::bus_io, std::string{word});
        at += word.size();
    }
    return injection;
}

}  // namespace coapnode
