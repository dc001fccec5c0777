// SPDX-License-Identifier: MIT
#include "apps/daemon/mistakes.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace coapnode;

namespace {

const Mistakes two{{"a.yaml", 12, 5, "unknown key 'intervall'; did you mean 'interval'?"}, {"b.yaml", 0, 0, "gone"}};

}  // namespace

TEST_CASE("mistakes are printed one a line")
{
    std::ostringstream out;
    print_mistakes(out, two);
    CHECK(out.str() == "a.yaml:12:5: unknown key 'intervall'; did you mean 'interval'?\nb.yaml: gone\n");
    out.str("");
    print_warnings(out, two);
    CHECK(out.str() ==
          "a.yaml:12:5: warning: unknown key 'intervall'; did you mean 'interval'?\nb.yaml: warning: gone\n");
}

TEST_CASE("a status names the first mistake and counts the others")
{
    CHECK(in_one_line({two.back()}) == "b.yaml: gone");
    CHECK(in_one_line(two) == "a.yaml:12:5: unknown key 'intervall'; did you mean 'interval'? (and 1 more)");
}
