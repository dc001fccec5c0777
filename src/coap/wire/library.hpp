// SPDX-License-Identifier: MIT
/// libcoap, once for the process; its clock is that of the loop's timers (coap_ticks() in library.cpp).
#pragma once

#include "coapnode/core/log.hpp"

namespace coapnode {

/// Whether the process opens DTLS sessions; its first CoapLibrary decides. Where it does not, GnuTLS is not started,
/// which takes a fifth of the instructions of a short command, and libcoap refuses to open one.
enum class Dtls { none, wanted };

/// Started here, ended with this object.
/// libcoap's own log is off below LogLevel::debug, as any peer could fill it; what matters of it the Server says
/// itself.
class CoapLibrary {
public:
    explicit CoapLibrary(LogLevel level, Dtls dtls = Dtls::wanted);
    ~CoapLibrary();
    CoapLibrary(const CoapLibrary&) = delete;
    CoapLibrary& operator=(const CoapLibrary&) = delete;
};

}  // namespace coapnode
