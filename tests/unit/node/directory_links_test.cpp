// SPDX-License-Identifier: MIT
#include "node/directory_links.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

using Path = std::optional<std::vector<std::string>>;

TEST_CASE("the registration resource is found among links")
{
    const std::string long_path(254, 'x');
    const std::vector<std::pair<std::string, Path>> rows{
        {R"(</rd>;rt="core.rd";ct=40)", {{"rd"}}},
        {R"(</a>;rt=core.rd)", {{"a"}}},
        {"</resourcedirectory/>; rt=\"core.rd\"; ct=40", {{"resourcedirectory", ""}}},
        {R"(</x>;title="</y>;rt=core.rd,",</r%20d/b>;rt="a core.rd")", {{"r d", "b"}}},
        {R"(</x>;title="\"";rt=a,</rd>;rt=core.rd)", {{"rd"}}},
        {"</" + long_path + ">;rt=core.rd", {{long_path}}},
        {"</" + long_path + "x>;rt=core.rd", std::nullopt},
        {R"(</l>;rt="core.rd-lookup-ep")", std::nullopt},
        {"<coap://other/rd>;rt=core.rd", std::nullopt},
        {"<//other/rd>;rt=core.rd", std::nullopt},
        {"</rd?a>;rt=core.rd", std::nullopt},
        {"</%4>;rt=core.rd", std::nullopt},
        {"</%zz>;rt=core.rd", std::nullopt},
        {"</rd;rt=core.rd", std::nullopt},
        {"</rd>", std::nullopt},
        {R"(</rd>;title="rt=core.rd\)", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& [links, path] : rows) {
        CAPTURE(links);
        CHECK((registration_resource(links) == path));
    }
}
