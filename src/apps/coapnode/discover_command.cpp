// SPDX-License-Identifier: MIT
#include "apps/coapnode/discover_command.hpp"

#include "apps/coapnode/asking.hpp"
#include "apps/coapnode/exit_codes.hpp"
#include "apps/coapnode/request_command.hpp"
#include "apps/coapnode/request_run.hpp"
#include "coap/client/discovery.hpp"
#include "coap/client/route.hpp"
#include "show/node_names.hpp"
#include "show/verbose.hpp"

#include <csignal>

namespace coapnode {

namespace {

const std::vector<std::string> well_known{".well-known", "core"};
constexpr std::uint16_t link_format = 40;
constexpr Duration name_time = 2s;  ///< for a node to say its name
constexpr std::string_view lookup_type = "core.rd-lookup-res";

class DiscoverRun {
public:
    DiscoverRun(Runtime& runtime, const Arguments& arguments, Printer& printer,
                const std::vector<DiscoveryPlace>& places)
        : runtime_{runtime},
          printer_{printer},
          discovery_{runtime.requester, places, request_of(arguments), [this](const auto& found) { on_found(found); }}
    {
        interrupt_ = runtime.loop.on_signal(SIGINT, [this] { end(); });
        const auto wait = discovery_.asked() == 0 ? Duration::zero() : arguments.wait;
        end_ = runtime.loop.after(wait, [this] { end(); });
    }

private:
    struct Naming {
        std::unique_ptr<Session> session;
        std::unique_ptr<ClientExchange> exchange;
    };

    static OutgoingRequest request_of(const Arguments& arguments)
    {
        OutgoingRequest request{Method::get, well_known, arguments.query};
        request.accept = arguments.accept;
        return request;
    }

    void on_found(const Discovered& found)
    {
        printer_.detail(verbose_head(found.response));
        if (!found.response.is_success()) return;
        FoundNode node{to_string(found.sender), {}, read_link_format(as_text(found.response.payload))};
        const auto path = device_path(node.links);
        if (path.empty()) return add(std::move(node));
        auto session = Session::open(runtime_.requester, {found.sender});
        if (!session) return add(std::move(node));
        ExchangeOptions options;
        options.timeout = name_time;
        auto exchange = std::make_unique<ClientExchange>(**session, OutgoingRequest{Method::get, path, {}}, options,
                                                         [this, node](const Result<IncomingResponse>& answer) mutable {
                                                             if (answer) node.name = name_in(*answer);
                                                             if (answer) node.instance = instance_in(*answer);
                                                             add(std::move(node));
                                                         });
        namings_.push_back({std::move(*session), std::move(exchange)});
    }

    void add(FoundNode node)
    {
        if (const int written = printer_.node(node); written != exit_ok) runtime_.loop.quit(written);
        nodes_.push_back(std::move(node));
    }

    void end()
    {
        if (nodes_.empty()) {
            const auto* const why = discovery_.asked() == 0 ? "no network interface of this machine can send multicast"
                                                            : "no node answered the multicast request";
            return runtime_.loop.quit(
                printer_.error({discovery_.asked() == 0 ? Errc::no_route : Errc::silent, why}, "coap://[ff02::fd]"));
        }
        runtime_.loop.quit(printer_.is_json() ? exit_ok
                                              : printer_.text(discovered_for_people(nodes_, printer_.style())));
    }

    Runtime& runtime_;
    Printer& printer_;
    std::vector<FoundNode> nodes_;
    std::vector<Naming> namings_;
    Discovery discovery_;
    Watch interrupt_;
    Timer end_;
};

int ask_nodes(Runtime& runtime, const Arguments& arguments, Printer& printer)
{
    const auto places = discovery_places(interfaces_up(arguments.interfaces), default_coap_port);
    const DiscoverRun run{runtime, arguments, printer, places};
    return runtime.loop.run();
}

int ask_node(Runtime& runtime, Arguments arguments, const Keyring& keyring, Printer& printer)
{
    if (arguments.uris.front().path.empty()) arguments.uris.front().path = well_known;
    if (!arguments.accept) arguments.accept = link_format;
    return run_request(runtime, arguments, keyring, printer);
}

/// Asks a resource directory for its lookup (RFC 9176 section 5.2), and the lookup for its links.
class LookupRun {
public:
    LookupRun(Runtime& runtime, const Arguments& arguments, Printer& printer, Target target)
        : runtime_{runtime},
          arguments_{arguments},
          printer_{printer},
          target_{std::move(target)},
          asking_{runtime.requester,
                  runtime.worker,
                  target_,
                  OutgoingRequest{Method::get, well_known, {"rt=" + std::string{lookup_type}}},
                  exchange_options(arguments),
                  [this](const auto& answer) { on_links(answer); }}
    {
    }

private:
    void on_links(const Asking::Answer& answer)
    {
        const auto uri = to_string(target_.uri);
        if (!answer.response) return runtime_.loop.quit(printer_.error(answer.response.error(), uri));
        const auto& response = *answer.response;
        if (!response.is_success() && !response.is(Code::not_found)) {
            const Arrival arrival{uri, to_string(answer.sender), runtime_.loop.wall_now(), {}, response};
            return runtime_.loop.quit(printer_.answer(arrival));
        }
        // A server may ignore the query and list all that it has (RFC 6690 section 4.1).
        const auto links = response.is_success() ? read_link_format(as_text(response.payload)) : ReadLinks{};
        target_.uri.path = path_of(links, lookup_type);
        if (target_.uri.path.empty()) {
            const Error none{Errc::bad_answer,
                             host_and_port(target_.uri) + " is not a resource directory: it has no link lookup"};
            return runtime_.loop.quit(printer_.error(none, uri));
        }
        request_ = std::make_unique<RequestRun>(runtime_, arguments_, printer_, target_,
                                                request_to(target_, Method::get, arguments_));
    }

    Runtime& runtime_;
    const Arguments& arguments_;
    Printer& printer_;
    Target target_;
    Asking asking_;
    std::unique_ptr<RequestRun> request_;
};

int ask_directory(Runtime& runtime, Arguments arguments, const Keyring& keyring, Printer& printer)
{
    auto uri = *arguments.directory;
    uri.query.insert(uri.query.end(), arguments.query.begin(), arguments.query.end());
    if (!arguments.accept) arguments.accept = link_format;
    if (!uri.path.empty()) {
        arguments.uris = {uri};
        return run_request(runtime, arguments, keyring, printer);
    }
    auto target = target_of(uri, keyring);
    if (!target) return printer.error(target.error(), to_string(uri));
    const LookupRun run{runtime, arguments, printer, std::move(*target)};
    return runtime.loop.run();
}

}  // namespace

int run_discover(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer)
{
    if (arguments.directory) return ask_directory(runtime, arguments, keyring, printer);
    if (!arguments.uris.empty()) return ask_node(runtime, arguments, keyring, printer);
    return ask_nodes(runtime, arguments, printer);
}

}  // namespace coapnode
