// SPDX-License-Identifier: MIT
/// An observed resource of a node, shared by all readers: its newest state, or the reason why there is none. A state is
/// dropped after its Max-Age and a grace period.
#pragma once

#include "gateway/device.hpp"
#include "gateway/response_cache.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

class ObservedResource {
public:
    /// Grace after Max-Age, because a notification may be late; at least another Max-Age.
    static constexpr Duration least_grace = 5s;

    struct Failure {
        std::uint16_t status{};  ///< the status of a GET through the gateway
        std::string error;

        bool operator==(const Failure&) const = default;
    };

    /// `request` is a GET. `key` is its key in the cache, which gets each state. All must outlive it.
    ObservedResource(Scheduler& scheduler, ResponseCache& cache, std::shared_ptr<Device> device, ResourceKey key,
                     OutgoingRequest request);
    ObservedResource(const ObservedResource&) = delete;
    ObservedResource& operator=(const ObservedResource&) = delete;

    [[nodiscard]] const ResourceKey& key() const { return key_; }
    /// nullptr when there is none: not yet, or after a failure.
    [[nodiscard]] const KeptResponsePtr& state() const { return state_; }
    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
    /// The result of payload_as_json() for the state, built once for all readers. Only when there is a state.
    [[nodiscard]] const std::string& payload_json() const;

    /// Emitted when state or failure has changed.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    void on_notified(const IncomingResponse& response);
    void take(const IncomingResponse& response);
    void on_troubled(const Error& error);
    void fail_with(Failure failure);
    void compare_clocks(const IncomingResponse& response);

    Scheduler& scheduler_;
    ResponseCache& cache_;
    std::shared_ptr<Device> device_;
    ResourceKey key_;
    KeptResponsePtr state_;
    std::optional<Failure> failure_;
    mutable std::string payload_json_;  ///< of state_; empty: not built yet
    Timer stale_;
    ChangeSignal changes_;
    PendingPtr observation_;
};

}  // namespace coapnode
