// SPDX-License-Identifier: MIT
#include "apps/coapnode/request_command.hpp"

#include "apps/coapnode/payload.hpp"
#include "apps/coapnode/request_run.hpp"
#include "show/verbose.hpp"

#include <unistd.h>

namespace coapnode {

namespace {

Method method_of(Command command)
{
    switch (command) {
    case Command::put:
        return Method::put;
    case Command::post:
        return Method::post;
    case Command::delete_:
        return Method::delete_;
    default:
        return Method::get;
    }
}

Result<OutgoingRequest> request_of(const Target& target, const Arguments& arguments)
{
    auto request = request_to(target, method_of(arguments.command), arguments);
    if (!arguments.payload) return request;
    auto payload = read_payload(*arguments.payload, STDIN_FILENO);
    if (!payload) return fail(payload);
    request.payload = std::move(payload->bytes);
    request.content_format = arguments.content_format.value_or(payload->format);
    return request;
}

}  // namespace

int run_request(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    const auto& uri = arguments.uris.front();
    const auto target = target_of(uri, keyring);
    if (!target) return printer.error(target.error(), to_string(uri));
    auto request = request_of(*target, arguments);
    if (!request) return printer.error(request.error(), to_string(uri));
    printer.detail(verbose_head(*request));
    const RequestRun run{runtime, arguments, printer, *target, std::move(*request)};
    return runtime.loop.run();
}

}  // namespace coapnode
