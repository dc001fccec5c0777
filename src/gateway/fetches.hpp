// SPDX-License-Identifier: MIT
/// GETs on their way to nodes: identical ones are one request, and what is kept with an ETag is asked for with it.
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
    /// Who waits for one answer at most; the next one is `busy`.
    static constexpr std::size_t most_waiters = 1024;

    Fetches(Scheduler& scheduler, ResponseCache& cache) : scheduler_{scheduler}, cache_{cache} {}
    Fetches(const Fetches&) = delete;
    Fetches& operator=(const Fetches&) = delete;

    struct Counts {
        std::uint64_t asked = 0;        ///< requests that went out
        std::uint64_t joined = 0;       ///< answered by the request of somebody else
        std::uint64_t revalidated = 0;  ///< 2.03: what was kept still holds
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

    /// Called once, from the loop. An answer with an error code is no Error. It may destroy the Pending.
    using Answered = std::function<void(const Result<KeptResponsePtr>&)>;

    /// `request` is a GET; its ETags are replaced by that of what is kept. Destroying what is returned gives up; the
    /// request goes on while others wait. Errors: of the device; busy.
    [[nodiscard]] Result<PendingPtr> get(const std::shared_ptr<Device>& device, const ResourceKey& key,
                                         OutgoingRequest request, Answered answered);

private:
    class Waiter;
    struct Flight {
        KeptResponsePtr kept{};  ///< whose ETag was sent
        std::vector<Waiter*> waiters{};
        std::shared_ptr<Device> device{};
        PendingPtr pending{};
    };

    void on_answer(const ResourceKey& key, const Result<IncomingResponse>& answer);
    [[nodiscard]] KeptResponsePtr received(const ResourceKey& key, const KeptResponsePtr& kept,
                                           const IncomingResponse& response);
    void abandon(const ResourceKey& key, const Flight& flight);

    Scheduler& scheduler_;
    ResponseCache& cache_;
    std::map<ResourceKey, std::shared_ptr<Flight>> flights_;
    Counts counts_;
};

}  // namespace coapnode
