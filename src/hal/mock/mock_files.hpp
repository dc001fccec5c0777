// SPDX-License-Identifier: MIT
/// A directory through which a test plays with the mock hardware of a running daemon. Without one nothing is read or
/// written.
///
///     <directory>/i2c-1/0x44       read at each transaction: the words of injection.hpp, or nothing
///     <directory>/lines/GPIO17     written at each change: "high" or "low"
///     <directory>/sys              a made-up sysfs, for driver kernel
///
/// To replace a file that is read, write another one and rename it.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "hal/mock/injection.hpp"

#include <filesystem>
#include <optional>

namespace coapnode {

class MockFiles {
public:
    MockFiles() = default;
    explicit MockFiles(std::filesystem::path directory) : directory_{std::move(directory)} {}

    /// The directory that the environment variable COAPNODE_MOCK_DIR names, if it does.
    static MockFiles from_environment();

    /// Nothing where there is no file. A word that is not understood is an error (bus_io), so that a test notices.
    [[nodiscard]] Result<std::optional<Injection>> injection(const I2cAddress& where) const;

    /// Errors: line_io.
    [[nodiscard]] Result<void> show_line(const std::string& name, bool high) const;

    /// nullopt where there is no such folder.
    [[nodiscard]] std::optional<std::filesystem::path> sysfs() const;

private:
    std::filesystem::path directory_;
};

}  // namespace coapnode
