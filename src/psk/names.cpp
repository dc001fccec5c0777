// SPDX-License-Identifier: MIT
#include "psk/names.hpp"

#include "yaml/unfilled.hpp"

namespace coapnode {

Reader<std::string> identity_name()
{
    return filled_in(without_value(printable_text(max_identity_size)));
}

Reader<std::string> key_file_name()
{
    return filled_in(without_value(printable_text(max_file_name_size)));
}

}  // namespace coapnode
