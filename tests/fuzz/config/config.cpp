// SPDX-License-Identifier: MIT
/// A configuration file, of a node and of a gateway: read, or all of its mistakes told; of a node, its keys hidden, and
/// put back where they were.
#include "coapnode/config/file/hidden_keys.hpp"
#include "coapnode/config/load.hpp"
#include "fuzz_input.hpp"
#include "gateway/config/load.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace coapnode {

namespace {

/// No key file is found beside it.
constexpr auto nowhere = "/nonexistent/coapnode.yaml";
constexpr auto gateway_nowhere = "/nonexistent/gateway.yaml";

void check_mistakes(const Mistakes& mistakes, std::string_view text)
{
    CHECK(!mistakes.empty());
    const auto lines = std::ranges::count(text, '\n') + 1;
    for (const auto& mistake : mistakes) {
        CHECK(!mistake.message.empty());
        CHECK(mistake.line >= 0);
        CHECK(mistake.line <= lines);
        CHECK(mistake.column >= 0);
    }
}

void check_gateway(std::string_view text)
{
    const auto config = read_gateway_config(text, {gateway_nowhere});
    if (!config) return check_mistakes(config.error(), text);
    CHECK(!config->listen.empty());
    for (const auto& node : config->nodes)
        CHECK(node.uri.is_secure == node.key.has_value());
    static_cast<void>(gateway_warnings(*config, gateway_nowhere));
}

std::string hex_of(const std::vector<std::uint8_t>& key)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : key)
        text.append({digits[byte >> 4], digits[byte & 0xf]});
    return text;
}

void check_hidden(const Config& config, std::string_view shown)
{
    for (const auto& identity : config.dtls.identities) {
        CHECK(shown.find(as_text(identity.key)) == std::string_view::npos);
        CHECK(shown.find(hex_of(identity.key)) == std::string_view::npos);
    }
}

/// A comment that somebody has added changes nothing else, where the text goes on being YAML.
void check_restored(const std::string& shown, std::string_view text)
{
    const auto unchanged = restore_keys(shown, text);
    REQUIRE(unchanged.has_value());
    CHECK(*unchanged == text);
    const std::string more = "\n# more";
    const auto wanted = std::string{text} + more;
    const auto longer = restore_keys(shown + more, text);
    if (longer && hide_keys(wanted)) CHECK(*longer == wanted);
}

/// Somebody changes a byte of what was shown.
void change_one(std::string shown, std::string_view text, FuzzInput& input)
{
    const auto at = input.word();
    if (at < shown.size()) shown[at] = static_cast<char>(input.byte());
    static_cast<void>(restore_keys(shown, text));
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    constexpr std::size_t change_size = 3;  // at the end, so that a file is an input as it stands
    const ByteView input{data, size};
    const auto text = as_text(input.first(size - std::min(size, change_size)));
    const auto config = load_config_text(text, nowhere, "fuzz");
    if (!config) check_mistakes(config.error(), text);
    check_gateway(text);
    const auto shown = hide_keys(text);
    if (!shown) return 0;
    if (config) {
        check_hidden(*config, *shown);
        check_restored(*shown, text);
    }
    FuzzInput edit{input.last(std::min(size, change_size))};
    change_one(*shown, text, edit);
    return 0;
}
