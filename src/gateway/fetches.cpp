// SPDX-License-Identifier: MIT
#include "gateway/fetches.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

class Fetches::Waiter final : public Pending {
public:
    Waiter(Fetches& fetches, ResourceKey key, std::shared_ptr<Flight> flight, Answered answered)
        : fetches_{fetches}, key_{std::move(key)}, flight_{std::move(flight)}, answered_{std::move(answered)}
    {
        flight_->waiters.push_back(this);
    }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter() override
    {
        if (std::erase(flight_->waiters, this) > 0 && flight_->waiters.empty()) fetches_.abandon(key_, *flight_);
    }

    void answer(const Result<KeptResponsePtr>& result)
    {
        const auto call = std::move(answered_);
        call(result);
    }

private:
    Fetches& fetches_;
    ResourceKey key_;
    std::shared_ptr<Flight> flight_;
    Answered answered_;
};

Result<PendingPtr> Fetches::get(const std::shared_ptr<Device>& device, const ResourceKey& key, OutgoingRequest request,
                                Answered answered)
{
    auto& flight = flights_[key];
    const bool is_first = !flight;
    if (is_first) flight = std::make_shared<Flight>();
    if (flight->waiters.size() >= most_waiters) return fail(Errc::busy, "too many wait for this answer");
    auto waiter = std::make_unique<Waiter>(*this, key, flight, std::move(answered));
    if (!is_first) {
        ++counts_.joined;
        return waiter;
    }
    ++counts_.asked;
    flight->kept = cache_.find(key);
    request.etags.clear();  // the ETags of one client must not affect the others' answers
    if (flight->kept && flight->kept->response.etag) request.etags.push_back(*flight->kept->response.etag);
    flight->device = device;
    flight->pending = device->request(std::move(request), [this, key](const auto& answer) { on_answer(key, answer); });
    return waiter;
}

void Fetches::on_answer(const ResourceKey& key, const Result<IncomingResponse>& answer)
{
    const auto node = flights_.extract(key);
    if (node.empty()) return;        // no waiters are left
    const auto& whose = node.key();  // `key` goes with the flight's own request
    const auto flight = node.mapped();
    if (!answer) cache_.forget(whose);
    const Result<KeptResponsePtr> result =
        answer ? Result<KeptResponsePtr>{received(whose, flight->kept, *answer)} : fail(answer);
    while (!flight->waiters.empty()) {  // a callback may destroy other waiters
        auto* const waiter = flight->waiters.back();
        flight->waiters.pop_back();
        waiter->answer(result);
    }
}

KeptResponsePtr Fetches::received(const ResourceKey& key, const KeptResponsePtr& kept, const IncomingResponse& response)
{
    auto whole = std::make_shared<KeptResponse>(KeptResponse{response, scheduler_.now()});
    if (response.is(Code::valid) && kept) {
        ++counts_.revalidated;
        whole->response = kept->response;
        whole->response.max_age = response.max_age;
    }
    cache_.keep(key, whole);
    return whole;
}

void Fetches::abandon(const ResourceKey& key, const Flight& flight)
{
    const auto found = flights_.find(key);
    if (found != flights_.end() && found->second.get() == &flight) flights_.erase(found);
}

}  // namespace coapnode
