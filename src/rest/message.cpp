// SPDX-License-Identifier: MIT
#include "coapnode/rest/message.hpp"

#include "rest/problem.hpp"

namespace coapnode {

namespace {

// FNV-1a, 64 bit: spreads well over short inputs; nobody gains by forging a collision with his own ETag.
constexpr std::uint64_t fnv_basis = 0xcbf29ce484222325U;
constexpr std::uint64_t fnv_prime = 0x100000001b3U;

std::uint64_t mix(std::uint64_t hash, std::uint8_t byte)
{
    return (hash ^ byte) * fnv_prime;
}

}  // namespace

ETag etag_of(ByteView bytes, ContentFormat format)
{
    auto hash = mix(fnv_basis, static_cast<std::uint8_t>(format));
    for (const auto byte : bytes)
        hash = mix(hash, byte);
    ETag etag{};
    for (auto& byte : etag) {
        byte = static_cast<std::uint8_t>(hash);
        hash >>= 8;
    }
    return etag;
}

Representation make_representation(ContentFormat format, Bytes bytes)
{
    const auto etag = etag_of(bytes, format);
    return {format, std::make_shared<const Bytes>(std::move(bytes)), etag};
}

Response Response::content(const Representation& representation, std::uint32_t max_age)
{
    return {Code::content, representation.format, max_age, representation.etag, representation.bytes};
}

Response Response::valid(const ETag& etag, std::optional<std::uint32_t> max_age)
{
    return {Code::valid, std::nullopt, max_age, etag, nullptr};
}

Response Response::changed()
{
    return {Code::changed, std::nullopt, std::nullopt, std::nullopt, nullptr};
}

Response Response::changed(const Representation& representation)
{
    return {Code::changed, representation.format, std::nullopt, representation.etag, representation.bytes};
}

Response Response::deleted()
{
    return {Code::deleted, std::nullopt, std::nullopt, std::nullopt, nullptr};
}

Response Response::go_on()
{
    return {Code::continue_, std::nullopt, std::nullopt, std::nullopt, nullptr};
}

Response Response::too_large(std::size_t largest_body)
{
    auto response = problem(
        {Errc::too_large, "this resource accepts bodies of at most " + std::to_string(largest_body) + " bytes"});
    response.largest_body = static_cast<std::uint32_t>(largest_body);
    return response;
}

Response Response::problem(const Error& error, std::optional<std::uint32_t> max_age)
{
    return {code_of(error.code), std::nullopt, max_age, std::nullopt,
            std::make_shared<const Bytes>(to_bytes(error.message))};
}

std::string code_text(std::uint8_t code)
{
    const auto detail = std::to_string(code & 0x1fU);
    return std::to_string(code >> 5U) + '.' + (detail.size() < 2 ? "0" : "") + detail;
}

}  // namespace coapnode
