// SPDX-License-Identifier: MIT
/// What the targets of the last requests name: one that is requested again is neither parsed nor looked up again.
#pragma once

#include "coapnode/http/message.hpp"
#include "gateway/devices.hpp"
#include "gateway/mapping/target.hpp"
#include "gateway/response_cache.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace coapnode {

struct NamedResource {
    std::shared_ptr<Device> device;
    const Link* link;  ///< of `device`; nullptr when the path is not listed
    bool is_configuration;
    NodeTarget target;
    ResourceKey key;  ///< of a GET in the node's own format

    /// The last answer that was made of a kept response, without and with a token.
    struct Made {
        KeptResponsePtr of{};
        std::uint32_t age = 0;
        std::shared_ptr<const HttpResponse> answer{};
    };
    std::array<Made, 2> made{};
};

class RecentTargets {
public:
    /// Bound on what is kept. Targets that share a place displace each other.
    static constexpr std::size_t places = 128;

    /// `devices` must outlive it. All is forgotten when one of them changes.
    explicit RecentTargets(Devices& devices);
    RecentTargets(const RecentTargets&) = delete;
    RecentTargets& operator=(const RecentTargets&) = delete;

    /// nullptr when it is not known.
    [[nodiscard]] std::shared_ptr<NamedResource> find(const HttpRequest& request) const;

    /// The resource that the request's target names. A node that is known by its address alone is not kept, because its
    /// lifetime depends on being looked up.
    std::shared_ptr<NamedResource> add(const HttpRequest& request, std::shared_ptr<Device> device, NodeTarget target);

private:
    struct Place {
        std::string path{};
        std::string query{};
        std::shared_ptr<NamedResource> resource{};
    };

    static std::size_t place_of(const HttpRequest& request);
    void forget_all();

    std::array<Place, places> places_;
    Subscription list_changes_;
    Subscription changes_;
};

}  // namespace coapnode
