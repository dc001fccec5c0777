// SPDX-License-Identifier: MIT
#include "hal/kernel/attributes.hpp"

#include "coapnode/core/number.hpp"
#include "coapnode/hal/kernel_device.hpp"
#include "hal/kernel/attribute_file.hpp"
#include "hal/kernel/failures.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <string_view>
#include <utility>

namespace coapnode {

namespace {

/// A quantity in sysfs. Limits are in thousandths of the base unit.
struct Row {
    Quantity quantity;
    std::string_view hwmon;  ///< how its attributes begin; empty: hwmon has none
    std::string_view iio;
    double unit;  ///< the thousandths that one unit in sysfs is, by the kernel's rule
    std::int32_t least;
    std::int32_t most;
};
constexpr std::array rows{
    Row{Quantity::temperature, "temp1", "in_temp", 1, -90'000, 200'000},
    // Chips that count from below 0 to above 100 % are cut at these, as by their datasheets.
    Row{Quantity::humidity, "humidity1", "in_humidityrelative", 1, -10'000, 125'000},
    Row{Quantity::pressure, "", "in_pressure", 1'000'000, 20'000'000, 130'000'000},
};

const Row* row_for(Quantity quantity)
{
    const auto* const row = std::ranges::find(rows, quantity, &Row::quantity);
    return row != rows.end() ? row : nullptr;
}

/// The path that its attributes begin with; empty where this kind of device cannot have it.
std::string stem_of(const FoundDevice& found, const Row& row)
{
    const auto begin = found.kind == FoundDevice::Kind::hwmon ? row.hwmon : row.iio;
    return begin.empty() ? std::string{} : (found.folder / begin).string();
}

bool has(const FoundDevice& found, const Row& row)
{
    const auto stem = stem_of(found, row);
    return !stem.empty() && (is_there(stem + "_input") || is_there(stem + "_raw"));
}

const KernelDriver* driver_of(const FoundDevice& found)
{
    const auto* const named = find_kernel_driver(found.name);
    return named != nullptr ? named : find_kernel_driver(found.driver);
}

class Attributes {
public:
    Attributes(std::string device, const Row& row, std::string stem)
        : device_{std::move(device)}, row_{row}, stem_{std::move(stem)}
    {
    }

    Result<double> read() const
    {
        if (is_there(stem_ + "_input")) return number("_input");
        const auto raw = number("_raw");
        const auto offset = raw ? number_or("_offset", 0) : raw;
        const auto scale = offset ? number_or("_scale", 1) : offset;
        if (!scale) return fail(scale);
        return (*raw + *offset) * *scale;
    }

private:
    [[nodiscard]] Result<double> number(std::string_view end) const
    {
        const auto read = read_attribute(stem_ + std::string{end});
        if (read.error_number != 0 || read.text.empty())
            return cannot_read(device_, name_of(row_.quantity), read.error_number);
        if (const auto value = parse_number(read.text)) return *value;
        return fail(Errc::bad_value, "the kernel gives an invalid value of " + kernel_sensor(device_));
    }

    [[nodiscard]] Result<double> number_or(std::string_view end, double otherwise) const
    {
        return is_there(stem_ + std::string{end}) ? number(end) : Result<double>{otherwise};
    }

    std::string device_;
    const Row& row_;
    std::string stem_;
};

double unit_of(const Row& row, const KernelDriver* driver)
{
    if (driver == nullptr) return row.unit;
    if (row.quantity == Quantity::temperature) return driver->temperature_unit;
    return row.quantity == Quantity::humidity ? driver->humidity_unit : row.unit;
}

bool is_possible(double thousandths, const Row& row, const KernelDriver* driver)
{
    if (!(thousandths >= row.least && thousandths <= row.most)) return false;
    if (driver == nullptr || row.quantity != Quantity::temperature) return true;
    return thousandths >= driver->coldest && thousandths <= driver->hottest;
}

Value clamped(Quantity quantity, double thousandths)
{
    const auto whole = static_cast<std::int32_t>(std::lround(thousandths));
    return {quantity, std::clamp(whole, row_of(quantity).least, row_of(quantity).most)};
}

}  // namespace

std::vector<Quantity> quantities_of(const FoundDevice& found)
{
    if (found.kind == FoundDevice::Kind::one_wire) return {Quantity::temperature};
    std::vector<Quantity> quantities;
    for (const auto& row : rows)
        if (has(found, row)) quantities.push_back(row.quantity);
    return quantities;
}

Result<Value> read_quantity(const FoundDevice& found, Quantity quantity, const std::string& device)
{
    const auto* const row = row_for(quantity);
    if (row == nullptr || !has(found, *row)) {
        if (!is_there(found.folder)) return cannot_read(device, name_of(quantity), ENOENT);
        return fail(Errc::wrong_chip, kernel_sensor(device) + " has no " + std::string{name_of(quantity)});
    }
    const auto read = Attributes{device, *row, stem_of(found, *row)}.read();
    if (!read) return fail(read);
    const auto* const driver = driver_of(found);
    const auto thousandths = *read * unit_of(*row, driver);
    if (is_possible(thousandths, *row, driver)) return clamped(quantity, thousandths);
    return fail(Errc::bad_value, "impossible " + std::string{name_of(quantity)} + " from " + kernel_sensor(device));
}

}  // namespace coapnode
