// SPDX-License-Identifier: MIT
#include "gateway/event_streams.hpp"

#include "gateway/device_json.hpp"
#include "gateway/exposition/sse_text.hpp"
#include "show/json_object.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

bool has(const std::vector<std::string>& list, const std::string& word)
{
    return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

bool is_or_is_below(std::string_view target, std::string_view path)
{
    return target.starts_with(path) && (target.size() == path.size() || target[path.size()] == '/');
}

HttpResponse stream_head(HttpResponse head)
{
    head.status = 200;
    head.fields.push_back({"content-type", std::string{sse_content_type}});
    head.fields.push_back({"cache-control", "no-store"});
    head.fields.push_back({"x-accel-buffering", "no"});  // nginx
    return head;
}

}  // namespace

bool EventFilter::wants_device(const std::string& device) const
{
    return has(devices, device);
}

bool EventFilter::wants(const Feed::Followed& followed) const
{
    const auto& key = followed.resource->key();
    const auto& others = followed.other_paths;
    const auto is_its_own = [&](const std::string& path) {
        return is_or_is_below(key.target, path) || std::ranges::find(others, path) != others.end();
    };
    return wants_device(key.device) && (paths.empty() || std::ranges::any_of(paths, is_its_own));
}

/// One client. Its pending events are stored by name only; the text is built when the client can take it.
class EventStreams::Stream final : public HttpWork {
public:
    Stream(EventStreams& streams, HttpReply& reply, EventFilter filter)
        : streams_{streams}, reply_{reply}, filter_{std::move(filter)}
    {
        streams_.streams_.push_back(this);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() override { std::erase(streams_.streams_, this); }

    /// The events of one resource.
    void follow(std::shared_ptr<ObservedResource> resource)
    {
        only_ = std::move(resource);
        changes_ = only_->changes().subscribe([this] {
            ++streams_.last_id_;
            resources_.insert(only_->key());
            reply_.wake();
        });
        resources_.insert(only_->key());
    }

    void mark(const Feed::Followed& followed)
    {
        if (only_ || !filter_.wants(followed)) return;
        resources_.insert(followed.resource->key());
        reply_.wake();
    }
    void mark_device(const std::string& name)
    {
        if (only_ || !filter_.paths.empty() || !filter_.wants_device(name)) return;
        devices_.insert(name);
        reply_.wake();
    }
    void mark_ping()
    {
        is_ping_due_ = true;
        reply_.wake();
    }

    std::string next() override
    {
        if (rest_.empty()) rest_ = compose();
        if (rest_.size() <= largest_piece) return std::exchange(rest_, {});
        auto piece = rest_.substr(0, largest_piece);
        rest_.erase(0, piece.size());
        return piece;
    }

private:
    static constexpr Duration retry = 2s;

    /// The newest pending events.
    std::string compose()
    {
        std::string piece = std::exchange(is_new_, false) ? sse_retry(retry) : "";
        while (!devices_.empty() && piece.size() < largest_piece)
            piece += streams_.text_of_device(devices_.extract(devices_.begin()).value());
        while (!resources_.empty() && piece.size() < largest_piece) {
            const auto key = resources_.extract(resources_.begin()).value();
            const auto* const followed = only_ ? nullptr : streams_.feed_.find(key);
            const auto& resource = followed == nullptr ? only_ : followed->resource;
            if (resource) piece += streams_.texts_.of(resource, streams_.last_id_, streams_.scheduler_.now());
        }
        if (std::exchange(is_ping_due_, false)) piece += sse_text({"ping", std::nullopt, "{}"});
        return piece;
    }

    EventStreams& streams_;
    HttpReply& reply_;
    EventFilter filter_;
    std::shared_ptr<ObservedResource> only_;
    Subscription changes_;
    bool is_new_ = true;
    bool is_ping_due_ = false;
    std::set<std::string> devices_;
    std::set<ResourceKey> resources_;
    std::string rest_;  ///< the rest of the last text
};

EventStreams::EventStreams(Scheduler& scheduler, Devices& devices, Feed& feed)
    : scheduler_{scheduler}, devices_{devices}, feed_{feed}
{
    subscriptions_.push_back(feed.changes().subscribe([this] { on_resource(feed_.changed()); }));
    subscriptions_.push_back(devices.changes().subscribe([this] { on_device(devices_.changed()); }));
    subscriptions_.push_back(devices.list_changes().subscribe([this] { on_list(); }));
    on_list();
}

EventStreams::~EventStreams() = default;

std::unique_ptr<HttpWork> EventStreams::open(HttpReply& reply, HttpResponse head, EventFilter filter)
{
    auto stream = std::make_unique<Stream>(*this, reply, std::move(filter));
    reply.stream(stream_head(std::move(head)));
    for (const auto& name : known_) {
        stream->mark_device(name);
        for (const auto& [path, followed] : feed_.of(name))
            stream->mark(followed);
    }
    if (!ping_) ping_ = scheduler_.after(ping_interval, [this] { ping(); });
    return stream;
}

std::unique_ptr<HttpWork> EventStreams::open(HttpReply& reply, HttpResponse head,
                                             std::shared_ptr<ObservedResource> resource)
{
    auto stream = std::make_unique<Stream>(*this, reply, EventFilter{});
    reply.stream(stream_head(std::move(head)));
    stream->follow(std::move(resource));
    if (!ping_) ping_ = scheduler_.after(ping_interval, [this] { ping(); });
    return stream;
}

template <class Mark>
void EventStreams::wake_each(Mark mark)
{
    ++last_id_;
    for (auto* const stream : streams_)
        mark(*stream);
}

void EventStreams::on_resource(const ResourceKey& key)
{
    const auto* const followed = feed_.find(key);
    if (followed != nullptr) wake_each([&](Stream& stream) { stream.mark(*followed); });
}

void EventStreams::on_device(const std::string& name)
{
    wake_each([&](Stream& stream) { stream.mark_device(name); });
}

void EventStreams::on_list()
{
    std::set<std::string> names;
    for (const auto& device : devices_.named())
        names.insert(device->name());
    for (const auto& name : names) {
        if (!known_.contains(name)) on_device(name);
    }
    const auto before = std::exchange(known_, std::move(names));
    for (const auto& name : before) {
        if (!known_.contains(name)) on_device(name);
    }
}

void EventStreams::ping()
{
    for (auto* const stream : streams_)
        stream->mark_ping();
    ping_ = streams_.empty() ? nullptr : scheduler_.after(ping_interval, [this] { ping(); });
}

std::string EventStreams::text_of_device(const std::string& name)
{
    if (known_.contains(name)) {
        const auto device = devices_.find(name);
        return device ? sse_text({"device", last_id_, device_as_json(**device, scheduler_)}) : std::string{};
    }
    JsonObject data;
    data.text("device", name);
    return sse_text({"gone", last_id_, std::move(data).whole()});
}

}  // namespace coapnode
