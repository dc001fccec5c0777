// SPDX-License-Identifier: MIT
/// POST /pair {"code":"..."} -> {"token":"...","name":"phone","role":"control"}
#pragma once

#include "coapnode/http/message.hpp"
#include "gateway/access/admission.hpp"

namespace coapnode {

/// Answers any method except OPTIONS. Errors besides those of Pairing::exchange(): 405; 415 for what is not JSON; 400
/// for JSON without a code.
HttpResponse answer_to_pair(const HttpRequest& request, const AccessRules& rules, Pairing& pairing);

}  // namespace coapnode
