// SPDX-License-Identifier: MIT
/// Sends GETs to nodes. Identical GETs share one request, and a cached answer with an ETag is revalidated.
#pragma once

#include "gateway/device.hpp"
#include "gateway/response_cache.hpp"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace coapnode {

class Fetches {
public:
    /// Bound on waiters for one answer; a further one gets `busy`.
    static constexpr std::size_t most_waiters = 1024;

    Fetches(Scheduler& scheduler, ResponseCache& cache) : scheduler_{scheduler}, cache_{cache} {}
    Fetches(const Fetches&) = delete;
    Fetches& operator=(const Fetches&) = delete;

    struct Counts {
        std::uint64_t asked = 0;        ///< requests that went out
        std::uint64_t joined = 0;       ///< answered by another client's request
        std::uint64_t revalidated = 0;  ///< 2.03: the cached answer is still valid
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

    /// Called once, from the loop. It may destroy the Pending. An answer with an error code is a response, not an
    /// Error.
    using Answered = std::function<void(const Result<KeptResponsePtr>&)>;

    /// `request` is a GET; its ETags are replaced by that of the cached answer. Destroying the Pending cancels the
    /// call; the request continues while others wait. Errors: those of the device; busy.
    [[nodiscard]] Result<PendingPtr> get(const std::shared_ptr<Device>& device, const ResourceKey& key,
                                         OutgoingRequest request, Answered answered);

private:
    class Waiter;
    struct Flight;
    using Flights = std::map<ResourceKey, Flight>;
    struct Flight {
        Flights::iterator place{};  ///< the end once it is answered
        KeptResponsePtr kept{};     ///< whose ETag was sent
        std::vector<Waiter*> waiters{};
        std::shared_ptr<Device> device{};
        PendingPtr pending{};
    };

    void on_answer(Flight& flight, Result<IncomingResponse> answer);
    [[nodiscard]] KeptResponsePtr received(const ResourceKey& key, const KeptResponsePtr& kept,
                                           IncomingResponse response);
    void leave(Waiter& waiter, Flight& flight);

    Scheduler& scheduler_;
    ResponseCache& cache_;
    Flights flights_;
    Counts counts_;
};

}  // namespace coapnode
