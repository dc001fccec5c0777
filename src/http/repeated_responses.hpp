// SPDX-License-Identifier: MIT
/// Keeps libmicrohttpd's form of answers that are sent again, such as those from a gateway's cache, or of a node whose
/// reading is still the same: making one takes twenty allocations.
#pragma once

#include "coapnode/http/message.hpp"

#include <array>
#include <cstddef>
#include <memory>

struct MHD_Response;

namespace coapnode::http {

class RepeatedResponses {
public:
    /// Bounds on what is kept. Answers whose bodies share a place displace each other.
    static constexpr std::size_t places = 128;
    static constexpr std::size_t largest_body = 1024;

    /// As make_response() for an answer that is not the last one. It is kept when its body is sent a second time.
    std::shared_ptr<MHD_Response> get(const std::shared_ptr<const HttpResponse>& response);

private:
    struct Place {
        std::size_t last_hash = 0;  ///< of the body that was sent last
        std::shared_ptr<const HttpResponse> response{};
        std::shared_ptr<MHD_Response> made{};  ///< of `response`; nullptr: none is kept
    };

    std::array<Place, places> places_;
};

}  // namespace coapnode::http
