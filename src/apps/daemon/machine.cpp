// SPDX-License-Identifier: MIT
#include "apps/daemon/machine.hpp"

#include <unistd.h>
#include <array>
#include <climits>
#include <cstdlib>
#include <fstream>
#include <string_view>

namespace coapnode {

std::string machine_name()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "coapnode";
}

std::filesystem::path state_directory(const std::filesystem::path& usual)
{
    const char* const given = std::getenv("STATE_DIRECTORY");
    if (given == nullptr || *given == '\0') return usual;
    const std::string_view folders{given};
    return folders.substr(0, folders.find(':'));
}

std::optional<std::uint64_t> resident_memory()
{
    std::ifstream statm{"/proc/self/statm"};
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    if (!(statm >> size >> resident)) return std::nullopt;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace coapnode
