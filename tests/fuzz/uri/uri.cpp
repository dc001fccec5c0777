// SPDX-License-Identifier: MIT
/// URIs: what is taken keeps its bounds and survives its normal form; what is refused is refused in one printable line.
/// The first byte chooses between a text and a URI put together of parts.
#include "coapnode/uri/coap_uri.hpp"
#include "fuzz_input.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

namespace {

constexpr std::size_t most_parts = 8;

bool is_printable_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_dot_segment(const std::string& segment)
{
    return segment == "." || segment == "..";
}

void check_bounds(const CoapUri& uri)
{
    CHECK(!uri.host.empty());
    CHECK(uri.host.size() <= max_host_size);
    CHECK(uri.zone.size() <= max_zone_size);
    CHECK(uri.port != 0);
    CHECK(std::none_of(uri.path.begin(), uri.path.end(), is_dot_segment));
    for (const auto& options : {uri.path, uri.query}) {
        for (const auto& option : options)
            CHECK(option.size() <= max_uri_option_size);
    }
}

void check_normal_form(const CoapUri& uri)
{
    const auto normal = to_string(uri);
    CHECK(is_printable_ascii(normal));
    CHECK(is_printable_ascii(host_and_port(uri)));
    // With every byte encoded it may be three times as long.
    if (normal.size() <= max_uri_size) CHECK(parse_coap_uri(normal) == uri);
}

void read(std::string_view text)
{
    const auto uri = parse_coap_uri(text);
    if (!uri) {
        CHECK(uri.error() == Errc::bad_uri);
        CHECK(!uri.error().message.empty());
        CHECK(is_printable_ascii(uri.error().message));
        return;
    }
    check_bounds(*uri);
    check_normal_form(*uri);
}

std::vector<std::string> parts_of(FuzzInput& input)
{
    std::vector<std::string> parts;
    for (auto count = input.index(most_parts); count > 0; --count)
        parts.push_back(input.text());
    return parts;
}

void compose(FuzzInput& input)
{
    CoapUri uri;
    uri.host = "pi.local";
    uri.is_secure = input.flag();
    uri.port = std::max<std::uint16_t>(1, input.word());
    uri.path = parts_of(input);
    uri.query = parts_of(input);
    std::erase_if(uri.path, is_dot_segment);
    if (uri.path == std::vector<std::string>{""}) uri.path.clear();
    check_normal_form(uri);
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    if (input.flag()) {
        compose(input);
    } else {
        read(as_text(input.rest()));
    }
    return 0;
}
