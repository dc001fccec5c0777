// SPDX-License-Identifier: MIT
#include "coap/observe/observer_registry.hpp"

#include "coap/support/fake_host.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace coapnode;

namespace {

class Signal final : public Resource {
public:
    explicit Signal(std::string path) : Resource{{std::move(path), "", "", "", {ContentFormat::text}, for_readers}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        return Response::content(make_representation(format, {}), 0);
    }
    [[nodiscard]] ChangeSignal* changes() override { return &changed; }

    ChangeSignal changed;
};

struct RegistryBench {
    FakeSessions sessions;
    FakeHost host;
    Signal door{"door"};
    Signal bell{"bell"};
    int changes = 0;
    ObserverRegistry registry{[this] { ++changes; }};

    bool add(std::size_t session, const std::string& token, Signal& resource)
    {
        const std::vector<std::string> path{resource.description().path};
        if (!registry.has_room(sessions[session], path)) return false;
        Observer observer{.host = &host,
                          .session = &sessions[session],
                          .held = nullptr,
                          .peer = {},
                          .token = token,
                          .request = {},
                          .block2 = {},
                          .conditions = ConditionalObserver{{}, Instant{}, std::nullopt},
                          .etag = {}};
        observer.request.path = path;
        registry.add(std::move(observer), resource);
        return true;
    }

    /// The tokens of those whose resource has changed.
    std::string changed()
    {
        std::string tokens;
        registry.each([&](const Observer& observer) {
            if (observer.subject->second.changed) tokens += observer.token;
        });
        registry.forget_changes();
        return tokens;
    }
};

}  // namespace

TEST_CASE("observers are found by session and token, and leave one by one or with their session")
{
    RegistryBench bench;
    bench.add(0, "a", bench.door);
    bench.add(0, "b", bench.bell);
    bench.add(1, "a", bench.door);
    CHECK(bench.registry.size() == 3);
    CHECK(bench.registry.find(bench.sessions[0], "a") != nullptr);
    CHECK(bench.registry.find(bench.sessions[0], "a") != bench.registry.find(bench.sessions[1], "a"));
    bench.registry.remove(bench.sessions[0], "b");
    CHECK(bench.registry.find(bench.sessions[0], "b") == nullptr);
    bench.registry.remove_all_of(bench.sessions[0]);
    CHECK(bench.registry.size() == 1);
    CHECK(bench.registry.find(bench.sessions[1], "a") != nullptr);
    bench.registry.each([](Observer& observer) { observer.ended = true; });
    bench.registry.remove_ended();
    CHECK(bench.registry.size() == 0);
}

TEST_CASE("all observers of a path share one subscription, which ends with the last of them")
{
    RegistryBench bench;
    bench.add(0, "a", bench.door);
    bench.add(1, "b", bench.door);
    bench.add(2, "c", bench.bell);
    bench.door.changed.emit();
    CHECK(bench.changes == 1);
    CHECK(bench.changed() == "ab");
    CHECK(bench.changed().empty());
    bench.registry.remove(bench.sessions[0], "a");
    bench.door.changed.emit();
    CHECK(bench.changed() == "b");
    bench.registry.remove(bench.sessions[1], "b");
    bench.door.changed.emit();
    CHECK(bench.changes == 2);
}

TEST_CASE("each limit lets in as many as it says, and not one more")
{
    struct Row {
        std::string what;
        LimitsConfig limits;
        std::size_t sessions;
        std::size_t most;  ///< of 200 that ask, half of them for either resource
    };
    const Row rows[] = {
        {"in all", {.observers = 7}, 200, 7},
        {"of one resource", {.observers_per_resource = 5}, 200, 10},
        {"of one session", {.observers = 1000, .observers_per_resource = 1000}, 1, ObserverRegistry::most_per_session},
        {"none", {.observers = 0}, 200, 0},
        {"none of any resource", {.observers_per_resource = 0}, 200, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        RegistryBench bench;
        bench.registry.limit(row.limits);
        for (std::size_t i = 0; i < 200; ++i)
            bench.add(i % row.sessions, std::to_string(i), i % 2 == 0 ? bench.door : bench.bell);
        CHECK(bench.registry.size() == row.most);
    }
}

TEST_CASE("another site: a path that is still there is watched there, one that is gone is not")
{
    RegistryBench bench;
    bench.add(0, "a", bench.door);
    bench.add(0, "b", bench.bell);
    auto own = std::make_unique<Signal>("door");
    auto* const next = own.get();
    std::vector<std::unique_ptr<Resource>> resources;
    resources.push_back(std::move(own));
    const Site site{std::move(resources)};
    bench.registry.watch(site);
    CHECK(bench.registry.find(bench.sessions[0], "b")->subject->second.resource == nullptr);
    bench.door.changed.emit();
    bench.bell.changed.emit();
    CHECK(bench.changed().empty());
    next->changed.emit();
    CHECK(bench.changed() == "a");
}

TEST_CASE("a session is proven once one of its observers is")
{
    RegistryBench bench;
    bench.add(0, "a", bench.door);
    bench.add(0, "b", bench.door);
    CHECK_FALSE(bench.registry.is_proven(bench.sessions[0]));
    bench.registry.find(bench.sessions[0], "b")->is_proven = true;
    CHECK(bench.registry.is_proven(bench.sessions[0]));
    CHECK_FALSE(bench.registry.is_proven(bench.sessions[1]));
}
