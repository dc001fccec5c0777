// SPDX-License-Identifier: MIT
/// What README.md, docs/ and the manual print can be used as it is: their YAML is taken, and no key of theirs is good.
#include "support/pages.hpp"
#include "coapnode/config/known_key.hpp"
#include "config/config_folder.hpp"
#include "config/psk.hpp"

#include <doctest/doctest.h>

#include <regex>

using namespace coapnode;
using namespace coapnode::testing;

namespace {

constexpr auto key_in_hex = "39383736353433323130616263646566\n";

std::vector<std::filesystem::path> pages()
{
    return pages_of(PAGES);
}

std::vector<std::string> node_blocks(const std::filesystem::path& page)
{
    auto blocks = yaml_blocks(content_of(page));
    std::erase_if(blocks, is_of_gateway);
    return blocks;
}

/// Whether `text` has a section of `block` already, so that `block` would take its place.
bool has_section_of(const std::string& block, const std::string& text)
{
    const std::regex section{"(?:^|\n)([a-z_]+:)"};
    for (std::sregex_iterator at{block.begin(), block.end(), section}; at != std::sregex_iterator{}; ++at)
        if (text.find('\n' + (*at)[1].str()) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("each YAML block of a page is a configuration")
{
    const ConfigFolder folder;
    for (const auto* file : {"admin.psk", "phone.psk", "gateway.psk"})
        folder.write(file, key_in_hex);
    for (const auto& page : pages()) {
        for (const auto& block : node_blocks(page)) {
            CAPTURE(page);
            CAPTURE(block);
            CHECK(folder.mistakes(block) == std::vector<std::string>{});
        }
    }
}

TEST_CASE("the YAML blocks of a page can be pasted at the end of the installed file")
{
    const ConfigFolder folder;
    folder.write("admin.psk", key_in_hex);
    const auto installed = content_of(EXAMPLE_CONFIG);
    int pasted = 0;
    for (const auto& page : pages()) {
        auto file = installed;
        for (const auto& block : node_blocks(page)) {
            if (has_section_of(block, file)) continue;
            file += block;
            ++pasted;
            CAPTURE(page);
            CAPTURE(block);
            CHECK(folder.mistakes(file) == std::vector<std::string>{});
        }
    }
    CHECK_MESSAGE(pasted >= 3, "of README, the configuration and the thermostat");
}

TEST_CASE("a key that our own pages print is a warning")
{
    const std::regex key{R"(\b[0-9A-Fa-f]{32,128}\b)"};
    auto files = pages();
    files.insert(files.end(), {MANUAL, EXAMPLE_CONFIG});
    for (const auto& file : files) {
        const auto text = content_of(file);
        REQUIRE_FALSE(text.empty());
        for (std::sregex_iterator at{text.begin(), text.end(), key}; at != std::sregex_iterator{}; ++at) {
            CAPTURE(file);
            CAPTURE(at->str());
            const auto printed = psk_from_hex(at->str());
            CHECK((!printed || !weak_key_complaint(*printed).empty()));
        }
    }
}
