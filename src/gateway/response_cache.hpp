// SPDX-License-Identifier: MIT
/// Answers of nodes, kept for as long as their Max-Age says and, with an ETag, to ask whether they still hold (RFC 7252
/// section 5.6). Bounded: the one that was used longest ago goes first.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

struct ResourceKey {
    std::string device;
    std::string target;  ///< path and query, percent-encoded
    std::optional<std::uint16_t> accept{};

    auto operator<=>(const ResourceKey&) const = default;
};

struct KeptResponse {
    IncomingResponse response;
    Instant received;

    [[nodiscard]] Duration lifetime() const
    {
        return std::chrono::seconds{response.max_age.value_or(IncomingResponse::default_max_age)};
    }
    [[nodiscard]] bool is_fresh(Instant now) const { return now - received < lifetime(); }
};

using KeptResponsePtr = std::shared_ptr<const KeptResponse>;

class ResponseCache {
public:
    static constexpr std::size_t most_entries = 1024;
    static constexpr std::size_t most_bytes = 8'000'000;  ///< of payloads
    static constexpr std::size_t largest_payload = 262'144;

    /// Fresh or not; nullptr where there is none.
    [[nodiscard]] KeptResponsePtr find(const ResourceKey& key);

    /// Only 2.05 is kept; any other answer removes what was there.
    void keep(const ResourceKey& key, KeptResponsePtr response);

    void forget(const ResourceKey& key);

    /// In each of its formats.
    void forget_resource(const ResourceKey& key);

    /// After a change: another path of the node may show the same thing.
    void forget_device(const std::string& device);

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    struct Entry {
        KeptResponsePtr response;
        std::list<const ResourceKey*>::iterator place;  ///< in order of use
    };
    using Entries = std::map<ResourceKey, Entry>;

    void remove(Entries::iterator entry);

    Entries entries_;
    std::list<const ResourceKey*> used_;  ///< the last one is the one that was used last
    std::size_t bytes_ = 0;
};

}  // namespace coapnode
