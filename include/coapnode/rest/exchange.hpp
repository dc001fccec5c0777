// SPDX-License-Identifier: MIT
/// A request as a client sends it, and the response that it receives, both complete. They are the client's counterparts
/// of Request and Response (message.hpp). Blocks, tokens and retransmission belong to the adapter (src/coap/client).
#pragma once

#include "coapnode/rest/message.hpp"

namespace coapnode {

struct OutgoingRequest {
    Method method = Method::get;
    std::vector<std::string> path;   ///< one string a Uri-Path option
    std::vector<std::string> query;  ///< one string a Uri-Query option
    std::optional<std::uint16_t> accept{};
    std::optional<std::uint16_t> content_format{};
    std::vector<Bytes> etags{};  ///< of the client's stored representations; 2.03 says which one is current
    std::vector<Bytes> if_match{};
    bool if_none_match = false;
    Bytes payload{};
    std::string host{};  ///< Uri-Host: the requested name; empty for an IP address

    bool operator==(const OutgoingRequest&) const = default;
};

struct IncomingResponse {
    std::uint8_t code{};  ///< like Code, but any code of the classes 2, 4 and 5
    std::optional<std::uint16_t> content_format{};
    std::optional<Bytes> etag{};
    std::optional<std::uint32_t> max_age{};  ///< seconds; without the option it means default_max_age
    std::vector<std::string> location_path{};
    std::vector<std::string> location_query{};
    Bytes payload{};

    static constexpr std::uint32_t default_max_age = 60;  ///< RFC 7252 section 5.10.5

    [[nodiscard]] bool is(Code expected) const { return code == static_cast<std::uint8_t>(expected); }
    [[nodiscard]] bool is_success() const { return coapnode::is_success(static_cast<Code>(code)); }

    bool operator==(const IncomingResponse&) const = default;
};

}  // namespace coapnode
