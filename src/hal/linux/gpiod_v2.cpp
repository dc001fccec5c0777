// SPDX-License-Identifier: MIT
/// GpioChip over libgpiod 2.x (Debian 13, Raspberry Pi OS).
#include "coapnode/core/c_ptr.hpp"
#include "hal/failures.hpp"
#include "hal/linux/errors.hpp"
#include "hal/linux/gpio_chip.hpp"

#include <gpiod.h>

#include <cerrno>
#include <utility>

namespace coapnode {

namespace {

using ChipInfoPtr = CPtr<gpiod_chip_info, &gpiod_chip_info_free>;
using LineInfoPtr = CPtr<gpiod_line_info, &gpiod_line_info_free>;
using ChipPtr = CPtr<gpiod_chip, &gpiod_chip_close>;
using SettingsPtr = CPtr<gpiod_line_settings, &gpiod_line_settings_free>;
using LineConfigPtr = CPtr<gpiod_line_config, &gpiod_line_config_free>;
using RequestConfigPtr = CPtr<gpiod_request_config, &gpiod_request_config_free>;
using RequestPtr = CPtr<gpiod_line_request, &gpiod_line_request_release>;

gpiod_line_value level(bool high)
{
    return high ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE;
}

class GpiodLine final : public OutputLine {
public:
    GpiodLine(LineAddress where, RequestPtr request, unsigned offset)
        : where_{std::move(where)}, request_{std::move(request)}, offset_{offset}
    {
    }

    Result<void> drive(bool high) override
    {
        if (gpiod_line_request_set_value(request_.get(), offset_, level(high)) < 0) {
            return hardware_failure(Errc::line_io, where_);
        }
        return {};
    }

private:
    LineAddress where_;
    RequestPtr request_;
    unsigned offset_;
};

/// nullptr with errno set.
RequestPtr request(gpiod_chip& chip, unsigned offset, bool high)
{
    const SettingsPtr settings{gpiod_line_settings_new()};
    const LineConfigPtr lines{gpiod_line_config_new()};
    const RequestConfigPtr config{gpiod_request_config_new()};
    if (!settings || !lines || !config) return nullptr;
    gpiod_line_settings_set_direction(settings.get(), GPIOD_LINE_DIRECTION_OUTPUT);
    gpiod_line_settings_set_output_value(settings.get(), level(high));
    if (gpiod_line_config_add_line_settings(lines.get(), &offset, 1, settings.get()) < 0) return nullptr;
    gpiod_request_config_set_consumer(config.get(), gpio_consumer);
    return RequestPtr{gpiod_chip_request_lines(&chip, config.get(), lines.get())};
}

class GpiodChip final : public GpioChip {
public:
    explicit GpiodChip(ChipPtr chip) : chip_{std::move(chip)} {}

    [[nodiscard]] std::optional<unsigned> offset_of(const std::string& line) const override
    {
        const int offset = gpiod_chip_get_line_offset_from_name(chip_.get(), line.c_str());
        return offset >= 0 ? std::optional{static_cast<unsigned>(offset)} : std::nullopt;
    }

    [[nodiscard]] std::vector<std::string> line_names() const override
    {
        std::vector<std::string> names;
        const ChipInfoPtr chip{gpiod_chip_get_info(chip_.get())};
        const auto count = chip ? gpiod_chip_info_get_num_lines(chip.get()) : 0;
        for (unsigned offset = 0; offset < count; ++offset) {
            const LineInfoPtr line{gpiod_chip_get_line_info(chip_.get(), offset)};
            const auto* const name = line ? gpiod_line_info_get_name(line.get()) : nullptr;
            if (name != nullptr) names.emplace_back(name);
        }
        return names;
    }

    Result<std::unique_ptr<OutputLine>> request_output(unsigned offset, bool high, const LineAddress& where) override
    {
        auto held = request(*chip_, offset, high);
        if (!held) return hardware_failure(gpio_errc(errno), where);
        return std::make_unique<GpiodLine>(where, std::move(held), offset);
    }

private:
    ChipPtr chip_;
};

}  // namespace

std::unique_ptr<GpioChip> open_gpiod_chip(const std::string& path)
{
    ChipPtr chip{gpiod_chip_open(path.c_str())};
    return chip ? std::make_unique<GpiodChip>(std::move(chip)) : nullptr;
}

}  // namespace coapnode
