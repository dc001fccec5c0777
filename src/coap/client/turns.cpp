// SPDX-License-Identifier: MIT
#include "coap/client/turns.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace coapnode {

std::unique_ptr<Turns::Turn> Turns::take()
{
    if (!queue_.empty()) return nullptr;
    auto turn = std::make_unique<Turn>(*this, nullptr);
    queue_.push_back(turn.get());
    return turn;
}

Result<std::unique_ptr<Turns::Turn>> Turns::wait(std::function<void()> begin)
{
    if (queue_.size() > most_waiting) {
        return fail(Errc::busy, std::to_string(most_waiting) + " requests to it are already waiting: try again later");
    }
    auto turn = std::make_unique<Turn>(*this, std::move(begin));
    queue_.push_back(turn.get());
    if (queue_.size() == 1) schedule();
    return turn;
}

void Turns::leave(const Turn& turn)
{
    const bool was_first = queue_.front() == &turn;
    queue_.erase(std::find(queue_.begin(), queue_.end(), &turn));
    if (!was_first) return;
    soon_.reset();
    if (!queue_.empty()) schedule();
}

void Turns::schedule()
{
    soon_ = scheduler_.after(Duration::zero(), [this] { begin_first(); });
}

void Turns::begin_first()
{
    soon_.reset();
    const auto begin = std::exchange(queue_.front()->begin_, nullptr);
    begin();
}

}  // namespace coapnode
