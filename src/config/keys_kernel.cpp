// SPDX-License-Identifier: MIT
#include "config/keys_kernel.hpp"

#include "coapnode/hal/kernel_device.hpp"
#include "config/values.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::size_t longest_device_name = 64;
constexpr std::size_t longest_device_path = 255;
constexpr std::string_view sysfs = "/sys/";
constexpr auto name_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@:+-";  // of the kernel's names in sysfs

bool is_device(std::string_view text)
{
    if (text.find_first_not_of(std::string{name_characters} + '/') != std::string_view::npos) return false;
    if (text.starts_with(sysfs)) return text.size() > sysfs.size() && text.size() <= longest_device_path;
    return !text.empty() && text.size() <= longest_device_name && text.find('/') == std::string_view::npos;
}

Reader<std::string> device_name()
{
    return text_that(
        "a name such as dht11, 28-0316a27944d2 or 1-0076, or a path below /sys", is_device,
        {.pattern = "^(/sys/[A-Za-z0-9._@:+/-]{1,250}|[A-Za-z0-9._@:+-]{1,64})$", .may_look_like_number = true});
}

Reader<Quantity> quantity()
{
    std::vector<std::pair<std::string_view, Quantity>> choices;
    for (const auto each : find_model("kernel")->quantities)
        choices.emplace_back(name_of(each), each);
    return one_of<Quantity>(std::move(choices));
}

std::size_t most_measures()
{
    return find_model("kernel")->quantities.size();
}

/// What the device measures, as far as its name tells; measures: overrides it.
void read_device(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    const auto known = in.option("device", sensor.device, device_name()) ? quantities_of_kernel_device(sensor.device)
                                                                         : std::span<const Quantity>{};
    sensor.measures.assign(known.begin(), known.end());
    reading.measures = sensor.measures;
}

void read_measures(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    const auto given = in.list("measures", most_measures(), quantity());
    if (!given || given->empty()) return;
    sensor.measures.clear();
    for (const auto& [each, place] : *given) {
        if (std::ranges::find(sensor.measures, each) == sensor.measures.end()) {
            sensor.measures.push_back(each);
        } else {
            in.complain(place, std::string{name_of(each)} + " is listed twice");
        }
    }
    std::ranges::sort(sensor.measures);
    reading.measures = sensor.measures;
}

void refuse_key(YamlSection& in, std::string_view key, const std::string& message)
{
    if (in.has(key)) in.complain(in.place_of_key(key), message);
}

}  // namespace

void add_kernel_keys(NodeKeys<SensorConfig>& keys)
{
    keys.custom("device", device_name().form, &read_device,
                "The device that driver kernel reads, see coapnoded --probe: a name (dht11), the number of a 1-Wire "
                "thermometer "
                "(28-0316a27944d2), bus and address of a chip (1-0076), or a path below /sys.")
        .example = "dht11";
    auto& measures = keys.custom("measures", quantity().form, &read_measures,
                                 "The quantities that driver kernel reads from its device. Default: those that a "
                                 "device with this name measures; coapnoded --probe prints it.");
    measures.most_items = most_measures();
    measures.example = "temperature";
}

bool may_measure(const NodeReading& reading, Quantity quantity)
{
    if (reading.model == nullptr) return true;
    if (reading.model->is_on_i2c()) return reading.model->measures(quantity);
    return reading.measures.empty() || std::ranges::find(reading.measures, quantity) != reading.measures.end();
}

void check_kernel_keys(YamlSection& in, SensorConfig& sensor, NodeReading& reading)
{
    if (reading.model == nullptr) return;
    if (reading.model->is_on_i2c()) {
        refuse_key(in, "device", "device: is only for driver kernel: remove it");
        refuse_key(in, "measures", "measures: is only for driver kernel: remove it");
        return;
    }
    refuse_key(in, "bus", "driver kernel finds its sensor by device: only, so remove this key");
    refuse_key(in, "address", "driver kernel finds its sensor by device: only, so remove this key");
    if (!in.has("device")) {
        in.complain(in.place(), "driver kernel needs device: such as dht11 or 28-0316a27944d2 (coapnoded --probe)");
    } else if (in.took("device") && sensor.measures.empty()) {
        in.complain(in.place_of("device"), "which quantities " + sensor.device +
                                               " measures is not known: add measures: such as [temperature, humidity] "
                                               "(coapnoded --probe prints it)");
    }
}

}  // namespace coapnode
