// SPDX-License-Identifier: MIT
#include "coapnode/hal/kernel_device.hpp"

#include "coapnode/hal/kernel_sensors.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

constexpr Quantity all[]{Quantity::temperature, Quantity::humidity, Quantity::pressure};
constexpr auto of_air = std::span{all}.first<2>();
constexpr auto temperature = std::span{all}.first<1>();
constexpr Quantity of_barometer[]{Quantity::temperature, Quantity::pressure};

// Names as in Linux 6.12. Of these the bme680 shows humidity in %, the hts221 both in °C and %, the mpl3115 °C.
constexpr auto rows = std::to_array<KernelDriver>({
    {.name = "dht11", .quantities = of_air, .overlay = "dht11,gpiopin=4", .coldest = -40'000, .hottest = 80'000},
    {.name = "bme280", .quantities = all, .overlay = "i2c-sensor,bme280"},
    {.name = "bme680", .quantities = all, .overlay = "i2c-sensor,bme680", .humidity_unit = 1'000},
    {.name = "hts221",
     .quantities = of_air,
     .overlay = "i2c-sensor,hts221",
     .temperature_unit = 1'000,
     .humidity_unit = 1'000},
    {.name = "mpl3115", .quantities = of_barometer, .temperature_unit = 1'000},
    {.name = "aht10", .quantities = of_air, .overlay = "i2c-sensor,aht10"},
    {.name = "aht20", .quantities = of_air},
    {.name = "dht20", .quantities = of_air},
    {.name = "sht3x", .quantities = of_air, .overlay = "i2c-sensor,sht3x"},
    {.name = "sht4x", .quantities = of_air, .overlay = "i2c-sensor,sht4x"},
    {.name = "sht21", .quantities = of_air},
    {.name = "shtc1", .quantities = of_air},
    {.name = "shtc3", .quantities = of_air, .overlay = "i2c-sensor,shtc3"},
    {.name = "htu21", .quantities = of_air, .overlay = "i2c-sensor,htu21"},
    {.name = "htu31", .quantities = of_air, .overlay = "i2c-sensor,htu31"},
    {.name = "si7020", .quantities = of_air, .overlay = "i2c-sensor,si7020"},
    {.name = "hdc100x", .quantities = of_air, .overlay = "i2c-sensor,hdc100x"},
    {.name = "hdc3020", .quantities = of_air, .overlay = "i2c-sensor,hdc3020"},
    {.name = "scd30", .quantities = of_air},
    {.name = "scd4x", .quantities = of_air},
    {.name = "am2315", .quantities = of_air},
    {.name = "bmp280", .quantities = of_barometer, .overlay = "i2c-sensor,bmp280"},
    {.name = "bmp180", .quantities = of_barometer, .overlay = "i2c-sensor,bmp180"},
    {.name = "bmp380", .quantities = of_barometer, .overlay = "i2c-sensor,bmp380"},
    {.name = "dps310", .quantities = of_barometer},
    {.name = "ms5611", .quantities = of_barometer},
    {.name = "ms5637", .quantities = of_barometer, .overlay = "i2c-sensor,ms5637"},
    {.name = "lps25h", .quantities = of_barometer},
    {.name = "lps22hb", .quantities = of_barometer},
    {.name = "lm75", .quantities = temperature, .overlay = "i2c-sensor,lm75"},
    {.name = "tmp102", .quantities = temperature, .overlay = "i2c-sensor,tmp102"},
    {.name = "tmp117", .quantities = temperature},
    {.name = "jc42", .quantities = temperature},
    {.name = "adt7410", .quantities = temperature, .overlay = "i2c-sensor,adt7410"},
    {.name = "ds1621", .quantities = temperature, .overlay = "i2c-sensor,ds1621"},
    {.name = "cpu_thermal", .quantities = temperature},
    // On the 1-Wire bus.
    {.name = "ds18b20", .quantities = temperature, .overlay = "w1-gpio"},
    {.name = "ds18s20", .quantities = temperature, .overlay = "w1-gpio"},
    {.name = "ds1822", .quantities = temperature, .overlay = "w1-gpio"},
    {.name = "ds1825", .quantities = temperature, .overlay = "w1-gpio"},
    {.name = "ds28ea00", .quantities = temperature, .overlay = "w1-gpio"},
});

struct OtherName {
    std::string_view chip;
    std::string_view driver;
};
constexpr auto other_names = std::to_array<OtherName>({
    {"dht22", "dht11"},
    {"dht21", "dht11"},
    {"am2301", "dht11"},
    {"am2302", "dht11"},
    {"ds1820", "ds18s20"},
    {"max31820", "ds18b20"},
});

bool is_hexadecimal(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool is_decimal(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view driver_of(std::string_view name)
{
    const auto* const other = std::ranges::find(other_names, name, &OtherName::chip);
    return other != other_names.end() ? other->driver : name;
}

}  // namespace

KernelDeviceForm form_of(std::string_view device)
{
    if (device.starts_with('/')) return KernelDeviceForm::path;
    const auto dash = device.find('-');
    if (dash == std::string_view::npos || dash == 0) return KernelDeviceForm::name;
    const auto before = device.substr(0, dash);
    const auto behind = device.substr(dash + 1);
    if (!is_hexadecimal(behind)) return KernelDeviceForm::name;
    if (before.size() == 2 && is_hexadecimal(before) && behind.size() == 12) return KernelDeviceForm::one_wire;
    return is_decimal(before) && behind.size() == 4 ? KernelDeviceForm::i2c : KernelDeviceForm::name;
}

const KernelDriver* find_kernel_driver(std::string_view name)
{
    const auto wanted = driver_of(name.substr(0, name.find('@')));
    const auto* const exact = std::ranges::find(rows, wanted, &KernelDriver::name);
    if (exact != rows.end()) return exact;
    const auto* const begins =
        std::ranges::find_if(rows, [wanted](const KernelDriver& row) { return wanted.starts_with(row.name); });
    return begins != rows.end() ? begins : nullptr;
}

std::span<const Quantity> quantities_of_kernel_device(std::string_view device)
{
    switch (form_of(device)) {
    case KernelDeviceForm::one_wire:
        return temperature;
    case KernelDeviceForm::name: {
        const auto* const driver = find_kernel_driver(device);
        return driver != nullptr ? driver->quantities : std::span<const Quantity>{};
    }
    case KernelDeviceForm::path:
    case KernelDeviceForm::i2c:
        break;
    }
    return {};
}

std::string kernel_prefix_of(std::string_view bus)
{
    return std::string{bus.substr(bus.rfind('-') + 1)} + '-';
}

bool tells_its_quantities(const KernelSensorInfo& sensor)
{
    return std::ranges::equal(quantities_of_kernel_device(sensor.device), sensor.quantities);
}

std::string list_of(std::span<const Quantity> quantities)
{
    std::string list;
    for (const auto quantity : quantities)
        list.append(list.empty() ? "" : ", ").append(name_of(quantity));
    return list;
}

}  // namespace coapnode
