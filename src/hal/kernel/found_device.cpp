// SPDX-License-Identifier: MIT
#include "hal/kernel/found_device.hpp"

#include "coapnode/hal/kernel_device.hpp"
#include "hal/kernel/attribute_file.hpp"
#include "hal/kernel/failures.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace coapnode {

namespace {

namespace fs = std::filesystem;
using Kind = FoundDevice::Kind;

/// 1-Wire families of thermometers, and the chips that they are.
struct Family {
    std::string_view code;
    std::string_view chip;
};
constexpr std::array families{
    Family{"10", "ds18s20"}, Family{"22", "ds1822"},   Family{"28", "ds18b20"},
    Family{"3b", "ds1825"},  Family{"42", "ds28ea00"},
};

fs::path canonical_or_empty(const fs::path& path)
{
    std::error_code failed;
    auto canonical = fs::canonical(path, failed);
    return failed ? fs::path{} : canonical;
}

/// By length first, so that hwmon10 comes after hwmon9.
std::vector<fs::path> entries_of(const fs::path& folder, std::string_view prefix)
{
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator entry{folder, failed}, end; !failed && entry != end; entry.increment(failed)) {
        if (entry->path().filename().string().starts_with(prefix)) found.push_back(entry->path());
    }
    std::ranges::sort(found, {}, [](const fs::path& path) { return std::pair{path.string().size(), path.string()}; });
    return found;
}

bool is_one_wire(const fs::path& chip)
{
    return form_of(chip.filename().string()) == KernelDeviceForm::one_wire;
}

std::string id_of(const fs::path& parent, const std::string& name)
{
    auto base = parent.filename().string();
    const bool is_for_good = form_of(base) != KernelDeviceForm::name || base.find('@') != std::string::npos;
    return is_for_good ? base : name;
}

/// The link `device` of hwmon; an IIO device stands in the folder of its chip.
fs::path parent_of(const fs::path& folder)
{
    auto chip = canonical_or_empty(folder / "device");
    return chip.empty() ? canonical_or_empty(folder).parent_path() : chip;
}

void add_class(const fs::path& folder, std::string_view prefix, Kind kind, std::vector<FoundDevice>& found)
{
    for (const auto& path : entries_of(folder, prefix)) {
        auto parent = parent_of(path);
        if (is_one_wire(parent)) continue;  // its own folder says more than hwmon
        auto name = attribute_or_empty(path / "name");
        auto id = id_of(parent, name);
        auto driver = driver_bound_to(parent);
        found.push_back({kind, path, std::move(parent), std::move(id), std::move(name),
                         attribute_or_empty(path / "label"), std::move(driver)});
    }
}

void add_one_wire(const fs::path& folder, std::vector<FoundDevice>& found)
{
    for (const auto& path : entries_of(folder, "")) {
        const auto id = path.filename().string();
        const auto* const family = std::ranges::find(families, id.substr(0, 2), &Family::code);
        if (!is_one_wire(path) || family == families.end()) continue;
        found.push_back(
            {Kind::one_wire, path, canonical_or_empty(path), id, std::string{family->chip}, {}, "w1_slave_driver"});
    }
}

/// Whether the path of a folder in sysfs is that of the device, of its chip, or of a link to one of them.
bool is_at(const FoundDevice& candidate, const fs::path& folder)
{
    return !folder.empty() && (folder == canonical_or_empty(candidate.folder) || folder == candidate.parent);
}

bool is_called(const FoundDevice& candidate, const std::string& device)
{
    if (device == candidate.id || device == candidate.name || device == candidate.label) return true;
    if (device == candidate.parent.filename() || device == candidate.name.substr(0, candidate.name.find('@')))
        return true;
    const auto* const wanted = find_kernel_driver(device);
    return wanted != nullptr && device != wanted->name &&
           wanted->name == candidate.name.substr(0, candidate.name.find('@'));
}

/// Where a path begins with /sys, that of the tree.
fs::path in_tree(const fs::path& sys, const std::string& path)
{
    constexpr std::string_view usual = "/sys/";
    return canonical_or_empty(path.starts_with(usual) ? sys / path.substr(usual.size()) : fs::path{path});
}

/// A chip may have a folder in IIO and in hwmon: the first will do.
bool is_of_one_chip(const std::vector<FoundDevice>& matches)
{
    return std::ranges::all_of(matches, [&](const FoundDevice& one) { return one.parent == matches.front().parent; });
}

Failure is_ambiguous(const std::string& device, const std::vector<FoundDevice>& matches)
{
    std::string ids;
    for (const auto& match : matches) {
        const auto is_alone = std::ranges::count(matches, match.id, &FoundDevice::id) == 1;
        ids.append(ids.empty() ? "" : " or ").append(is_alone ? match.id : match.parent.string());
    }
    return fail(Errc::wrong_chip,
                std::to_string(matches.size()) + " kernel sensors are called \"" + device + "\": write device: " + ids);
}

}  // namespace

std::string driver_bound_to(const fs::path& chip)
{
    std::error_code failed;
    const auto driver = fs::read_symlink(chip / "driver", failed);
    return failed ? std::string{} : driver.filename().string();
}

std::vector<FoundDevice> all_devices(const fs::path& sys)
{
    std::vector<FoundDevice> found;
    add_class(sys / "bus/iio/devices", "iio:device", Kind::iio, found);
    add_class(sys / "class/hwmon", "hwmon", Kind::hwmon, found);
    add_one_wire(sys / "bus/w1/devices", found);
    return found;
}

Result<FoundDevice> find_device(const fs::path& sys, const std::string& device)
{
    const bool is_path = form_of(device) == KernelDeviceForm::path;
    const auto folder = is_path ? in_tree(sys, device) : fs::path{};
    auto matches = all_devices(sys);
    std::erase_if(matches,
                  [&](const FoundDevice& one) { return is_path ? !is_at(one, folder) : !is_called(one, device); });
    if (matches.empty()) return no_kernel_sensor(device);
    if (!is_of_one_chip(matches)) return is_ambiguous(device, matches);
    return std::move(matches.front());
}

}  // namespace coapnode
