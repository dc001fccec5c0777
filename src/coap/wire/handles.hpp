// SPDX-License-Identifier: MIT
/// Owning pointers for libcoap's handles.
#pragma once

#include "coapnode/core/c_ptr.hpp"

#include <coap3/coap.h>

namespace coapnode {

using ContextPtr = CPtr<coap_context_t, &coap_free_context>;
/// A reference to a session. It keeps libcoap from freeing the session when it is idle.
using SessionPtr = CPtr<coap_session_t, &coap_session_release>;
using PduPtr = CPtr<coap_pdu_t, &coap_delete_pdu>;

}  // namespace coapnode
