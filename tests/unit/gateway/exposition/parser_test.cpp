// SPDX-License-Identifier: MIT
/// The reader that other tests trust notices what it is there to notice.
#include "support/exposition_parser.hpp"

#include <doctest/doctest.h>

using coapnode::testing::ExpositionParser;

TEST_CASE("texts that are none of Prometheus, each for one reason")
{
    const std::string head = "# HELP m M.\n# TYPE m gauge\n";
    const std::string histogram = "# HELP h H.\n# TYPE h histogram\n";
    CHECK(ExpositionParser::parse(head + "m{a=\"1\"} 1\nm 2\n").size() == 2);
    for (const auto& text : {
             head + "m 1",
             head + "m 1\nm 2\n",
             head + "m{a=\"1\",b=\"2\"} 1\nm{b=\"2\",a=\"1\"} 2\n",
             head + "m{a=\"1\",a=\"2\"} 1\n",
             head + "n 1\n",
             head + "m NaN\n",
             head + "m 1 2\n",
             head + "m{a=\"\\x\"} 1\n",
             head + "m{a=\"\xff\"} 1\n",
             head + "m{a=\"1} 1\n",
             head + "m{a-b=\"1\"} 1\n",
             head + "m 1\n" + head + "m{a=\"1\"} 1\n",
             std::string{"m 1\n"},
             std::string{"# HELP m M.\n# TYPE m counter\n"},
             std::string{"# HELP m_total M.\n# TYPE m_total gauge\n"},
             std::string{"# HELP m \\x\n# TYPE m gauge\n"},
             std::string{"# HELP m M.\nm 1\n"},
             histogram + "h_bucket{le=\"1\"} 1\n",
             histogram + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n",
             histogram + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
             histogram + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
         }) {
        CAPTURE(text);
        CHECK_THROWS_AS(static_cast<void>(ExpositionParser::parse(text)), std::runtime_error);
    }
}
