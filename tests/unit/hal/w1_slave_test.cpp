// SPDX-License-Identifier: MIT
#include "hal/kernel/w1_slave.hpp"

#include "support/sys_tree.hpp"

#include <doctest/doctest.h>

#include <optional>

using namespace coapnode;

namespace {

constexpr auto device = "28-0316a27944d2";
constexpr auto warm = "91 01 4b 46 7f ff 0c 10 70";
constexpr auto cold = "5e ff 4b 46 7f ff 02 10 b6";
constexpr auto hot = "50 05 4b 46 7f ff 10 10 bd";         // 85 °C, measured
constexpr auto powered_on = "50 05 4b 46 7f ff 0c 10 1c";  // 85 °C, never measured
constexpr auto zeros = "00 00 00 00 00 00 00 00 00";

}  // namespace

TEST_CASE("w1_slave: a temperature counts only with a right checksum, and when the chip has measured it")
{
    struct Row {
        std::string what;
        std::string text;
        std::optional<std::int32_t> milli_celsius;
        Errc failure = Errc::not_ready;
    };
    for (const auto& row : {
             Row{"datasheet DS18B20, table 1", w1_slave_text(warm, "25062"), 25'062},
             Row{"and below 0", w1_slave_text(cold, "-10125"), -10'125},
             Row{"85 °C in earnest", w1_slave_text(hot, "85000"), 85'000},
             Row{"power-on", w1_slave_text(powered_on, "85000"), {}, Errc::bad_value},
             Row{"a line held low: its checksum is right", w1_slave_text(zeros, "0"), {}, Errc::bad_value},
             Row{"the kernel says NO", w1_slave_text(warm, "25062", "NO"), {}, Errc::bad_checksum},
             Row{"the kernel gave up", "", {}, Errc::no_answer},
             Row{"no bytes", "hello : crc=70 YES\nhello t=25062", {}, Errc::bad_value},
             Row{"no temperature", std::string{warm} + " : crc=70 YES\n" + warm, {}, Errc::bad_value},
             Row{"half a temperature", w1_slave_text(warm, "25x"), {}, Errc::bad_value},
             Row{"beyond its range", w1_slave_text(warm, "125001"), {}, Errc::bad_value},
             Row{"at its end", w1_slave_text(warm, "125000"), 125'000},
             Row{"below its range", w1_slave_text(warm, "-55001"), {}, Errc::bad_value},
         }) {
        CAPTURE(row.what);
        const auto value = decode_w1_slave(row.text, device);
        REQUIRE(value.has_value() == row.milli_celsius.has_value());
        if (value) {
            CHECK(*value == Temperature::milli_celsius(*row.milli_celsius));
        } else {
            CHECK(value.error() == row.failure);
            CHECK(value.error().message.find(device) != std::string::npos);
        }
    }
}

TEST_CASE("w1_slave: each bit flipped in what the chip sent is found, whatever the kernel says of it")
{
    const std::string bytes{warm};
    for (std::size_t digit = 0; digit < bytes.size(); ++digit) {
        if (bytes[digit] == ' ') continue;
        for (unsigned bit = 0; bit < 4; ++bit) {
            auto flipped = bytes;
            constexpr std::string_view digits = "0123456789abcdef";
            flipped[digit] = digits[digits.find(bytes[digit]) ^ (1U << bit)];
            CAPTURE(flipped);
            CHECK(decode_w1_slave(w1_slave_text(flipped, "25062"), device).error() == Errc::bad_checksum);
        }
    }
}
