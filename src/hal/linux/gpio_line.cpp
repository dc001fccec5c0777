// SPDX-License-Identifier: MIT
#include "hal/linux/gpio_line.hpp"

#include "hal/failures.hpp"
#include "hal/linux/errors.hpp"

#include <cerrno>
#include <utility>

namespace coapnode {

namespace {

struct Found {
    std::unique_ptr<GpioChip> chip;
    std::string path;
    unsigned offset{};
};

Result<Found> find_by_offset(const LineAddress& where, const OpenGpioChip& open_chip)
{
    auto chip = open_chip(where.chip);
    if (!chip) return hardware_failure(gpio_errc(errno), where);
    return Found{std::move(chip), where.chip, where.offset};
}

Failure ambiguous(const LineAddress& where, const std::string& first, const std::string& second)
{
    return hardware_failure(
        Errc::line_missing, where,
        "both " + first + " and " + second + " have a line with this name: configure chip and offset");
}

Result<Found> find_by_name(const LineAddress& where, const std::vector<std::string>& paths,
                           const OpenGpioChip& open_chip)
{
    Found found;
    bool denied = false;
    for (const auto& path : paths) {
        auto chip = open_chip(path);
        if (!chip) {
            denied = denied || gpio_errc(errno) == Errc::access_denied;
            continue;
        }
        const auto offset = chip->offset_of(where.line);
        if (!offset) continue;
        if (found.chip) return ambiguous(where, found.path, path);
        found = {std::move(chip), path, *offset};
    }
    if (!found.chip) return hardware_failure(denied ? Errc::access_denied : Errc::line_missing, where);
    return found;
}

}  // namespace

Result<std::unique_ptr<OutputLine>> open_gpio_line(const LineAddress& where, bool high,
                                                   const std::vector<std::string>& chips, const OpenGpioChip& open_chip)
{
    auto found = where.chip.empty() ? find_by_name(where, chips, open_chip) : find_by_offset(where, open_chip);
    if (!found) return fail(found);
    return found->chip->request_output(found->offset, high, where);
}

}  // namespace coapnode
