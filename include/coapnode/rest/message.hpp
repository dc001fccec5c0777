// SPDX-License-Identifier: MIT
/// A CoAP request and response as values (RFC 7252), without sockets, message types, tokens or blocks.
///
/// The adapter (src/coap) turns a PDU into a Request and writes a Response into a PDU; resources see only these values.
/// Numbers are those of the CoAP registries (RFC 7252 section 12, RFC 8428 section 12).
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/role.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

enum class Method : std::uint8_t { get = 1, post, put, delete_, fetch, patch, ipatch };

constexpr std::uint8_t code_number(unsigned code_class, unsigned detail)
{
    return static_cast<std::uint8_t>(code_class << 5 | detail);
}

enum class Code : std::uint8_t {
    created = code_number(2, 1),
    deleted = code_number(2, 2),
    valid = code_number(2, 3),
    changed = code_number(2, 4),
    content = code_number(2, 5),
    continue_ = code_number(2, 31),
    bad_request = code_number(4, 0),
    unauthorized = code_number(4, 1),
    bad_option = code_number(4, 2),
    forbidden = code_number(4, 3),
    not_found = code_number(4, 4),
    method_not_allowed = code_number(4, 5),
    not_acceptable = code_number(4, 6),
    request_entity_incomplete = code_number(4, 8),
    precondition_failed = code_number(4, 12),
    request_entity_too_large = code_number(4, 13),
    unsupported_content_format = code_number(4, 15),
    internal_server_error = code_number(5, 0),
    bad_gateway = code_number(5, 2),
    service_unavailable = code_number(5, 3),
    gateway_timeout = code_number(5, 4),
    proxying_not_supported = code_number(5, 5),
};

/// "2.05", the notation of RFC 7252 section 3. Accepts any number, known or not.
std::string code_text(std::uint8_t code);

constexpr bool is_success(Code code)
{
    return static_cast<std::uint8_t>(code) >> 5 == 2;
}

enum class ContentFormat : std::uint16_t {
    text = 0,
    link_format = 40,
    json = 50,
    cbor = 60,
    senml_json = 110,
    senml_cbor = 112,
};

/// Distinguishes the representations of a resource over time and between formats. It is a hash of bytes and format, so
/// a restart does not change it.
using ETag = std::array<std::uint8_t, 8>;

ETag etag_of(ByteView bytes, ContentFormat format);

/// The client's role: the anonymous role without DTLS, else the role of its identity.
struct Client {
    Role role = Role::none;
    bool authenticated = false;
};

struct Request {
    Method method = Method::get;
    std::vector<std::string> path;   ///< one string per Uri-Path option
    std::vector<std::string> query;  ///< one string per Uri-Query option, such as "rt=sensor"
    std::optional<std::uint16_t> accept;
    std::optional<std::uint16_t> content_format;
    std::vector<Bytes> etags;
    std::vector<Bytes> if_match;  ///< an empty one matches any existing resource
    bool if_none_match = false;
    ByteView payload;
    Client client;
    bool conditions_are_read = false;  ///< an observer's `c.*` queries: the Site does not read them again
};

/// A resource's bytes in one format.
struct Representation {
    ContentFormat format{};
    std::shared_ptr<const Bytes> bytes;  ///< shared with the cache that built them
    ETag etag{};
};

Representation make_representation(ContentFormat format, Bytes bytes);

struct Response {
    Code code = Code::internal_server_error;
    std::optional<ContentFormat> format;   ///< none for a diagnostic payload (RFC 7252 section 5.5.2)
    std::optional<std::uint32_t> max_age;  ///< seconds
    std::optional<ETag> etag;
    std::shared_ptr<const Bytes> payload;                      ///< nullptr: none
    std::optional<std::uint32_t> largest_body = std::nullopt;  ///< with 4.13: the largest accepted body (Size1)
    std::optional<std::uint32_t> observe = std::nullopt;       ///< a notification, or the first answer (RFC 7641)

    static Response content(const Representation& representation, std::uint32_t max_age);
    static Response valid(const ETag& etag, std::optional<std::uint32_t> max_age);
    static Response changed();
    /// With the new state and its ETag (RFC 7252 section 5.10.6.1). It must not be cached.
    static Response changed(const Representation& representation);
    static Response deleted();
    static Response go_on();  ///< 2.31: asks for the next block
    static Response too_large(std::size_t largest_body);
    static Response problem(const Error& error, std::optional<std::uint32_t> max_age = std::nullopt);
};

}  // namespace coapnode
