// SPDX-License-Identifier: MIT
#include "apps/coapnode/doctor.hpp"

#include "apps/coapnode/exit_codes.hpp"
#include "coap/client/route.hpp"

#include <array>
#include <utility>

namespace coapnode {

namespace {

bool has_default_port(const CoapUri& uri)
{
    return uri.port == (uri.is_secure ? default_coaps_port : default_coap_port);
}

/// The same host over the other protocol.
CoapUri other_of(CoapUri uri)
{
    uri.is_secure = !uri.is_secure;
    uri.port = uri.is_secure ? default_coaps_port : default_coap_port;
    return uri;
}

std::string without_port(const std::string& peer)
{
    return peer.substr(0, peer.rfind(':'));
}

std::string list_of(const std::vector<Peer>& peers)
{
    std::string list;
    for (const auto& peer : peers)
        list += (list.empty() ? "" : ", ") + to_string(peer);
    return list;
}

}  // namespace

Doctor::Doctor(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
    : runtime_{runtime}, arguments_{arguments}, report_{printer}
{
    const auto& asked = arguments.uris.front();
    host_ = {asked.host, asked.zone, asked.port};
    std::vector<CoapUri> uris{asked};
    if (has_default_port(asked)) uris.push_back(other_of(asked));
    for (const auto& uri : uris) {
        const auto target = target_of(uri, keyring);
        if (!target) no_key_ = target.error().message;
        if (target) (uri.is_secure ? secure_ : plain_) = *target;
    }
    timer_ = runtime_.loop.after(Duration::zero(), [this] { next(); });
}

void Doctor::next()
{
    static constexpr std::array<Step, 9> steps{
        &Doctor::find_name,    &Doctor::find_route,      &Doctor::ping_plain,
        &Doctor::shake_hands,  &Doctor::read_links,      &Doctor::find_role,
        &Doctor::read_reading, &Doctor::observe_reading, &Doctor::compare_clocks};
    if (report_.is_cut()) return runtime_.loop.quit(exit_failure);
    if (step_ == steps.size()) return runtime_.loop.quit(exit_ok);
    (this->*steps[step_++])();
}

void Doctor::fail(std::string_view step, const Error& error, const std::string& cure)
{
    runtime_.loop.quit(report_.failed(step, error, cure));
}

void Doctor::fail(std::string_view step, const IncomingResponse& answer, const std::string& cure)
{
    runtime_.loop.quit(report_.failed(step, answer, cure));
}

void Doctor::find_name()
{
    if (const auto peer = numeric_peer(host_)) {
        if (!*peer) return fail("name", peer->error());
        peers_ = {**peer};
        return next();
    }
    auto job = resolve(runtime_.worker, host_, [this](const Result<std::vector<Peer>>& peers) {
        if (!peers) return fail("name", peers.error());
        peers_ = *peers;
        report_.well("name", host_.name + " is " + list_of(peers_));
        next();
    });
    if (!job) return fail("name", job.error());
    job_ = std::move(*job);
}

void Doctor::find_route()
{
    std::optional<Error> none;
    for (const auto& peer : peers_) {
        const auto local = local_towards(peer);
        if (local) {
            report_.well("route", "from " + without_port(to_string(*local)));
            return next();
        }
        none = local.error();
    }
    fail("route", *none,
         "none of its addresses can be reached from here: check the network of this machine (ip route)");
}

void Doctor::ping_plain()
{
    if (!plain_) return next();
    pinging_ = std::make_unique<Pinging>(
        runtime_.requester, runtime_.worker, *plain_, arguments_.request_timeout(),
        [this](const Result<Pinging::Pong>& pong) {
            is_plain_ = pong.has_value();
            if (pong) {
                report_.well("plain CoAP",
                             to_string(pong->sender) + " answers after " + milliseconds_text(pong->round_trip) + " ms");
            } else if (!secure_) {
                return fail("plain CoAP", pong.error());
            } else {
                report_.skipped("plain CoAP", pong.error().message + " at " + host_and_port(plain_->uri));
            }
            next();
        });
}

void Doctor::shake_hands()
{
    if (!secure_) {
        if (!is_plain_) return fail("DTLS", {Errc::key_refused, no_key_}, "without a key nothing else can be tested");
        if (!no_key_.empty()) report_.skipped("DTLS", no_key_);
        return next();
    }
    pinging_ = std::make_unique<Pinging>(
        runtime_.requester, runtime_.worker, *secure_, arguments_.request_timeout(),
        [this](const Result<Pinging::Pong>& pong) {
            const auto& identity = secure_->key->identity;
            is_secure_ = pong.has_value();
            if (pong) {
                report_.well("DTLS", to_string(pong->sender) + " accepts identity \"" + identity + '"');
                return next();
            }
            const auto told = told_of(pong.error(), *secure_);
            fail("DTLS", told.error, told.cure);
        });
}

void Doctor::ask(std::string_view step, OutgoingRequest request, std::function<void(const IncomingResponse&)> done)
{
    ExchangeOptions options;
    options.timeout = arguments_.request_timeout();
    asking_ = std::make_unique<Asking>(runtime_.requester, runtime_.worker, way(), std::move(request), options,
                                       [this, step, done = std::move(done)](const Asking::Answer& answer) {
                                           if (!answer.response) return fail(step, answer.response.error());
                                           done(*answer.response);
                                       });
}

}  // namespace coapnode
