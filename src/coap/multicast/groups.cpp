// SPDX-License-Identifier: MIT
#include "coap/multicast/groups.hpp"

#include "coap/wire/listen_address.hpp"
#include "coap/wire/socket_filter.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// A link-local group has one socket per interface, the others have one for all interfaces.
bool is_at(const GroupPlace& place, const Listen& listen, unsigned index)
{
    if (place.port != listen.port) return false;
    if (place.group != group_link_local) return index == 0 && listen.host == place.group;
    return place.index == index && listen.host == std::string{place.group} + '%' + place.interface;
}

void add_interfaces_that_are_down(const std::vector<std::string>& chosen, const std::vector<Interface>& up,
                                  std::set<std::string>& problems)
{
    for (const auto& name : chosen) {
        const bool is_up = std::any_of(up.begin(), up.end(), [&](const auto& one) { return one.name == name; });
        if (!is_up) problems.insert("multicast: the interface " + name + " is not up");
    }
}

constexpr auto nothing_to_join =
    "multicast: no group is joined: no interface that is up has an address that is in listen: of coap: (loopback "
    "counts only if multicast_interfaces: lists lo)";

}  // namespace

void Groups::serve(const CoapConfig& coap)
{
    if (coap == coap_) return;
    coap_ = coap;
    told_.clear();
    membership_.reset();
    if (coap.multicast) membership_.emplace();
    update();
}

void Groups::update()
{
    std::set<std::string> problems;
    std::set<GroupPlace> places;
    if (membership_) {
        const auto interfaces = interfaces_up(coap_.multicast_interfaces);
        places = group_places(coap_.listen, interfaces);
        add_interfaces_that_are_down(coap_.multicast_interfaces, interfaces, problems);
        if (places.empty() && !interfaces.empty()) problems.insert(nothing_to_join);
        for (auto& failure : membership_->hold(places))
            problems.insert(std::move(failure));
    }
    open_missing(places, problems);
    filter(places);
    close_unwanted(places);
    tell(std::move(problems));
    const bool goes_on = membership_ || !open_.empty();
    timer_ = goes_on ? scheduler_.after(update_interval, [this] { update(); }) : Timer{};
}

void Groups::open_missing(const std::set<GroupPlace>& places, std::set<std::string>& problems)
{
    for (const auto& place : places) {
        const bool is_open = std::any_of(open_.begin(), open_.end(), [&](const Endpoint& endpoint) {
            return is_at(place, endpoint.listen, endpoint.index);
        });
        if (is_open) continue;
        const bool is_bound = place.group == group_link_local;
        const auto host = std::string{place.group} + (is_bound ? '%' + place.interface : "");
        open({host, place.port}, is_bound ? place.index : 0, problems);
    }
}

void Groups::open(const Listen& listen, unsigned index, std::set<std::string>& problems)
{
    auto opened = context_.open_endpoint(listen, COAP_PROTO_UDP);
    if (!opened) {
        problems.insert("multicast: " + sentence(opened.error()));
        return;
    }
    open_.push_back({listen, index, std::move(opened->handle), opened->socket});
}

/// A socket that is bound to a group receives from every interface on which any program has joined the group.
void Groups::filter(const std::set<GroupPlace>& places)
{
    for (auto& endpoint : open_) {
        std::set<unsigned> interfaces;
        for (const auto& place : places) {
            if (is_at(place, endpoint.listen, endpoint.index)) interfaces.insert(place.index);
        }
        if (endpoint.interfaces == interfaces) continue;
        pass_requests_to_group(endpoint.socket, interfaces);
        endpoint.interfaces = std::move(interfaces);
    }
}

/// Later: libcoap would lose the session of a reply that still waits for its random time (Leisure, RFC 7252 section
/// 8.2).
void Groups::close_unwanted(const std::set<GroupPlace>& places)
{
    const auto now = scheduler_.now();
    for (auto& endpoint : open_) {
        const bool is_wanted = std::any_of(places.begin(), places.end(), [&](const GroupPlace& place) {
            return is_at(place, endpoint.listen, endpoint.index);
        });
        endpoint.unwanted_since = is_wanted ? std::nullopt : std::optional{endpoint.unwanted_since.value_or(now)};
    }
    const auto is_over = [&](const Endpoint& endpoint) {
        return endpoint.unwanted_since && now - *endpoint.unwanted_since >= closing_delay;
    };
    if (std::none_of(open_.begin(), open_.end(), is_over)) return;
    context_.sent();  // sends delayed messages that are due first
    std::erase_if(open_, is_over);
}

/// Logs all problems when there is a new one, and once when there are none left.
void Groups::tell(std::set<std::string> problems)
{
    const bool is_new = !std::includes(told_.begin(), told_.end(), problems.begin(), problems.end());
    if (is_new) log_.write_often("multicast", LogLevel::warning, {problems.begin(), problems.end()});
    if (problems.empty() && !told_.empty()) log_.info("multicast", "multicast: all groups are joined again");
    told_ = std::move(problems);
}

}  // namespace coapnode
