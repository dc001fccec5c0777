// SPDX-License-Identifier: MIT
#include "apps/coapnode/target.hpp"

#include <bit>
#include <utility>

namespace coapnode {

namespace {

/// The largest answer that is shown, and the largest that is saved.
constexpr std::size_t largest_shown = 1'048'576;
constexpr std::size_t largest_saved = 64 * largest_shown;

/// 16 bytes are exponent 0 (RFC 7959 section 2.2).
unsigned exponent_of(std::uint16_t block_size)
{
    constexpr unsigned least = 4;
    return static_cast<unsigned>(std::bit_width(block_size)) - 1 - least;
}

}  // namespace

Result<Target> target_of(const CoapUri& uri, const Keyring& keyring)
{
    Target target{uri, {uri.host, uri.zone, uri.port}};
    if (!uri.is_secure) return target;
    auto credential = keyring.find(uri);
    if (!credential) return fail(credential);
    target.key = ClientKey{std::move(credential->identity), std::move(credential->key)};
    target.key_place = keyring.place_of_key();
    return target;
}

Told told_of(const Error& error, const Target& target)
{
    if (error != Errc::key_refused || !target.key) return {error, {}};
    return {{Errc::key_refused, "the node refused identity \"" + target.key->identity + '"'},
            "is its key the one " + target.key_place + "? (compare it with the key on the node)"};
}

OutgoingRequest addressed(OutgoingRequest request, const Target& target)
{
    if (!target.uri.is_literal()) request.host = target.uri.host;
    return request;
}

OutgoingRequest request_to(const Target& target, Method method, const Arguments& arguments)
{
    OutgoingRequest request{method, target.uri.path, target.uri.query};
    request.accept = arguments.accept;
    request.if_match = arguments.if_match;
    request.if_none_match = arguments.if_none_match;
    return addressed(std::move(request), target);
}

ExchangeOptions exchange_options(const Arguments& arguments)
{
    ExchangeOptions options;
    options.timeout = arguments.request_timeout();
    if (arguments.non_confirmable) options.reliability = Session::Reliability::non_confirmable;
    options.largest_answer = arguments.output == Output::raw ? largest_saved : largest_shown;
    if (arguments.block_size) {
        options.request_exponent = exponent_of(*arguments.block_size);
        options.answer_exponent = options.request_exponent;
    }
    return options;
}

}  // namespace coapnode
