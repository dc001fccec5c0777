// SPDX-License-Identifier: MIT
/// Multicast (RFC 7252 section 8): the endpoints at the group addresses. They have their own context, so that a
/// multicast request is recognised by its session.
#pragma once

#include "coap/multicast/group_membership.hpp"
#include "coap/multicast/group_places.hpp"
#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coapnode {

class Groups {
public:
    /// How often the interfaces are checked for changes while multicast is on.
    static constexpr Duration update_interval = 30s;
    static constexpr Duration closing_delay = update_interval;

    /// Creates its endpoints in `context`.
    Groups(Scheduler& scheduler, Context& context, Log& log) : scheduler_{scheduler}, log_{log}, context_{context} {}

    /// Serves the groups at the addresses and ports of `coap`. A group that cannot be joined causes a warning and is
    /// tried again.
    void serve(const CoapConfig& coap);

    [[nodiscard]] bool serving() const { return membership_.has_value(); }

private:
    struct Endpoint {
        Listen listen;
        unsigned index{};  ///< interface of a link-local group; 0: all interfaces
        EndpointPtr handle;
        int socket = -1;  ///< -1: not found
        std::optional<std::set<unsigned>>
            interfaces{};  ///< the interfaces that its filter accepts; nullopt: no filter yet
        std::optional<Instant> unwanted_since{};
    };

    void update();
    void open_missing(const std::set<GroupPlace>& places, std::set<std::string>& problems);
    void open(const Listen& listen, unsigned index, std::set<std::string>& problems);
    void filter(const std::set<GroupPlace>& places);
    void close_unwanted(const std::set<GroupPlace>& places);
    void tell(std::set<std::string> problems);

    Scheduler& scheduler_;
    Log& log_;
    Context& context_;
    CoapConfig coap_;
    std::optional<GroupMembership> membership_;
    std::vector<Endpoint> open_;
    std::set<std::string> told_;
    Timer timer_;
};

}  // namespace coapnode
