// SPDX-License-Identifier: MIT
#include "apps/coapnode/request_run.hpp"

#include "coap/client/route.hpp"
#include "show/verbose.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr Duration progress_interval = 1s;

std::string progress_line(const ClientExchange::Progress& progress)
{
    constexpr std::size_t kilobyte = 1000;
    if (progress.received > 0) return std::to_string(progress.received / kilobyte) + " kB received";
    if (progress.to_send == 0) return {};
    return std::to_string(progress.sent / kilobyte) + " of " + std::to_string(progress.to_send / kilobyte) + " kB sent";
}

/// The user has to know that the node may have carried it out.
Error with_doubt(Error error, Method method)
{
    const bool is_unanswered = error == Errc::silent || error == Errc::late;
    if (is_unanswered && method == Method::post) error.message += "; it may have been carried out anyway";
    return error;
}

}  // namespace

RequestRun::RequestRun(Runtime& runtime, const Arguments& arguments, Printer& printer, const Target& target,
                       OutgoingRequest request)
    : runtime_{runtime},
      printer_{printer},
      target_{target},
      uri_{to_string(target.uri)},
      method_{request.method},
      asking_{runtime.requester,
              runtime.worker,
              target,
              std::move(request),
              exchange_options(arguments),
              [this](const auto& answer) { end(answer); }}
{
    show_progress();
}

void RequestRun::show_progress()
{
    progress_ = runtime_.loop.after(progress_interval, [this] {
        if (const auto progress = asking_.progress()) printer_.progress(progress_line(*progress));
        show_progress();
    });
}

void RequestRun::end(const Asking::Answer& answer)
{
    progress_.reset();
    if (!answer.response) {
        const auto [error, cure] = told_of(with_doubt(answer.response.error(), method_), target_);
        return runtime_.loop.quit(printer_.error(error, uri_, cure));
    }
    printer_.detail(verbose_head(*answer.response));
    runtime_.loop.quit(
        printer_.answer({uri_, to_string(answer.sender), runtime_.loop.wall_now(), {}, *answer.response}));
}

}  // namespace coapnode
