// SPDX-License-Identifier: MIT
/// File descriptors below 1 024, kept free for DTLS. libcoap's GnuTLS back end waits for a session's socket with
/// select(), and a descriptor of 1 024 or more ends the process. A program with many other descriptors open would have
/// no lower one left when a node has to be reached again.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <vector>

namespace coapnode {

class LowDescriptors {
public:
    static constexpr int end = 1024;  ///< FD_SETSIZE

    /// Keeps `count` of them.
    explicit LowDescriptors(std::size_t count);

    /// The next descriptor that this thread opens is a low one. Call keep() when it is open. Errors: busy.
    Result<void> release_one();

    /// Fills up again what was used, as far as there are low ones.
    void keep();

    [[nodiscard]] std::size_t kept() const { return kept_.size(); }

private:
    std::size_t count_;
    std::vector<FileDescriptor> kept_;
};

}  // namespace coapnode
