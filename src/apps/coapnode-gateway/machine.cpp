// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/machine.hpp"

#include "gateway/config/pem_file.hpp"
#include "yaml/text_file.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <array>
#include <climits>

namespace coapnode {

std::string machine_name()
{
    std::array<char, HOST_NAME_MAX + 1> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "coapnode";
}

void allow_many_descriptors()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Result<std::string> read_machine_file(const std::filesystem::path& file)
{
    auto content = read_text_file(file, max_pem_file_size);
    if (!content) return fail(Errc::bad_input, file.string() + ' ' + content.error().message);
    return std::move(content->text);
}

}  // namespace coapnode
