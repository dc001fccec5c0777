// SPDX-License-Identifier: MIT
#include "coap/wire/parse_hook.hpp"

#include "coap/message/enclosed_request.hpp"
#include "coap/message/marked_acknowledgement.hpp"
#include "coap/message/marked_response.hpp"
#include "coap/message/message_head.hpp"
#include "coap/wire/inbox.hpp"
#include "coapnode/core/fence.hpp"

#include <coap3/coap.h>
#include <dlfcn.h>

#include <algorithm>
#include <exception>
#include <stdexcept>

namespace coapnode {

namespace {

using Parse = decltype(&coap_pdu_parse);

/// libcoap's own function.
Parse next_parser()
{
    static const auto parse = reinterpret_cast<Parse>(::dlsym(RTLD_NEXT, "coap_pdu_parse"));
    return parse;
}

int parse(coap_proto_t proto, ByteView message, coap_pdu_t& pdu)
{
    return next_parser()(proto, message.data(), message.size(), &pdu);
}

int parse_changed(coap_proto_t proto, ByteView message, coap_pdu_t& pdu)
{
    auto changed = enclose(message);
    if (!changed) changed = mark(message);
    if (!changed) changed = mark_acknowledgement(message);
    // Not at a server: libcoap rejects each copy of such a datagram, but only the first copy of a marked one.
    if (!changed && !Inbox::has_turn()) changed = mark_stray(message);
    if (parse(proto, changed ? *changed : message, pdu) != 0) return 1;
    auto shorter = enclose_without_payload(message);
    if (!shorter) shorter = mark_unreadable(message);
    if (shorter && parse(proto, *shorter, pdu) != 0) return 1;
    // It is answered with Reset, which needs the message ID. libcoap leaves that 0 when the message is too large.
    static_cast<void>(parse(proto, message.first(std::min(message.size(), header_size)), pdu));
    return 0;
}

}  // namespace

void hook_parser()
{
    if (next_parser() == nullptr)
        throw std::runtime_error{"this libcoap has no coap_pdu_parse(), which coapnode needs"};
}

}  // namespace coapnode

extern "C" [[gnu::visibility("default")]] int coap_pdu_parse(coap_proto_t proto, const std::uint8_t* data,
                                                             std::size_t length, coap_pdu_t* pdu)
{
    using namespace coapnode;
    int parsed = 0;  // also when memory is exhausted
    fenced([&] { parsed = parse_changed(proto, {data, length}, *pdu); }, [](const std::exception_ptr&) {});
    return parsed;
}
