// SPDX-License-Identifier: MIT
/// A node as the gateway knows it: how to ask it, whether it answers, what it has.
///
/// While it is known to be down, requests to it fail at once and cost nobody anything; it is probed with a pause that
/// grows, and is up again with its first answer.
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
    /// Links of one node that are looked at.
    static constexpr std::size_t most_resources = 256;
    /// How often its links are read anew while it is up.
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
    /// A name for people; empty where the node has none.
    [[nodiscard]] const std::string& title() const { return title_; }
    /// The node's clock is ahead by so much; nullopt where that is not known.
    [[nodiscard]] std::optional<std::chrono::seconds> clock_offset() const { return clock_offset_; }
    void note_clock_offset(std::chrono::seconds offset);

    /// Reads its links now, and again and again: so its state is known without a request. Until then it is asked only
    /// when somebody wants something.
    void keep_known();

    /// As NodeLink::request().
    [[nodiscard]] PendingPtr request(OutgoingRequest request, NodeLink::Answered answered);

    /// As NodeLink::observe(). What is seen of the node by it counts for its health.
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
