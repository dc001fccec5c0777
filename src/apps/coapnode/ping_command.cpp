// SPDX-License-Identifier: MIT
#include "apps/coapnode/ping_command.hpp"

#include "apps/coapnode/pinging.hpp"
#include "coap/client/route.hpp"
#include "show/visible.hpp"

namespace coapnode {

namespace {

std::string text_of(const Pinging::Pong& pong, bool is_json)
{
    const auto sender = to_string(pong.sender);
    const auto time = milliseconds_text(pong.round_trip);
    if (is_json) return "{\"sender\":" + json_string(sender) + ",\"milliseconds\":" + time + "}\n";
    return sender + " answers a ping after " + time + " ms\n";
}

}  // namespace

int run_ping(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    const auto& uri = arguments.uris.front();
    const auto target = target_of(uri, keyring);
    if (!target) return printer.error(target.error(), to_string(uri));
    const Pinging pinging{runtime.requester, runtime.worker, *target, arguments.request_timeout(),
                          [&](const auto& pong) {
                              const auto told = pong ? Told{} : told_of(pong.error(), *target);
                              runtime.loop.quit(pong ? printer.text(text_of(*pong, printer.is_json()))
                                                     : printer.error(told.error, to_string(uri), told.cure));
                          }};
    return runtime.loop.run();
}

}  // namespace coapnode
