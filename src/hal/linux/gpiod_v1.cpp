// SPDX-License-Identifier: MIT
/// GpioChip over libgpiod 1.x (Debian 12).
#include "hal/failures.hpp"
#include "hal/linux/errors.hpp"
#include "hal/linux/gpio_chip.hpp"

#include <gpiod.h>

#include <cerrno>
#include <utility>

namespace coapnode {

namespace {

/// Closing the chip releases its lines, so each line keeps it open.
using SharedChip = std::shared_ptr<gpiod_chip>;

class GpiodLine final : public OutputLine {
public:
    GpiodLine(LineAddress where, SharedChip chip, gpiod_line& line)
        : where_{std::move(where)}, chip_{std::move(chip)}, line_{line}
    {
    }
    GpiodLine(const GpiodLine&) = delete;
    GpiodLine& operator=(const GpiodLine&) = delete;
    ~GpiodLine() override { gpiod_line_release(&line_); }

    Result<void> drive(bool high) override
    {
        if (gpiod_line_set_value(&line_, high ? 1 : 0) < 0) return hardware_failure(Errc::line_io, where_);
        return {};
    }

private:
    LineAddress where_;
    SharedChip chip_;
    gpiod_line& line_;
};

class GpiodChip final : public GpioChip {
public:
    explicit GpiodChip(SharedChip chip) : chip_{std::move(chip)} {}

    [[nodiscard]] std::optional<unsigned> offset_of(const std::string& line) const override
    {
        auto* const found = gpiod_chip_find_line(chip_.get(), line.c_str());
        return found != nullptr ? std::optional{gpiod_line_offset(found)} : std::nullopt;
    }

    [[nodiscard]] std::vector<std::string> line_names() const override
    {
        std::vector<std::string> names;
        for (unsigned offset = 0; offset < gpiod_chip_num_lines(chip_.get()); ++offset) {
            auto* const line = gpiod_chip_get_line(chip_.get(), offset);
            const auto* const name = line != nullptr ? gpiod_line_name(line) : nullptr;
            if (name != nullptr) names.emplace_back(name);
        }
        return names;
    }

    Result<std::unique_ptr<OutputLine>> request_output(unsigned offset, bool high, const LineAddress& where) override
    {
        auto* const line = gpiod_chip_get_line(chip_.get(), offset);
        if (line == nullptr || gpiod_line_request_output(line, gpio_consumer, high ? 1 : 0) < 0) {
            return hardware_failure(gpio_errc(errno), where);
        }
        return std::make_unique<GpiodLine>(where, chip_, *line);
    }

private:
    SharedChip chip_;
};

}  // namespace

std::unique_ptr<GpioChip> open_gpiod_chip(const std::string& path)
{
    auto* const chip = gpiod_chip_open(path.c_str());
    return chip != nullptr ? std::make_unique<GpiodChip>(SharedChip{chip, &gpiod_chip_close}) : nullptr;
}

}  // namespace coapnode
