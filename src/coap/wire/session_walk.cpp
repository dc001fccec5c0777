// SPDX-License-Identifier: MIT
#include "coap/wire/session_walk.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace coapnode {

namespace {

using Walk = decltype(&coap_io_prepare_epoll);

/// libcoap's own function; the program's function is in context.cpp.
Walk walk_of_libcoap()
{
    static const auto walk = reinterpret_cast<Walk>(::dlsym(RTLD_NEXT, "coap_io_prepare_epoll"));
    return walk;
}

}  // namespace

static_assert(COAP_TICKS_PER_SECOND == 1000);

SessionWalk::SessionWalk()
{
    if (walk_of_libcoap() == nullptr)
        throw std::runtime_error{"this libcoap has no coap_io_prepare_epoll(), which coapnode needs"};
}

unsigned SessionWalk::of_libcoap(coap_context_t& context, coap_tick_t now)
{
    return walk_of_libcoap()(&context, now);
}

unsigned SessionWalk::offer(coap_context_t& context, coap_tick_t now)
{
    if (required_ || now >= next_) return make(context, now);
    put_off_ = true;
    return static_cast<unsigned>(next_ - now);
}

unsigned SessionWalk::make(coap_context_t& context, coap_tick_t now)
{
    required_ = false;  // the walk may end sessions, which requires another walk
    put_off_ = false;
    std::array<coap_socket_t*, 1> unused{};
    unsigned count = 0;
    const auto milliseconds = coap_io_prepare_io(&context, unused.data(), unused.size(), &count, now);
    next_ = now + (milliseconds == 0 ? longest_wait : std::min<coap_tick_t>(milliseconds, longest_wait));
    return milliseconds;
}

}  // namespace coapnode
