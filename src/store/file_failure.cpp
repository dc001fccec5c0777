// SPDX-License-Identifier: MIT
#include "store/file_failure.hpp"

#include <cerrno>
#include <system_error>

namespace coapnode {

std::string file_failure(const std::string& what, int number)
{
    auto text = what + ": " + std::generic_category().message(number);
    if (number == EACCES || number == EPERM || number == EROFS)
        text += "; the daemon's user must be able to write there";
    if (number == ENOSPC || number == EDQUOT) text += "; make room there";
    return text;
}

}  // namespace coapnode
