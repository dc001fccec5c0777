// SPDX-License-Identifier: MIT
/// The daemon's root object as the fuzzer meets it: the real Node with everything that it makes, on mock hardware, the
/// fake network and a clock that stands until it is moved.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "apps/coapnoded/options.hpp"
#include "apps/coapnoded/remote_config.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "server/manual_loop.hpp"
#include "support/temporary_directory.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace coapnode {

/// A request that ends in an exception is answered by the fence of Server, which says so: that must never be.
class FuzzLog final : public Log {
public:
    void write(LogLevel /*level*/, std::string_view /*line*/) override {}
    void write_often(std::string_view cause, LogLevel level, const LogLines& lines) override;
};

/// The folder with the configuration, the state and the history: written once, and again where a run has changed it.
class NodeFolder {
public:
    NodeFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return directory_.path(); }
    /// What the file says. It is read once: that takes longer than to make a node of it.
    [[nodiscard]] const Config& config() const { return config_; }
    void restore();

private:
    TemporaryDirectory directory_;
    ino_t file_{};  ///< the configuration's inode: a replacement is another file
    Config config_;
};

class FuzzNode {
public:
    explicit FuzzNode(const NodeFolder& folder);
    FuzzNode(const FuzzNode&) = delete;
    FuzzNode& operator=(const FuzzNode&) = delete;

    void turn() { loop_.turn(); }
    void pass(Duration duration);
    /// As at SIGTERM. A run need not end so: it makes a database for what waits to be stored, which takes half its
    /// time.
    void shut_down() { node_.shut_down(); }
    void set_wall_clock(WallTime::duration step) { loop_.time.step_wall_clock(step); }
    [[nodiscard]] MockHardware& hardware() { return *made_.back(); }

private:
    std::unique_ptr<Hardware> make_hardware(const Clock& clock);

    std::vector<std::unique_ptr<MockHardware>> made_;
    ManualLoop loop_;
    FuzzLog log_;
    ManualEventLoop events_{loop_};
    Options options_;
    Node node_;
    RemoteConfig remote_;
};

}  // namespace coapnode
