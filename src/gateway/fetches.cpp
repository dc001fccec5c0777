// SPDX-License-Identifier: MIT
#include "gateway/fetches.hpp"

#include <utility>

namespace coapnode {

class Fetches::Waiter final : public Pending {
public:
    Waiter(Fetches& fetches, Flight& flight, Answered answered)
        : fetches_{fetches}, flight_{&flight}, answered_{std::move(answered)}
    {
        flight_->waiters.push_back(this);
    }
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    ~Waiter() override
    {
        if (flight_ != nullptr) fetches_.leave(*this, *flight_);
    }

    void answer(const Result<KeptResponsePtr>& result)
    {
        flight_ = nullptr;
        const auto call = std::move(answered_);
        call(result);
    }

private:
    Fetches& fetches_;
    Flight* flight_;  ///< nullptr once it is answered
    Answered answered_;
};

Result<PendingPtr> Fetches::get(const std::shared_ptr<Device>& device, const ResourceKey& key, OutgoingRequest request,
                                Answered answered)
{
    const auto [place, is_first] = flights_.try_emplace(key);
    auto& flight = place->second;
    if (flight.waiters.size() >= most_waiters)
        return fail(Errc::busy, "too many requests already wait for this answer");
    auto waiter = std::make_unique<Waiter>(*this, flight, std::move(answered));
    if (!is_first) {
        ++counts_.joined;
        return waiter;
    }
    ++counts_.asked;
    flight.place = place;
    flight.kept = cache_.find(key);
    request.etags.clear();  // the ETags of one client must not affect the others' answers
    if (flight.kept && flight.kept->response.etag) request.etags.push_back(*flight.kept->response.etag);
    flight.device = device;
    flight.pending =
        device->request(std::move(request), [this, &flight](auto answer) { on_answer(flight, std::move(answer)); });
    return waiter;
}

void Fetches::on_answer(Flight& flight, Result<IncomingResponse> answer)
{
    const auto node = flights_.extract(std::exchange(flight.place, flights_.end()));  // it lives until the end of this
    const auto& key = node.key();
    if (!answer) cache_.forget(key);
    const Result<KeptResponsePtr> result =
        answer ? Result<KeptResponsePtr>{received(key, flight.kept, *std::move(answer))} : fail(answer);
    while (!flight.waiters.empty()) {  // a callback may destroy other waiters
        auto* const waiter = flight.waiters.back();
        flight.waiters.pop_back();
        waiter->answer(result);
    }
}

KeptResponsePtr Fetches::received(const ResourceKey& key, const KeptResponsePtr& kept, IncomingResponse response)
{
    auto whole = std::make_shared<KeptResponse>(KeptResponse{std::move(response), scheduler_.now()});
    if (whole->response.is(Code::valid) && kept) {
        ++counts_.revalidated;
        const auto max_age = whole->response.max_age;
        whole->response = kept->response;
        whole->response.max_age = max_age;
    }
    cache_.keep(key, whole);
    return whole;
}

/// Nobody waits for the flight any more: it is cancelled.
void Fetches::leave(Waiter& waiter, Flight& flight)
{
    std::erase(flight.waiters, &waiter);
    if (flight.waiters.empty() && flight.place != flights_.end()) flights_.erase(flight.place);
}

}  // namespace coapnode
