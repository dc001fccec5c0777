// SPDX-License-Identifier: MIT
#include "apps/coapnode/combinations.hpp"

#include "apps/coapnode/commands.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Rule {
    bool (*is_broken)(const Arguments& arguments);
    const char* sentence;
};

bool asks_the_host_alone(const Arguments& arguments)
{
    return arguments.command == Command::ping || arguments.command == Command::doctor;
}

bool names_a_resource(const CoapUri& uri)
{
    return !uri.path.empty() || !uri.query.empty();
}

bool is_plain(const CoapUri& uri)
{
    return !uri.is_secure;
}

/// The doctor looks at both, CoAP and DTLS.
bool has_key_for_plain_coap(const Arguments& arguments)
{
    if (!arguments.keys.has_key() || arguments.command == Command::doctor) return false;
    const auto& uris = arguments.uris;
    return std::all_of(uris.begin(), uris.end(), is_plain) && !(arguments.directory && arguments.directory->is_secure);
}

constexpr auto rules = std::to_array<Rule>({
    {[](const Arguments& a) { return asks_the_host_alone(a) && names_a_resource(a.uris.front()); },
     "this command takes only a host: leave out the path"},
    {[](const Arguments& a) { return a.directory && !a.uris.empty(); },
     "discover asks either a node or, with --rd, a directory: leave out one of them"},
    {[](const Arguments& a) { return !a.interfaces.empty() && (a.directory || !a.uris.empty()); },
     "--interface is only for discover without a URI: leave out one of them"},
    {[](const Arguments& a) { return !a.if_match.empty() && a.if_none_match; },
     "--if-match is for a resource that exists, --if-none-match for one that does not: leave out one of them"},
    {[](const Arguments& a) { return a.content_format && !a.payload; },
     "--content-format describes a payload: write the payload after the URI"},
    {[](const Arguments& a) { return a.output == Output::json && !a.output_file.empty(); },
     "--output writes the payload to a file and --json prints a JSON object: leave out one of them"},
    {[](const Arguments& a) { return !a.keys.key.empty() && !a.keys.key_file.empty(); },
     "a key and --key-file cannot be used together: leave out one of them"},
    {[](const Arguments& a) { return !a.keys.key.empty() && a.keys.identity.empty(); },
     "a key belongs to an identity: give --identity as well"},
    {[](const Arguments& a) { return !a.keys.identity.empty() && !a.keys.has_key(); },
     "an identity needs its key: give --key-file as well"},
    {[](const Arguments& a) { return a.keys.has_key() && !a.keys.credentials.empty(); },
     "a key and --credentials cannot be used together: leave out one of them"},
    {has_key_for_plain_coap, "a key is for DTLS: begin the URI with coaps://, or leave out the key"},
});

}  // namespace

Result<void> check_combinations(const Arguments& arguments)
{
    const auto* const broken =
        std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.is_broken(arguments); });
    if (broken == rules.end()) return {};
    return fail(Errc::bad_value, broken->sentence);
}

}  // namespace coapnode
