// SPDX-License-Identifier: MIT
#include "gateway/directory_lookup.hpp"

#include "coapnode/core/ip_address.hpp"
#include "gateway/config/values.hpp"
#include "show/node_names.hpp"

#include <utility>

namespace coapnode {

namespace {

constexpr std::string_view lookup_type = "core.rd-lookup-ep";

NodeConfig node_of(const CoapUri& directory)
{
    NodeConfig node;
    node.name = "directory";
    node.uri = directory;
    return node;
}

OutgoingRequest get_links(std::vector<std::string> path, std::vector<std::string> query)
{
    OutgoingRequest request;
    request.path = std::move(path);
    request.query = std::move(query);
    request.accept = static_cast<std::uint16_t>(ContentFormat::link_format);
    return request;
}

}  // namespace

std::vector<NodeConfig> nodes_in_directory(const ReadLinks& endpoints)
{
    const auto name_reader = node_name();
    std::vector<NodeConfig> nodes;
    for (const auto& link : endpoints.links) {
        auto name = name_reader.read(std::string{link.value_of("ep")});
        const auto uri = parse_coap_uri(link.value_of("base"));
        if (!name || !uri || uri->is_secure || !parse_address(uri->host)) continue;
        NodeConfig node;
        node.name = std::move(*name);
        node.uri.host = uri->host;
        node.uri.port = uri->port;
        nodes.push_back(std::move(node));
    }
    return nodes;
}

DirectoryLookup::DirectoryLookup(Scheduler& scheduler, Log& log, Devices& devices, const CoapUri& directory,
                                 const OpenLink& open_link)
    : scheduler_{scheduler},
      log_{log},
      devices_{devices},
      name_{host_and_port(directory)},
      given_path_{directory.path},
      link_{open_link(node_of(directory))}
{
    next_ = scheduler_.after({}, [this] { ask(); });
}

void DirectoryLookup::ask()
{
    path_ = given_path_;
    if (path_.empty()) return ask_for_lookup();
    ask_for_endpoints();
}

void DirectoryLookup::ask_for_lookup()
{
    pending_ = link_->request(get_links({".well-known", "core"}, {"rt=" + std::string{lookup_type}}), timeout,
                              [this](const auto& answer) { on_lookup(answer); });
}

void DirectoryLookup::on_lookup(const Result<IncomingResponse>& answer)
{
    if (!answer) return fail_with(answer.error().message);
    path_ = path_of(read_link_format(as_text(answer->payload)), lookup_type);
    if (!answer->is_success() || path_.empty()) return fail_with("it has no endpoint lookup");
    ask_for_endpoints();
}

void DirectoryLookup::ask_for_endpoints()
{
    pending_ = link_->request(get_links(path_, {}), timeout, [this](const auto& answer) { on_endpoints(answer); });
}

/// Some directories answer 4.04 when nobody has registered.
void DirectoryLookup::on_endpoints(const Result<IncomingResponse>& answer)
{
    if (!answer) return fail_with(answer.error().message);
    if (!answer->is_success() && !answer->is(Code::not_found))
        return fail_with("it answered " + code_text(answer->code));
    const auto links = answer->is_success() ? read_link_format(as_text(answer->payload)) : ReadLinks{};
    next_ = scheduler_.after(interval, [this] { ask(); });
    devices_.set_found(DeviceSource::directory, nodes_in_directory(links));
}

/// Nodes found before stay: a silent directory says nothing about them.
void DirectoryLookup::fail_with(const std::string& why)
{
    next_ = scheduler_.after(interval, [this] { ask(); });
    log_.warning("resource directory", "resource directory " + name_ + ": " + why);
}

}  // namespace coapnode
