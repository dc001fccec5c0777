// SPDX-License-Identifier: MIT
#include "gateway/response_cache.hpp"

#include "gateway/core/scripted_link.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr Instant start{24h};

ResourceKey key(const std::string& device, const std::string& target)
{
    return {device, target, 50};
}

KeptResponsePtr kept(const IncomingResponse& response)
{
    return std::make_shared<KeptResponse>(KeptResponse{response, start});
}

}  // namespace

TEST_CASE("an answer is fresh for its Max-Age, and for 60 s without one")
{
    auto response = content("{}", ContentFormat::json, 5);
    CHECK(kept(response)->is_fresh(start + 4999ms));
    CHECK(!kept(response)->is_fresh(start + 5s));
    response.max_age.reset();
    CHECK(kept(response)->is_fresh(start + 59s));
    CHECK(!kept(response)->is_fresh(start + 60s));
    response.max_age = 0;
    CHECK(!kept(response)->is_fresh(start));
}

TEST_CASE("an error answer removes what was kept")
{
    ResponseCache cache;
    cache.keep(key("a", "/t"), kept(content("21")));
    CHECK(cache.find(key("a", "/t")) != nullptr);
    cache.keep(key("a", "/t"), kept(answer_of(Code::service_unavailable)));
    CHECK(cache.find(key("a", "/t")) == nullptr);
    CHECK(cache.bytes() == 0);
}

TEST_CASE("a change forgets all of a node and nothing of another")
{
    ResponseCache cache;
    for (const auto* device : {"a", "b", "c"}) {
        cache.keep(key(device, "/t"), kept(content("21")));
        cache.keep(key(device, "/u"), kept(content("22")));
    }
    cache.forget_device("b");
    CHECK(cache.size() == 4);
    CHECK(cache.find(key("a", "/u")) != nullptr);
    CHECK(cache.find(key("b", "/t")) == nullptr);
    CHECK(cache.find(key("c", "/t")) != nullptr);
}

TEST_CASE("a resource is forgotten in each of its formats")
{
    ResponseCache cache;
    for (const auto& accept : {std::optional<std::uint16_t>{}, std::optional<std::uint16_t>{0}, {60}})
        cache.keep({"a", "/t", accept}, kept(content("21")));
    cache.keep(key("a", "/t?x"), kept(content("22")));
    cache.keep(key("b", "/t"), kept(content("23")));
    cache.forget_resource(key("a", "/t"));
    CHECK(cache.size() == 2);
    CHECK(cache.find(key("a", "/t?x")) != nullptr);
    CHECK(cache.find(key("b", "/t")) != nullptr);
}

TEST_CASE("the one that was used longest ago goes first")
{
    ResponseCache cache;
    for (std::size_t i = 0; i < ResponseCache::most_entries; ++i)
        cache.keep(key("a", '/' + std::to_string(i)), kept(content("1")));
    CHECK(cache.find(key("a", "/0")) != nullptr);  // used now
    cache.keep(key("a", "/one more"), kept(content("1")));
    CHECK(cache.size() == ResponseCache::most_entries);
    CHECK(cache.find(key("a", "/0")) != nullptr);
    CHECK(cache.find(key("a", "/1")) == nullptr);
}

TEST_CASE("payloads are bounded, each and together")
{
    ResponseCache cache;
    const std::string largest(ResponseCache::largest_payload, 'x');
    cache.keep(key("a", "/larger"), kept(content(largest + 'x', ContentFormat::text)));
    CHECK(cache.size() == 0);
    for (int i = 0; i < 100; ++i)
        cache.keep(key("a", '/' + std::to_string(i)), kept(content(largest, ContentFormat::text)));
    CHECK(cache.bytes() <= ResponseCache::most_bytes);
    CHECK(cache.size() == ResponseCache::most_bytes / ResponseCache::largest_payload);
}
