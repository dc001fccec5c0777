// SPDX-License-Identifier: MIT
#include "coap/client/repeated_acks.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

void RepeatedAcks::note(std::uint16_t message_id)
{
    std::erase_if(acks_, [=](const Ack& ack) { return ack.message_id == message_id; });
    if (acks_.size() == most_kept) acks_.pop_front();
    wait(acks_.emplace_back(Ack{message_id, 0, nullptr}));
}

void RepeatedAcks::wait(Ack& ack)
{
    const auto before = ack.repeats == 0 ? Duration::zero() : delays.at(ack.repeats - 1);
    ack.timer = scheduler_.after(delays.at(ack.repeats) - before, [this, id = ack.message_id] { repeat(id); });
}

void RepeatedAcks::repeat(std::uint16_t message_id)
{
    const auto ack =
        std::find_if(acks_.begin(), acks_.end(), [=](const Ack& one) { return one.message_id == message_id; });
    if (++ack->repeats == delays.size()) {
        acks_.erase(ack);
    } else {
        wait(*ack);
    }
    send_(message_id);
}

}  // namespace coapnode
