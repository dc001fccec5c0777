// SPDX-License-Identifier: MIT
#include "gateway/event_text.hpp"

#include "gateway/exposition/sse_text.hpp"
#include "show/json_object.hpp"

#include <chrono>
#include <utility>

namespace coapnode {

namespace {

std::string seconds_text(Duration duration)
{
    const auto tenths = std::chrono::duration_cast<std::chrono::duration<std::int64_t, std::deci>>(duration).count();
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

JsonObject begin(const ResourceKey& key)
{
    JsonObject data;
    data.text("device", key.device);
    data.text("path", key.target);
    return data;
}

}  // namespace

std::string event_text(const ObservedResource& resource, std::uint64_t id, Instant now)
{
    auto data = begin(resource.key());
    if (const auto& state = resource.state()) {
        data.raw("age", seconds_text(now - state->received));
        data.raw("payload", resource.payload_json());
        return sse_text({"value", id, std::move(data).whole()});
    }
    const auto& failure = resource.failure();
    if (!failure) return {};
    data.raw("status", std::to_string(failure->status));
    data.text("error", failure->error);
    return sse_text({"failure", id, std::move(data).whole()});
}

const std::string& EventTexts::of(const std::shared_ptr<ObservedResource>& resource, std::uint64_t id, Instant now)
{
    if (id != id_ || now - begun_ >= longest_use) {
        texts_.clear();
        id_ = id;
        begun_ = now;
    }
    auto& made = texts_[resource.get()];
    if (made.resource.expired()) made = {resource, event_text(*resource, id, now)};
    return made.text;
}

}  // namespace coapnode
