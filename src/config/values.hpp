// SPDX-License-Identifier: MIT
/// The types of values in a configuration.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/config/duration.hpp"
#include "coapnode/sensors/models.hpp"
#include "yaml/reader.hpp"

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

Reader<Duration> within(Duration least, Duration most);
/// The same without fractions of a second.
Reader<Duration> whole_seconds(Reader<Duration> reader);

/// A number of bytes with a unit of thousands: 500kB, 64MB, 2GB. `least` and `most` in bytes.
Reader<std::uint64_t> byte_size(std::uint64_t least, std::uint64_t most);

/// A name that becomes part of a URI: 1 to 64 of A-Z a-z 0-9 . _ -
Reader<std::string> path_segment();
/// An absolute path of a device file; `example` such as /dev/i2c-1.
Reader<std::string> device_path(std::string_view example);
/// An absolute path; `example` such as /var/lib/coapnode.
Reader<std::filesystem::path> absolute_path(std::string_view example);
/// The name of a GPIO line, as shown by gpioinfo.
Reader<std::string> line_name();

/// An interface name, as shown by `ip link`: 1 to 15 bytes without a slash or a space (IFNAMSIZ, net/if.h).
Reader<std::string> interface_name();
Reader<Listen> listen_address();
Reader<std::optional<DirectoryConfig>> directory_uri();
Reader<const Model*> driver();
/// One of these roles, by its name.
Reader<Role> role_among(std::initializer_list<Role> roles);

/// A 7-bit address, hexadecimal (0x44) or decimal (68): one of the model's, when the model is known.
Reader<std::uint8_t> chip_address(const Model* model);
/// A temperature in °C with at most 2 decimals, `least` and `most` as the value in thousandths.
Reader<std::int32_t> celsius(std::int32_t least, std::int32_t most);

}  // namespace coapnode
