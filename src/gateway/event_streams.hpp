// SPDX-License-Identifier: MIT
/// Streams events to clients. Each client first gets the whole state, then changes. A slow reader gets only the newest
/// state of each resource.
#pragma once

#include "coapnode/http/handler.hpp"
#include "gateway/event_text.hpp"
#include "gateway/feed.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace coapnode {

/// The filter of a client; empty lists mean everything. A path chooses what is below it, too, and also a resource that
/// has it as a second one.
struct EventFilter {
    static constexpr std::size_t most = 64;  ///< of each

    std::vector<std::string> devices;
    std::vector<std::string> paths;

    [[nodiscard]] bool wants_device(const std::string& device) const;
    [[nodiscard]] bool wants(const Feed::Followed& followed) const;
};

class EventStreams {
public:
    /// Interval of comments to each client. They detect dead clients and show living ones that the stream works.
    static constexpr Duration ping_interval = 15s;

    /// All outlive it.
    EventStreams(Scheduler& scheduler, Devices& devices, Feed& feed);
    EventStreams(const EventStreams&) = delete;
    EventStreams& operator=(const EventStreams&) = delete;
    ~EventStreams();

    /// Begins the answer. `head` gets the fields of a stream.
    [[nodiscard]] std::unique_ptr<HttpWork> open(HttpReply& reply, HttpResponse head, EventFilter filter);
    [[nodiscard]] std::unique_ptr<HttpWork> open(HttpReply& reply, HttpResponse head,
                                                 std::shared_ptr<ObservedResource> resource);

    [[nodiscard]] std::size_t size() const { return streams_.size(); }

private:
    class Stream;

    void on_resource(const ResourceKey& key);
    void on_device(const std::string& name);
    void on_list();
    void ping();
    template <class Mark>
    void wake_each(Mark mark);
    [[nodiscard]] std::string text_of_device(const std::string& name);

    Scheduler& scheduler_;
    Devices& devices_;
    Feed& feed_;
    std::uint64_t last_id_ = 0;
    EventTexts texts_;
    std::set<std::string> known_;  ///< names of devices
    std::vector<Stream*> streams_;
    Timer ping_;
    std::vector<Subscription> subscriptions_;
};

}  // namespace coapnode
