// SPDX-License-Identifier: MIT
#include "apps/daemon/mistakes.hpp"

#include "service/notify.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

namespace coapnode {

LogLines lines_of(const Mistakes& mistakes)
{
    LogLines lines;
    std::ranges::transform(mistakes, std::back_inserter(lines), [](const auto& mistake) { return to_string(mistake); });
    return lines;
}

std::string in_one_line(const Mistakes& mistakes)
{
    const auto more = mistakes.size() - 1;
    return to_string(mistakes.front()) + (more > 0 ? " (and " + std::to_string(more) + " more)" : "");
}

void print_mistakes(std::ostream& out, const Mistakes& mistakes)
{
    for (const auto& mistake : mistakes)
        out << to_string(mistake) << '\n';
}

void print_warnings(std::ostream& out, const Mistakes& warnings)
{
    for (auto warning : warnings) {
        warning.message.insert(0, "warning: ");
        out << to_string(warning) << '\n';
    }
}

void notify_bad_configuration(const Mistakes& mistakes)
{
    notify_status("bad configuration: " + in_one_line(mistakes));
}

}  // namespace coapnode
