// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/machine.hpp"

#include "gateway/config/pem_file.hpp"
#include "yaml/text_file.hpp"

#include <sys/resource.h>

namespace coapnode {

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
