// SPDX-License-Identifier: MIT
/// libcoap, once for the process; its clock is that of the loop's timers (coap_ticks() in library.cpp).
#pragma once

#include "coapnode/core/log.hpp"

namespace coapnode {

/// Started here, ended with this object. libcoap's own log is off below LogLevel::debug, as any peer could fill it;
/// what matters of it the Server says itself.
class CoapLibrary {
public:
    explicit CoapLibrary(LogLevel level);
    ~CoapLibrary();
    CoapLibrary(const CoapLibrary&) = delete;
    CoapLibrary& operator=(const CoapLibrary&) = delete;
};

}  // namespace coapnode
