// SPDX-License-Identifier: MIT
#include "directory/registration.hpp"

#include "coapnode/config/duration.hpp"
#include "directory/links.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// Of the lifetime: a fifth is left for a directory that is away for a while.
constexpr int renewal_percent = 80;

std::size_t size_of(const std::vector<std::string>& path)
{
    std::size_t size = 0;
    for (const auto& segment : path)
        size += 1 + segment.size();
    return size;
}

Error refused(const std::string& what, const IncomingResponse& reply)
{
    return {Errc::refused, what + " was answered " + code_text(reply.code)};
}

OutgoingRequest request(Method method, const std::vector<std::string>& path, std::vector<std::string> query = {})
{
    return {method, path, std::move(query)};
}

/// Without links it has no payload.
OutgoingRequest registration(const std::vector<std::string>& path, std::vector<std::string> query,
                             const std::string& links)
{
    auto post = request(Method::post, path, std::move(query));
    if (!links.empty()) post.content_format = static_cast<std::uint16_t>(ContentFormat::link_format);
    post.payload = to_bytes(links);
    return post;
}

}  // namespace

DirectoryRegistration::DirectoryRegistration(Scheduler& scheduler, Log& log, DirectoryLink& link, Random random,
                                             DirectoryConfig config)
    : scheduler_{scheduler}, log_{log}, link_{link}, random_{std::move(random)}, config_{std::move(config)}
{
}

void DirectoryRegistration::publish(const std::string& name, const std::string& links)
{
    auto base = link_.base();
    if (name == name_ && links == links_ && base == base_) return;
    // Another name is another registration, and one without a base leads nowhere; otherwise the same one is replaced.
    if (name != name_ || !base) leave();
    if (name != name_) told_ = false;
    name_ = name;
    links_ = links;
    base_ = std::move(base);
    failures_ = 0;
    registering_ = false;
    link_.drop();
    timer_ = scheduler_.after(Duration::zero(), [this] { start(); });
}

void DirectoryRegistration::leave()
{
    timer_.reset();
    link_.drop();
    if (!location_.empty()) link_.send(request(Method::delete_, location_));
    location_.clear();
    registering_ = false;
    registered_ = false;
}

void DirectoryRegistration::shut_down()
{
    if (registering_) link_.wait(end_patience);  // where it is, only the answer tells
    leave();
}

void DirectoryRegistration::start()
{
    registered_ = false;
    if (links_.size() > max_links_size) {
        fail({Errc::too_large, "the node's list of links is too large to register: configure fewer sensors and LEDs"});
    } else if (config_.path.empty()) {
        discover();
    } else {
        register_at(config_.path);
    }
}

void DirectoryRegistration::discover()
{
    link_.ask(request(Method::get, {".well-known", "core"}, {"rt=core.rd"}),
              [this](const Reply& reply) { on_discovered(reply); });
}

void DirectoryRegistration::on_discovered(const Reply& reply)
{
    if (!reply) return fail(reply.error());
    if (!reply->is(Code::content)) return fail(refused("the query for its registration resource", *reply));
    const auto resource = registration_resource(as_text(reply->payload), config_.address);
    if (!resource) return fail(resource.error());
    register_at(*resource);
}

void DirectoryRegistration::register_at(const std::vector<std::string>& resource)
{
    base_ = link_.base();
    if (!base_) return fail(base_.error());
    const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(config_.lifetime).count();
    registering_ = true;
    link_.ask(registration(resource, {"ep=" + name_, "lt=" + std::to_string(lifetime), "base=" + *base_}, links_),
              [this](const Reply& reply) { on_registered(reply); });
}

void DirectoryRegistration::on_registered(const Reply& reply)
{
    registering_ = false;
    if (!reply) return fail(reply.error());
    // RFC 9176 section 5 asks for 2.01; directories that replace a registration may say 2.04.
    if (!reply->is(Code::created) && !reply->is(Code::changed)) return fail(refused("the registration", *reply));
    if (reply->location_path.empty()) {
        return fail({Errc::bad_answer, "its answer to the registration has no location (Location-Path)"});
    }
    if (size_of(reply->location_path) > max_location_size) {
        return fail({Errc::bad_answer, "the path that it gave the registration is too long"});
    }
    location_ = reply->location_path;
    registered_ = true;
    if (!std::exchange(told_, true)) {
        log_.info("resource directory", "registered with the resource directory at " + directory() + " as " + name_ +
                                            " for " + to_text(config_.lifetime));
    }
    wait_for_renewal();
}

void DirectoryRegistration::wait_for_renewal()
{
    failures_ = 0;
    warned_.clear();
    renewal_due_ = scheduler_.now() + config_.lifetime * renewal_percent / 100;
    check_base();
}

/// This machine may get another address long before the renewal. One that is gone for a while (a cable, a restart of
/// the network) is waited for: nothing could be sent now.
void DirectoryRegistration::check_base()
{
    const auto base = link_.base();
    const auto left = renewal_due_ - scheduler_.now();
    if (base && base != base_) return start();
    if (left <= Duration::zero()) return renew();
    timer_ = scheduler_.after(std::min<Duration>(left, check_interval), [this] { check_base(); });
}

void DirectoryRegistration::renew()
{
    if (const auto base = link_.base(); !base) return fail(base.error());
    link_.ask(request(Method::post, location_), [this](const Reply& reply) { on_renewed(reply); });
}

void DirectoryRegistration::on_renewed(const Reply& reply)
{
    if (!reply) return fail(reply.error());
    if (reply->is(Code::changed)) return wait_for_renewal();
    location_.clear();  // it knows the registration no more, or does not let it be renewed
    if (reply->is(Code::not_found)) return start();
    fail(refused("the renewal", *reply));
}

void DirectoryRegistration::fail(const Error& error)
{
    const auto cause = sentence(error);
    registered_ = false;
    told_ = false;
    if (warned_ != cause) {
        log_.warning("resource directory", "not registered with the resource directory at " + directory() + ": " +
                                               cause + "; the node tries again until it succeeds");
    }
    warned_ = cause;
    timer_ = scheduler_.after(next_delay(), [this] { start(); });
}

/// Half of it to all of it.
Duration DirectoryRegistration::next_delay()
{
    auto delay = first_delay;
    for (unsigned i = 0; i < failures_ && delay < longest_delay; ++i)
        delay *= 2;
    delay = std::min(delay, longest_delay);
    if (delay < longest_delay) ++failures_;
    return delay / 2 + Duration{static_cast<std::int64_t>(random_()) % (delay.count() / 2 + 1)};
}

std::string DirectoryRegistration::directory() const
{
    const auto& [host, port] = config_.address;
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return "coap://" + (is_ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

}  // namespace coapnode
