// SPDX-License-Identifier: MIT
/// A node of the gateway: its connection, its health and its resources.
///
/// While the node is down, requests to it fail at once. It is probed with growing pauses, and is up again with its
/// first answer.
#pragma once

#include "coapnode/core/change_signal.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/links.hpp"
#include "gateway/health.hpp"
#include "gateway/node_link.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

enum class DeviceSource : std::uint8_t { configured, directory, multicast, address };

std::string_view name_of(DeviceSource source);

class Device {
public:
    /// Bound on the links of one node.
    static constexpr std::size_t most_resources = 256;
    /// How often its links are read again while it is up.
    static constexpr Duration links_lifetime = 10min;

    Device(Scheduler& scheduler, NodeConfig config, DeviceSource source, Duration timeout,
           std::unique_ptr<NodeLink> link);
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] const std::string& name() const { return config_.name; }
    [[nodiscard]] const NodeConfig& config() const { return config_; }
    [[nodiscard]] DeviceSource source() const { return source_; }
    [[nodiscard]] const Health& health() const { return health_; }
    [[nodiscard]] const ReadLinks& links() const { return links_; }
    /// A name for people; empty when the node has none.
    [[nodiscard]] const std::string& title() const { return title_; }
    /// How far the node's clock is ahead; nullopt when unknown.
    [[nodiscard]] std::optional<std::chrono::seconds> clock_offset() const { return clock_offset_; }
    void note_clock_offset(std::chrono::seconds offset);

    /// Reads its links now and periodically, so that its health is known without client requests. Before this call it
    /// is asked only for client requests.
    void keep_known();

    /// As NodeLink::request().
    [[nodiscard]] PendingPtr request(OutgoingRequest request, NodeLink::Answered answered);

    /// As NodeLink::observe(). Its results also update the node's health.
    [[nodiscard]] PendingPtr observe(OutgoingRequest request, NodeLink::Observer observer);

    /// Emitted when its state, links, title or clock have changed.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    void probe();
    void on_links(const Result<IncomingResponse>& answer);
    void ask_for_title(const std::vector<std::string>& path);
    void on_title(const Result<IncomingResponse>& answer);
    void note(const Result<IncomingResponse>& answer);
    void note_answer();
    void note_failure(const Error& error);
    void probe_after(Duration pause);

    Scheduler& scheduler_;
    NodeConfig config_;
    DeviceSource source_;
    Duration timeout_;
    Health health_;
    ReadLinks links_;
    std::string title_;
    std::optional<std::chrono::seconds> clock_offset_;
    bool is_kept_known_ = false;
    ChangeSignal changes_;
    std::unique_ptr<NodeLink> link_;
    PendingPtr probe_;
    Timer next_probe_;
};

}  // namespace coapnode
