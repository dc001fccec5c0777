// SPDX-License-Identifier: MIT
/// Initialises libcoap once per process. Its clock is the clock of the loop's timers (coap_ticks() in library.cpp).
#pragma once

#include "coapnode/core/log.hpp"

namespace coapnode {

/// Whether the process opens DTLS sessions; its first CoapLibrary decides. Without DTLS, GnuTLS is not started, which
/// saves a fifth of the instructions of a short command, and libcoap refuses DTLS sessions.
enum class Dtls { none, wanted };

/// Starts libcoap and ends it with this object. libcoap's own log is off below LogLevel::debug, because any peer could
/// fill it; the Server logs the important events itself.
class CoapLibrary {
public:
    explicit CoapLibrary(LogLevel level, Dtls dtls = Dtls::wanted);
    ~CoapLibrary();
    CoapLibrary(const CoapLibrary&) = delete;
    CoapLibrary& operator=(const CoapLibrary&) = delete;
};

}  // namespace coapnode
