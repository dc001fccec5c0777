// SPDX-License-Identifier: MIT
/// A resource of a node that is observed for all who want it, however many they are: its newest state, or why there is
/// none. A state is never older than its Max-Age and a grace allow.
#pragma once

#include "gateway/device.hpp"
#include "gateway/response_cache.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

class ObservedResource {
public:
    /// Beyond Max-Age: a notification may come late. Once more Max-Age where that is longer.
    static constexpr Duration least_grace = 5s;

    struct Failure {
        std::uint16_t status{};  ///< as a GET through the gateway would have it
        std::string error;

        bool operator==(const Failure&) const = default;
    };

    /// `request` is a GET; `key` its place in the cache, which gets each state. All outlive it.
    ObservedResource(Scheduler& scheduler, ResponseCache& cache, std::shared_ptr<Device> device, ResourceKey key,
                     OutgoingRequest request);
    ObservedResource(const ObservedResource&) = delete;
    ObservedResource& operator=(const ObservedResource&) = delete;

    [[nodiscard]] const ResourceKey& key() const { return key_; }
    /// nullptr where there is none: not so far, or it failed.
    [[nodiscard]] const KeptResponsePtr& state() const { return state_; }
    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
    /// The state as payload_as_json() has it, made once for all who want it. Only where there is one.
    [[nodiscard]] const std::string& payload_json() const;

    /// Emitted when one of them has changed.
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
    mutable std::string payload_json_;  ///< of state_; empty: not asked for so far
    Timer stale_;
    ChangeSignal changes_;
    PendingPtr observation_;
};

}  // namespace coapnode
