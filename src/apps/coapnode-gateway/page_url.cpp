// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/page_url.hpp"

#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/ip_address.hpp"
#include "gateway/access/host_port.hpp"
#include "gateway/access/known_hosts.hpp"
#include "gateway/config/address_range.hpp"
#include "gateway/config/host_name.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view scheme_end = "://";

bool is_path_character(char c)
{
    return c > ' ' && c < '\x7f' && std::string_view{"?#\"<>\\^`{|}"}.find(c) == std::string_view::npos;
}

bool is_unspecified(const Peer::Address& address)
{
    return address == Peer::Address{} || address == *parse_address("0.0.0.0");
}

std::string_view authority_of(std::string_view url)
{
    url.remove_prefix(url.find(scheme_end) + scheme_end.size());
    return url.substr(0, url.find('/'));
}

/// nullopt if no other device can reach or name it.
std::optional<std::string> host_of(const Listen& listen, const GatewayConfig& config, const OwnAddress& own_address)
{
    const auto address = parse_address(listen.host);  // none if it is link-local with an interface
    if (!address || is_loopback(*address)) return std::nullopt;
    if (!config.hosts.empty()) return config.hosts.front();
    if (!is_unspecified(*address)) return listen.host;
    const auto own = own_address();
    return own ? std::optional{to_text(*own)} : std::nullopt;
}

bool is_this_machine(const HostPort& host)
{
    const auto address = address_in(host);
    return address ? is_loopback(*address) : host.host == "localhost";
}

}  // namespace

Result<std::string> parse_page_url(std::string_view text)
{
    const auto begin = text.find(scheme_end);
    const auto slash = begin == std::string_view::npos ? begin : text.find('/', begin + scheme_end.size());
    const auto path = slash == std::string_view::npos ? std::string_view{"/"} : text.substr(slash);
    auto url = parse_origin(text.substr(0, slash));
    if (!url || !std::ranges::all_of(path, is_path_character)) {
        return fail(Errc::bad_input,
                    std::string{text} + " is not the address of a page: write one such as https://pi.local:8443/");
    }
    url->append(path);
    if (!url->ends_with('/')) *url += '/';
    return url;
}

Result<std::string> page_url(const GatewayConfig& config, const std::filesystem::path& file,
                             const OwnAddress& own_address)
{
    for (const auto& listen : config.listen) {
        const auto host = listen.port == 0 ? std::nullopt : host_of(listen, config, own_address);
        if (!host) continue;
        return parse_page_url((config.tls ? "https://" : "http://") + to_text(Listen{*host, listen.port}));
    }
    return fail(Errc::bad_input, "the gateway has no address that another device could open: add one to listen: in " +
                                     file.string() + ", or give the address of the proxy in front of it with --url");
}

std::vector<std::string> url_warnings(std::string_view url, const GatewayConfig& config, const std::string& machine)
{
    std::vector<std::string> warnings;
    const auto authority = authority_of(url);
    const auto host = split_host_port(authority);
    if (url.starts_with("http://") && !(host && is_this_machine(*host))) {
        warnings.emplace_back("over http:// the code and the token cross the network in clear text: use tls:");
    }
    if (!is_known_host(authority, {machine, config.hosts})) {
        warnings.push_back("the gateway does not answer to " + std::string{authority} + ": list the name in hosts:");
    }
    return warnings;
}

}  // namespace coapnode
