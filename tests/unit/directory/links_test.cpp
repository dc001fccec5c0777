// SPDX-License-Identifier: MIT
#include "directory/links.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const Listen directory{"192.168.1.5", 5683};
const Listen directory_ipv6{"fd00::5", 61616};

constexpr auto no_resource = "it lists no registration resource (rt=core.rd): is this a resource directory?";
constexpr auto elsewhere =
    " is at an address other than that of the directory: give that address as resource_directory";
constexpr auto no_path = " has no path that coapnode can send";

}  // namespace

TEST_CASE("the registration resource is found among links")
{
    struct Row {
        std::string links;
        std::vector<std::string> path;
    };
    const std::string long_path(254, 'x');
    const Row rows[] = {
        {R"(</rd>;rt="core.rd";ct=40)", {"rd"}},
        {R"(</a>;rt=core.rd)", {"a"}},
        {"</resourcedirectory/>; rt=\"core.rd\"; ct=40", {"resourcedirectory", ""}},
        {R"(</x>;title="</y>;rt=core.rd,",</r%20d/b>;rt="a core.rd")", {"r d", "b"}},
        {R"(</x>;title="\"";rt=a,</rd>;rt=core.rd)", {"rd"}},
        {"</" + long_path + ">;rt=core.rd", {long_path}},
        // RFC 9176 section 4.3 has absolute URIs, and RFC 6690 section 2.1 relative references.
        {"<coap://192.168.1.5/rd>;rt=core.rd", {"rd"}},
        {"<coap://192.168.1.5:5683/rd/a>;rt=core.rd", {"rd", "a"}},
        {"<COAP://192.168.1.5:/rd>;rt=core.rd", {"rd"}},
        {"<coap://[::ffff:192.168.1.5]/rd>;rt=core.rd", {"rd"}},
        {"<//192.168.1.5/rd>;rt=core.rd", {"rd"}},
        {"<rd>;rt=core.rd", {"rd"}},
        {"<rd/a:b>;rt=core.rd", {"rd", "a:b"}},
        {"<coap://192.168.1.6/rd>;rt=core.rd,</rd>;rt=core.rd", {"rd"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.links);
        const auto found = registration_resource(row.links, directory);
        REQUIRE(found);
        CHECK((*found == row.path));
    }
    for (const std::string_view links :
         {"<coap://[fd00::5]:61616/rd>;rt=core.rd", "<coap://[FD00:0::5]:61616/rd>;rt=core.rd"})
        CHECK(registration_resource(links, directory_ipv6));
}

TEST_CASE("why there is none is told as it is")
{
    struct Row {
        std::string links;
        std::string why;
    };
    const std::string resource = "its registration resource";
    const Row rows[] = {
        {R"(</l>;rt="core.rd-lookup-ep")", no_resource},
        {"</rd;rt=core.rd", no_resource},
        {"</rd>", no_resource},
        {R"(</rd>;title="rt=core.rd\)", no_resource},
        {"", no_resource},
        {"<coap://192.168.1.6/rd>;rt=core.rd", resource + " <coap://192.168.1.6/rd>" + elsewhere},
        {"<coap://192.168.1.5:5684/rd>;rt=core.rd", resource + " <coap://192.168.1.5:5684/rd>" + elsewhere},
        {"<coap://192.168.1.5:x/rd>;rt=core.rd", resource + " <coap://192.168.1.5:x/rd>" + elsewhere},
        {"<coap://rd.lan/rd>;rt=core.rd", resource + " <coap://rd.lan/rd>" + elsewhere},
        {"<coap://[fd00::5/rd>;rt=core.rd", resource + " <coap://[fd00::5/rd>" + elsewhere},
        {"<//other/rd>;rt=core.rd", resource + " <//other/rd>" + elsewhere},
        {"<coaps://192.168.1.5/rd>;rt=core.rd",
         resource +
             " <coaps://192.168.1.5/rd> is not a plain CoAP address, and coapnode registers over plain CoAP only"},
        {"<coap://192.168.1.5>;rt=core.rd", resource + " <coap://192.168.1.5>" + no_path},
        {"</>;rt=core.rd", resource + " </>" + no_path},
        {"</rd?a>;rt=core.rd", resource + " </rd?a>" + no_path},
        {"<../rd>;rt=core.rd", resource + " <../rd>" + no_path},
        {"</%4>;rt=core.rd", resource + " </%4>" + no_path},
        {"</%zz>;rt=core.rd", resource + " </%zz>" + no_path},
        {"</rd?\n>;rt=core.rd", resource + no_path},
        {"</" + std::string(255, 'x') + ">;rt=core.rd", resource + no_path},
    };
    for (const auto& row : rows) {
        CAPTURE(row.links);
        const auto found = registration_resource(row.links, directory);
        REQUIRE_FALSE(found);
        CHECK(found.error() == Error{Errc::bad_answer, row.why});
    }
}
