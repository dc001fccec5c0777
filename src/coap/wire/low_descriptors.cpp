// SPDX-License-Identifier: MIT
#include "coap/wire/low_descriptors.hpp"

#include <fcntl.h>

#include <utility>

namespace coapnode {

namespace {

/// The lowest free descriptor.
FileDescriptor open_lowest()
{
    return FileDescriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
}

bool is_low(const FileDescriptor& descriptor)
{
    return descriptor.is_open() && descriptor.get() < LowDescriptors::end;
}

}  // namespace

LowDescriptors::LowDescriptors(std::size_t count) : count_{count}
{
    keep();
}

Result<void> LowDescriptors::release_one()
{
    auto lowest = open_lowest();
    if (is_low(lowest)) return {};  // it is closed again and thus the next one to be opened
    if (kept_.empty()) return fail(Errc::busy, "too many files and connections are open for one more DTLS session");
    kept_.pop_back();
    return {};
}

void LowDescriptors::keep()
{
    while (kept_.size() < count_) {
        auto lowest = open_lowest();
        if (!is_low(lowest)) return;
        kept_.push_back(std::move(lowest));
    }
}

}  // namespace coapnode
