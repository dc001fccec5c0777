// SPDX-License-Identifier: MIT
/// A GPIO chip, as little of it as is needed here. Behind it stands libgpiod, version 1 or 2: gpiod_v1.cpp or
/// gpiod_v2.cpp, as CMake finds it.
#pragma once

#include "coapnode/hal/output_line.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// Who holds the line, for gpioinfo and /sys/kernel/debug/gpio.
inline constexpr auto gpio_consumer = "coapnode";

class GpioChip {
public:
    virtual ~GpioChip() = default;

    [[nodiscard]] virtual std::optional<unsigned> offset_of(const std::string& line) const = 0;

    /// Of the lines that have one, in the order of their offsets.
    [[nodiscard]] virtual std::vector<std::string> line_names() const = 0;

    /// `where` is the line as the user named it, for messages. The line outlives this object. When it is released its
    /// level stays until somebody else changes it.
    [[nodiscard]] virtual Result<std::unique_ptr<OutputLine>> request_output(unsigned offset, bool high,
                                                                             const LineAddress& where) = 0;
};

/// nullptr with errno set where the chip cannot be opened.
using OpenGpioChip = std::function<std::unique_ptr<GpioChip>(const std::string& path)>;

/// libgpiod's.
std::unique_ptr<GpioChip> open_gpiod_chip(const std::string& path);

}  // namespace coapnode
