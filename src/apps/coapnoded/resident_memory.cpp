// SPDX-License-Identifier: MIT
#include "apps/coapnoded/resident_memory.hpp"

#include <unistd.h>
#include <fstream>

namespace coapnode {

std::uint64_t resident_memory()
{
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    std::ifstream{"/proc/self/statm"} >> all >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace coapnode
