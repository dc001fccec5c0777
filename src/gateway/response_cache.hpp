// SPDX-License-Identifier: MIT
/// Caches answers of nodes for their Max-Age, and with an ETag beyond it for revalidation (RFC 7252 section 5.6).
/// Bounded: the least recently used answer is removed first.
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

    /// The cached answer, fresh or not; nullptr when there is none.
    [[nodiscard]] KeptResponsePtr find(const ResourceKey& key);

    /// Stores a 2.05; any other answer removes the cached one.
    void keep(const ResourceKey& key, KeptResponsePtr response);

    void forget(const ResourceKey& key);

    /// Removes the resource in all formats.
    void forget_resource(const ResourceKey& key);

    /// Removes all answers of a device after a change, because another path may show the same value.
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
    std::list<const ResourceKey*> used_;  ///< the most recently used one is last
    std::size_t bytes_ = 0;
};

}  // namespace coapnode
