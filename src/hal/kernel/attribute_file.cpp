// SPDX-License-Identifier: MIT
#include "hal/kernel/attribute_file.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

namespace coapnode {

AttributeText read_attribute(const std::filesystem::path& file)
{
    const FileDescriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!opened.is_open()) return {{}, errno};
    AttributeText read;
    read.error_number = read_all(opened.get(), read.text, longest_attribute);
    if (read.text.size() > longest_attribute) return {{}, EMSGSIZE};
    while (!read.text.empty() && (read.text.back() == '\n' || read.text.back() == ' '))
        read.text.pop_back();
    return read;
}

std::string attribute_or_empty(const std::filesystem::path& file)
{
    auto read = read_attribute(file);
    return read.error_number == 0 ? std::move(read.text) : std::string{};
}

bool is_there(const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

}  // namespace coapnode
